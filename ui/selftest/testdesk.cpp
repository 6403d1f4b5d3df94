// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/testdesk.h"

#include "core/probe/traceevidence.h"
#include "ui/selftest/searchdialog.h"
#include "ui/session/sessioncontroller.h"
#include "ui/session/sessiondocument.h"

#include <utility>

namespace optoscope {

TestDesk::TestDesk(SessionController *controller, SessionDocument *document,
                   const Environment &environment, SelfTestWizard::RequestMaker makeRequest,
                   QWidget *window)
    : QObject(window)
    , m_controller(controller)
    , m_document(document)
    , m_environment(environment)
    , m_makeRequest(std::move(makeRequest))
    , m_window(window)
    , m_test(new SelfTestRun(environment.knowledge.meters, this))
    , m_search(new SelfTestRun(environment.knowledge.meters, this))
{
    lend(m_test);
    lend(m_search);
    connect(controller, &SessionController::entriesAppended, this,
            [this](const TraceEntries &entries) {
                if (m_running)
                    m_running->takeEntries(entries);
            });
    connect(controller, &SessionController::asked, this,
            [this](const PersonRequest &request, bool isAnswered) {
                if (m_running)
                    m_running->takeQuestion(request, isAnswered);
            });
    connect(controller, &SessionController::failed, this, [this](const LinkError &error) {
        if (m_running)
            m_running->takeFailure(error);
    });
    connect(controller, &SessionController::finished, this, [this](Outcome outcome) {
        if (SelfTestRun *run = std::exchange(m_running, nullptr)) {
            run->takeEnd(outcome);
            judge(run);
        }
    });
}

void TestDesk::lend(SelfTestRun *run)
{
    run->setInventory(m_environment.inventory);
    run->setLine({[this, run](const LinkRequest &request, bool isContinued) {
                      startLine(run, request, isContinued);
                  },
                  [this](const PersonAnswer &answer) { m_controller->answer(answer); },
                  [this] { m_controller->stop(); }});
    // Who reads the trace later, without the person, judges as we do.
    connect(run, &SelfTestRun::described, this, [this](const TestCircumstances &circumstances) {
        if (!m_document->isSelfTest())
            return;
        const TraceEntries entries{{m_document->end(), describedEvent(circumstances)}};
        m_document->append(entries);
        Q_EMIT written(entries);
    });
    connect(run, &SelfTestRun::stepEnded, this, [this, run] {
        tellInventory(run);
        judge(run);
    });
    // A new document has nothing of what was tested before.
    connect(m_document, &SessionDocument::cleared, run, [this, run] {
        m_isInventoryTold = false;
        if (m_running != run)
            run->dropTrace();
    });
}

void TestDesk::startLine(SelfTestRun *run, const LinkRequest &request, bool isContinued)
{
    if (m_controller->isRunning()) {
        run->takeFailure({LinkError::Kind::Busy, request.target.toText(), tr("this program")});
        run->takeEnd(Outcome::cannotOpen);
        return;
    }
    m_running = run;
    if (isContinued)
        m_controller->resume(request);
    else
        m_controller->start(request);
}

/// What was found before the line was there belongs to its trace.
void TestDesk::tellInventory(SelfTestRun *run)
{
    if (!m_document->isSelfTest() || std::exchange(m_isInventoryTold, true))
        return;
    const TraceEntries entries = measuredEntries(m_document->end(), run->evidenceOf(TestStep::W0));
    m_document->append(entries);
    Q_EMIT written(entries);
}

void TestDesk::judge(SelfTestRun *run)
{
    if (m_document->isSelfTest())
        m_document->setDiagnosis(run->diagnosis());
}

void TestDesk::judgeAgain()
{
    if (m_running || !m_document->isSelfTest())
        return;
    const Trace &trace = m_document->trace();
    TraceEntries entries;
    entries.reserve(trace.count());
    for (qsizetype i = 0; i < trace.count(); ++i)
        entries.append(trace.entry(i));
    const MeterPrior prior = priorOf(m_environment.knowledge.meters, circumstancesIn(entries));
    m_document->setDiagnosis(diagnose(evidenceIn(entries), prior));
}

void TestDesk::openWizard(const QString &target)
{
    if (!m_wizard) {
        m_wizard = new SelfTestWizard(m_test, m_environment, m_makeRequest, m_window);
        connect(m_wizard, &SelfTestWizard::traceRequested, this, &TestDesk::traceRequested);
        connect(m_wizard, &QDialog::finished, this, &TestDesk::openChanged);
        connect(m_wizard, &SelfTestWizard::begun, this, [this](const QString &begun) {
            m_target = begun;
            Q_EMIT targetChosen(begun);
        });
    }
    const bool isOver = m_wizard->currentId() == SelfTestWizard::Result;
    if (m_wizard->currentId() < 0 || target != m_target || (isOver && !m_wizard->isVisible()))
        m_wizard->begin(target);
    m_wizard->show();
    m_wizard->raise();
    m_wizard->activateWindow();
    Q_EMIT openChanged();
}

bool TestDesk::isOpen() const
{
    return (m_wizard && m_wizard->isVisible()) || (m_searchDialog && m_searchDialog->isVisible());
}

void TestDesk::showMessage(Tone tone, const QString &text)
{
    if (m_wizard && m_wizard->isVisible())
        m_wizard->showMessage(tone, text);
}

void TestDesk::openSearch(const Target &target, const ReadSettings &settings)
{
    if (m_controller->isRunning())
        return;
    if (!m_searchDialog) {
        m_searchDialog = new SearchDialog(m_search, m_window);
        connect(m_searchDialog, &SearchDialog::readRequested, this, &TestDesk::readRequested);
        connect(m_searchDialog, &QDialog::finished, this, &TestDesk::openChanged);
    }
    m_searchDialog->show();
    m_searchDialog->search(m_makeRequest(target), settings);
    Q_EMIT openChanged();
}

} // namespace optoscope
