// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/recordedsessions.h"

#include "core/capture/capturefile.h"
#include "ui/texts/texts.h"
#include "ui/window/noticebar.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>

#include <utility>

namespace optoscope {

RecordedSessions::RecordedSessions(RecordingFolder folder, NoticeBar *offer, QWidget *window)
    : QObject(window)
    , m_folder(std::move(folder))
    , m_offer(offer)
    , m_menu(new QMenu(tr("&Recorded sessions"), window))
    , m_open(new QAction(tr("Open it"), this))
{
    m_menu->setObjectName(QStringLiteral("recordedMenu"));
    m_menu->setToolTipsVisible(true);
    m_menu->menuAction()->setVisible(!m_folder.path().isEmpty());
    m_open->setObjectName(QStringLiteral("openUnfinishedAction"));
    m_pool.setMaxThreadCount(1);
    connect(m_menu, &QMenu::aboutToShow, this, &RecordedSessions::fillMenu);
    connect(m_open, &QAction::triggered, this, [this] {
        const QString file = m_unfinished.value(0);
        m_offer->hide();
        close();
        Q_EMIT openRequested(file);
    });
    connect(offer, &NoticeBar::closed, this, &RecordedSessions::close);
}

void RecordedSessions::fillMenu()
{
    m_menu->clear();
    const auto kept = m_folder.kept();
    for (const RecordingFolder::Kept &one : kept) {
        const QString name = QFileInfo(one.file).completeBaseName();
        QAction *action =
            m_menu->addAction(QStringLiteral("%1\t%2").arg(
                                  texts::visibleText(QStringView(name)),
                                  QLocale().formattedDataSize(one.size)),
                              this, [this, file = one.file] { Q_EMIT openRequested(file); });
        action->setToolTip(QDir::toNativeSeparators(one.file));
    }
    if (kept.isEmpty())
        m_menu->addAction(tr("Nothing has been recorded yet"))->setEnabled(false);
}

void RecordedSessions::lookForUnfinished()
{
    if (m_folder.path().isEmpty())
        return;
    m_pool.start([this, path = m_folder.path()] {
        const QStringList found = unfinishedRecordings(path);
        if (!found.isEmpty())
            QMetaObject::invokeMethod(this, [this, found] { offer(found); }, Qt::QueuedConnection);
    });
}

void RecordedSessions::offer(const QStringList &files)
{
    m_unfinished = files;
    const QFileInfo newest(files.first());
    const QString which = tr("%1, last written %2, %3")
                              .arg(texts::visibleText(QStringView(newest.completeBaseName())),
                                   QLocale().toString(newest.lastModified(), QLocale::ShortFormat),
                                   QLocale().formattedDataSize(newest.size()));
    m_offer->showNotice(
        Tone::Warning,
        files.size() == 1
            ? tr("Optoscope was ended in the middle of a session. What was recorded is there: %1.")
                  .arg(which)
            : tr("Optoscope was ended in the middle of %1 sessions. What was recorded is there, "
                 "the newest is %2. All are under File, Recorded sessions.")
                  .arg(files.size())
                  .arg(which),
        {m_open});
}

/// They are not offered again; they stay in the menu.
void RecordedSessions::close()
{
    const QStringList files = std::exchange(m_unfinished, {});
    m_pool.start([files] {
        for (const QString &file : files)
            closeRecording(file);
    });
}

} // namespace optoscope
