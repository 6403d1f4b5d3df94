// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/saveactions.h"

#include "ui/open/importbar.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/formattexts.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>

namespace optoscope {
namespace {

/// A name for \a target that can be a file's.
QString nameOf(const QString &target, const QDateTime &anchor)
{
    QString name = QFileInfo(target).completeBaseName();
    name.remove(QLatin1Char(':')).replace(QLatin1Char('?'), QLatin1Char('_'));
    if (name.isEmpty())
        name = SaveActions::tr("session");
    if (!anchor.isValid())
        return name;
    return anchor.toLocalTime().toString(QStringLiteral("yyyy-MM-dd_HH-mm_")) + name;
}

} // namespace

SaveActions::SaveActions(SessionDocument *document, ImportBar *bar, const Environment &environment,
                         QWidget *window)
    : QObject(window)
    , m_document(document)
    , m_bar(bar)
    , m_window(window)
    , m_chooseFile(environment.chooseSaveFile)
    , m_sessionFacts(environment.captureFacts)
    , m_save(new QAction(tr("&Save as…"), this))
    , m_exportMenu(new QMenu(tr("&Export"), window))
{
    makeActions();
    makeExports();
    connectSaver();
    connect(document, &SessionDocument::cleared, this, [this] {
        m_savedCount = 0;
        m_savingCount = -1;
        m_fileFacts = {};
        adoptState();
    });
    connect(document, &SessionDocument::appended, this, &SaveActions::adoptState);
    connect(document, &SessionDocument::stateChanged, this, &SaveActions::adoptState);
    adoptState();
}

void SaveActions::makeActions()
{
    m_save->setObjectName(QStringLiteral("saveAction"));
    m_save->setShortcut(QKeySequence::Save);
    m_save->setToolTip(tr("Save everything that is shown as a capture, which Wireshark opens too. "
                          "Sessions that are not saved are kept for a while under Recorded "
                          "sessions."));
    connect(m_save, &QAction::triggered, this, [this] {
        QStringList filters;
        for (const ExportFormat format : exportFormats())
            filters.append(texts::exportFilter(format));
        choose(tr("Save as"), exportEnding(ExportFormat::Pcapng),
               filters.join(QLatin1String(";;")));
    });
}

/// One action for each form: its name is then right in the dialog, whichever that is.
void SaveActions::makeExports()
{
    m_exportMenu->setObjectName(QStringLiteral("exportMenu"));
    m_exportMenu->setToolTipsVisible(true);
    const auto add = [this](ExportFormat format, const QString &text, const QString &name,
                            const QString &toolTip) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setToolTip(toolTip);
        connect(action, &QAction::triggered, this, [this, format] {
            choose(tr("Export"), exportEnding(format), texts::exportFilter(format));
        });
        m_exportMenu->addAction(action);
        return action;
    };
    add(ExportFormat::Text, tr("As &text…"), QStringLiteral("exportTextAction"),
        tr("Times, directions, bytes, characters and what was noticed, for people. Optoscope opens "
           "it again."));
    add(ExportFormat::Csv, tr("As &table (CSV)…"), QStringLiteral("exportCsvAction"),
        tr("A row for each run of characters and for everything else. Optoscope opens it again."));
    add(ExportFormat::Html, tr("As &page (HTML)…"), QStringLiteral("exportHtmlAction"),
        tr("A page that every browser shows, for whoever has no Optoscope."));
    m_levels = add(ExportFormat::Vcd, tr("Both &lines as levels (VCD)…"),
                   QStringLiteral("saveVcdAction"), tr("For PulseView, sigrok-cli and GTKWave."));
}

void SaveActions::connectSaver()
{
    connect(&m_saver, &CaptureSaver::progressed, this, [this](int percent) {
        m_bar->showSaving(m_saver.file());
        m_bar->setProgress(percent);
    });
    const auto end = [this] {
        m_bar->endProgress();
        adoptState();
    };
    connect(&m_saver, &CaptureSaver::saved, this, [this, end](const QString &file) {
        if (m_savingCount >= 0)
            m_savedCount = m_savingCount;
        end();
        Q_EMIT saved(tr("Saved: %1").arg(QDir::toNativeSeparators(file)));
    });
    connect(&m_saver, &CaptureSaver::failed, this, [this, end](const ExportError &error) {
        end();
        Q_EMIT refused(texts::exportErrorText(error));
    });
    connect(&m_saver, &CaptureSaver::cancelled, this, end);
    connect(m_bar, &ImportBar::cancelRequested, this, &SaveActions::cancel);
}

void SaveActions::choose(const QString &title, const QString &ending, const QString &filter)
{
    const QString name = nameOf(m_document->target(), m_document->trace().anchor()) + ending;
    QString file = m_chooseFile ? m_chooseFile(m_window, title, name, filter) : QString();
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += ending;
    save(file);
}

void SaveActions::save(const QString &file)
{
    const auto format = exportFormatOf(file);
    if (!format) {
        Q_EMIT refused(texts::exportErrorText({ExportError::Kind::UnknownEnding, file, {}}));
        return;
    }
    // Only a capture holds all that is known.
    m_savingCount = *format == ExportFormat::Pcapng ? m_document->trace().count() : -1;
    m_saver.save(file, m_document->trace(), facts());
    adoptState();
}

CaptureFacts SaveActions::facts() const
{
    CaptureFacts facts = m_fileFacts;
    if (!m_document->isCapture()) {
        const auto target = parseTarget(m_document->target());
        if (m_sessionFacts && std::holds_alternative<Target>(target))
            facts = m_sessionFacts(std::get<Target>(target));
        else
            facts.target = m_document->target();
    }
    facts.anchor = m_document->trace().anchor();
    return facts;
}

void SaveActions::adoptFile(const CaptureFacts &facts, bool isOwn)
{
    m_fileFacts = facts;
    m_savedCount = isOwn ? m_document->trace().count() : 0;
    adoptState();
}

void SaveActions::cancel()
{
    m_saver.cancel();
}

void SaveActions::adoptState()
{
    const qsizetype count = m_document->trace().count();
    m_save->setEnabled(count > 0 && !m_saver.isSaving());
    m_exportMenu->setEnabled(m_save->isEnabled());
    for (QAction *action : m_exportMenu->actions())
        action->setEnabled(m_save->isEnabled());
    m_levels->setEnabled(m_save->isEnabled() && m_document->trace().characterCount() > 0);
    const bool isUnsaved = count > m_savedCount && !m_document->isReplay();
    if (std::exchange(m_isUnsaved, isUnsaved) != isUnsaved)
        Q_EMIT unsavedChanged();
}

} // namespace optoscope
