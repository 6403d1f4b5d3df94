// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/environment.h"

#include <QMainWindow>

class QStackedWidget;

namespace optoscope {

class AnswerBar;
class FileActions;
class ImportBar;
class MeterDesk;
class NoticeBar;
class PollDesk;
class RecordedSessions;
class RequestBar;
class SaveActions;
class SessionController;
class SessionDocument;
class SessionRecorder;
class StartPage;
class TestDesk;
class VerdictBar;
class WindowActions;
class Workspace;

/// The window: it puts the parts together and lets them know of each other.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const Environment &environment, QWidget *parent = nullptr);

    /// What is to be remembered, as it is now.
    Settings settings() const;
    SessionDocument *document() const { return m_document; }
    /// Chooses a target without reading it.
    void chooseTarget(const QString &target);
    /// Opens a recording.
    void openFile(const QString &file);

Q_SIGNALS:
    /// settings() is worth saving: the window closes.
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeCentre(const Environment &environment);
    void makeToolBar();
    void makeMenus(const Environment &environment);
    void makeAppearanceMenu(QMenu *menu);
    void connectParts();
    void connectRecording();
    void connectFiles();
    void connectPolls();
    void makeFaultsMenu(QMenu *menu, const TryPage::Cases &cases);
    void showPage(QWidget *page);
    void showState();
    void setAppearance(Appearance appearance);
    void showAbout();

    Settings m_settings; ///< as loaded; settings() fills in what has changed
    SessionDocument *m_document;
    SessionController *m_controller;
    RequestBar *m_request;
    VerdictBar *m_verdict;
    TestDesk *m_tests;
    QStackedWidget *m_pages;
    ImportBar *m_import;
    AnswerBar *m_answer;
    FileActions *m_files;
    SaveActions *m_save;
    SessionRecorder *m_recorder;
    NoticeBar *m_trouble; ///< of the recording
    NoticeBar *m_offer; ///< recordings that a crash has ended
    NoticeBar *m_damage; ///< of an opened file
    RecordedSessions *m_recorded;
    OpenFileChooser m_chooseOpen;
    WindowActions *m_actions;
    PollDesk *m_polls = nullptr;
    StartPage *m_start = nullptr;
    TryPage *m_try = nullptr;
    Workspace *m_workspace = nullptr;
    MeterDesk *m_meter = nullptr;
};

} // namespace optoscope
