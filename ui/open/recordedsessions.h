// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/recordingfolder.h"

#include <QObject>
#include <QThreadPool>

class QAction;
class QMenu;

namespace optoscope {

class NoticeBar;

/// The sessions that were recorded by themselves: a menu of them, and an offer to open those whose
/// recording a crash has ended.
class RecordedSessions final : public QObject
{
    Q_OBJECT
public:
    RecordedSessions(RecordingFolder folder, NoticeBar *offer, QWidget *window);

    /// Looks for recordings that were not finished, on a worker, and offers them.
    void lookForUnfinished();
    QMenu *menu() const { return m_menu; }

Q_SIGNALS:
    void openRequested(const QString &file);

private:
    void fillMenu();
    void offer(const QStringList &files);
    void close();

    RecordingFolder m_folder;
    NoticeBar *m_offer;
    QMenu *m_menu;
    QAction *m_open;
    QStringList m_unfinished; ///< on offer, the newest first
    QThreadPool m_pool; ///< goes first: its work may tell this object
};

} // namespace optoscope
