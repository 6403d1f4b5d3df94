// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/saveactions.h"

#include "ui/open/importbar.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/commandtexts.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>

namespace optoscope {
namespace {

QString pcapngEnding()
{
    return QStringLiteral(".pcapng");
}

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
    , m_levels(new QAction(tr("Save both &lines as levels (VCD)…"), this))
{
    makeActions();
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
    m_levels->setObjectName(QStringLiteral("saveVcdAction"));
    connect(m_save, &QAction::triggered, this, [this] {
        choose(tr("Save as"), pcapngEnding(),
               tr("Captures (*.pcapng);;Both lines as levels (*.vcd)"));
    });
    connect(m_levels, &QAction::triggered, this, [this] {
        choose(tr("Save as VCD"), QStringLiteral(".vcd"), tr("Value change dumps (*.vcd)"));
    });
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
    connect(&m_saver, &CaptureSaver::failed, this,
            [this, end](const QString &file, const QString &detail) {
                end();
                Q_EMIT refused(texts::notWrittenText(file, detail));
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
    if (!CaptureSaver::canWrite(file)) {
        Q_EMIT refused(texts::usageErrorText(texts::UsageError::BadOutEnding, file));
        return;
    }
    const bool isLevels = file.endsWith(QLatin1String(".vcd"), Qt::CaseInsensitive);
    // Levels do not hold all that is known.
    m_savingCount = isLevels ? -1 : m_document->trace().count();
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
    m_levels->setEnabled(m_save->isEnabled() && m_document->trace().characterCount() > 0);
    const bool isUnsaved = count > m_savedCount && !m_document->isReplay();
    if (std::exchange(m_isUnsaved, isUnsaved) != isUnsaved)
        Q_EMIT unsavedChanged();
}

} // namespace optoscope
