// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/selftestwizard.h"
#include "ui/settings.h"

namespace optoscope {

class SearchDialog;
class SessionController;
class SessionDocument;

/// Where self-test and search are kept: it gives them the window's line and document, and their
/// windows beside it.
class TestDesk final : public QObject
{
    Q_OBJECT
public:
    TestDesk(SessionController *controller, SessionDocument *document,
             const Environment &environment, SelfTestWizard::RequestMaker makeRequest,
             QWidget *window);

    /// Shows the wizard: where it was, or at its beginning if \a target is another one.
    void openWizard(const QString &target);
    /// The verdicts that the trace of a self-test comes to, for the document that shows it again.
    void judgeAgain();
    void openSearch(const Target &target, const ReadSettings &settings);
    /// What became of the wish to save, for whoever looks at the result.
    void showMessage(Tone tone, const QString &text);
    /// A self-test or a search has the line.
    bool isRunning() const { return m_running != nullptr; }
    /// One of its windows is open: it may want the line at any moment.
    bool isOpen() const;

Q_SIGNALS:
    /// isOpen() may have changed.
    void openChanged();
    /// The wizard is to test another target than the window shows.
    void targetChosen(const QString &target);
    /// What the document holds of the test is to be saved.
    void traceRequested();
    /// Entries that belong to the trace and that no line has told.
    void written(const optoscope::TraceEntries &entries);
    /// The meter is to be read like that.
    void readRequested(const optoscope::ReadSettings &settings);

private:
    void lend(SelfTestRun *run);
    void startLine(SelfTestRun *run, const LinkRequest &request, bool isContinued);
    void tellInventory(SelfTestRun *run);
    void judge(SelfTestRun *run);

    SessionController *m_controller;
    SessionDocument *m_document;
    Environment m_environment;
    SelfTestWizard::RequestMaker m_makeRequest;
    QWidget *m_window;
    SelfTestRun *m_test;
    SelfTestRun *m_search;
    SelfTestRun *m_running = nullptr; ///< has the line
    SelfTestWizard *m_wizard = nullptr;
    SearchDialog *m_searchDialog = nullptr;
    bool m_isInventoryTold = false; ///< in the document
    QString m_target; ///< of the wizard
};

} // namespace optoscope
