// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/theme.h"
#include "ui/selftest/selftestrun.h"
#include "ui/window/environment.h"

#include <QTimer>
#include <QWizard>

namespace optoscope {

class PortPage;
class QuestionsPage;
class ResultPage;
class StepPage;

/// Leads a person through the self-test, page by page, beside the main window. With a virtual
/// target it goes on by itself, as a demonstration, until the person takes over with Back.
class SelfTestWizard final : public QWizard
{
    Q_OBJECT
public:
    /// In the order of the pages.
    enum Page {
        Port,
        Loopback,
        Open,
        Dark,
        Room,
        Camera,
        Swap,
        Light,
        Together,
        Echo,
        Crosstalk,
        SecondProbe,
        Meter,
        Questions,
        Search,
        Result,
    };
    Q_ENUM(Page)
    using RequestMaker = std::function<LinkRequest(const Target &target)>;

    /// \a run must outlive the wizard.
    SelfTestWizard(SelfTestRun *run, const Environment &environment, RequestMaker makeRequest,
                   QWidget *parent = nullptr);

    /// Begins a new test of \a target, at the first page.
    void begin(const QString &target);
    /// Shows the page of \a step and runs it again; from there the result comes next.
    void repeat(TestStep step);
    void goToResult();
    /// Shows the page \a id of Page.
    void showPage(int id);
    int nextId() const override;
    /// On the page of the result: what became of the wish to save.
    void showMessage(Tone tone, const QString &text);

Q_SIGNALS:
    /// A new test has begun: what an earlier one left is of no use any more.
    void begun(const QString &target);
    /// The trace of the test is to be saved.
    void traceRequested();

protected:
    bool validateCurrentPage() override;
    void done(int result) override;

private:
    void addPages(const Environment &environment);
    void setUpButtons();
    bool isNeeded(int id) const;
    int pageOf(TestStep step) const;
    StepPage *stepPage(int id) const;
    void chooseTarget(const QString &text);
    void onPageChanged(int id);
    void onStepEnded(TestStep step);
    void goOnByItself();
    void showButtons();

    SelfTestRun *m_run;
    RequestMaker m_makeRequest;
    std::function<VirtualAnswers(const Target &)> m_virtualAnswers;
    PortPage *m_port = nullptr;
    QuestionsPage *m_questions = nullptr;
    ResultPage *m_result = nullptr;
    QTimer m_onward; ///< until a demonstration turns the page
    bool m_isLedByPerson = false;
    bool m_isRepeating = false;
    bool m_isClosing = false;
    int m_jumpTo = -1;
};

} // namespace optoscope
