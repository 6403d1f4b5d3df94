// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/open/captureloader.h"
#include "ui/open/capturestream.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/environment.h"

class QAction;
class QMenu;

namespace optoscope {

class ImportBar;
class ReplayBar;
class ReplayPlayer;

/// Opens files into the document, at once or as they happened: the actions, the files opened
/// lately, and the session that a file has replaced.
class FileActions final : public QObject
{
    Q_OBJECT
public:
    FileActions(SessionDocument *document, ImportBar *bar, const Environment &environment,
                QWidget *window);
    /// To be placed above the views.
    ReplayBar *replayBar() const { return m_replayBar; }

    /// Opens \a file unless a session runs.
    void open(const QString &file);
    void chooseFile();
    /// Shows the recording \a file as it happened, \a speed times as fast; 0: as fast as chosen.
    void replay(const QString &file, double speed);
    ReplayPlayer *player() const { return m_player; }
    void fillMenu(QMenu *menu);
    QAction *cancelAction() const { return m_cancel; }
    /// The files that can be opened, for a file dialogue.
    static QString filters();
    const QStringList &recent() const { return m_recent; }

Q_SIGNALS:
    /// The document is about to be used for a file.
    void opening();
    /// The document shows a file, or again what it showed before.
    void opened();
    /// Something could not be done: why, and what helps.
    void refused(const QString &text);
    /// What a file that is shown says of itself.
    void fileShown(const QString &file, const optoscope::CaptureFacts &facts);
    /// It could not be read whole.
    void damaged(const QString &text);

private:
    void makeActions(QWidget *window);
    void connectParts();
    void load(const QString &file, const ImportChoices &choices);
    void show(const ImportedCapture &capture);
    void connectStream();
    void dropStream();
    void putAway();
    void adoptFile(const QString &file);
    void tell(const QString &file, const CaptureSummary &summary);
    void cancel();
    void beginShowing();
    void endStream(const CaptureSummary &summary, bool isPart);
    void goBack();
    void fillRecent();
    void adoptState();
    void replayShown();
    void takeLoaded(const ImportedCapture &capture);

    SessionDocument *m_document;
    ImportBar *m_bar;
    CaptureLoader m_loader;
    CaptureStream m_stream; ///< of captures, which may be large
    QWidget *m_window;
    OpenFileChooser m_chooseOpen;
    ReplayPlayer *m_player;
    ReplayBar *m_replayBar;
    bool m_replays = false; ///< What is being read is to be replayed.
    bool m_isShowing = false; ///< The document takes what m_stream reads.
    Trace m_replayed; ///< what was read of it
    QStringList m_recent; ///< newest first
    ImportChoices m_choices; ///< of the file that is being read or shown
    QString m_shown; ///< the file that the document shows
    QString m_asked; ///< the file that was asked for last
    std::optional<SessionRecord> m_before; ///< what the document showed before the file
    QAction *m_open;
    QAction *m_cancel;
    QAction *m_back;
    QAction *m_replay;
    QMenu *m_recentMenu;
};

} // namespace optoscope
