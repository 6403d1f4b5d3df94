// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/selftestwizard.h"

#include "ui/selftest/camerapage.h"
#include "ui/selftest/crosstalkpage.h"
#include "ui/selftest/darkpage.h"
#include "ui/selftest/echopage.h"
#include "ui/selftest/lightpage.h"
#include "ui/selftest/loopbackpage.h"
#include "ui/selftest/meterpage.h"
#include "ui/selftest/openpage.h"
#include "ui/selftest/portpage.h"
#include "ui/selftest/questionspage.h"
#include "ui/selftest/resultpage.h"
#include "ui/selftest/roompage.h"
#include "ui/selftest/searchpage.h"
#include "ui/selftest/secondprobepage.h"
#include "ui/selftest/swappage.h"
#include "ui/selftest/togetherpage.h"

#include <QAbstractButton>

#include <utility>

namespace optoscope {
namespace {

using namespace std::chrono_literals;

constexpr QSize usualSize(1100, 720);
/// Long enough to read what a step has brought.
constexpr std::chrono::milliseconds readingTime = 2500ms;

} // namespace

SelfTestWizard::SelfTestWizard(SelfTestRun *run, const Environment &environment,
                               RequestMaker makeRequest, QWidget *parent)
    : QWizard(parent, Qt::Window)
    , m_run(run)
    , m_makeRequest(std::move(makeRequest))
    , m_virtualAnswers(environment.virtualAnswers)
{
    setObjectName(QStringLiteral("selfTestWizard"));
    setWindowTitle(tr("Self-test"));
    setModal(false);
    setWizardStyle(QWizard::ClassicStyle);
    setOptions(QWizard::IndependentPages | QWizard::HaveCustomButton1
               | QWizard::NoBackButtonOnStartPage);
    setUpButtons();
    addPages(environment);
    m_onward.setSingleShot(true);
    m_onward.setInterval(readingTime);
    connect(&m_onward, &QTimer::timeout, this, &SelfTestWizard::goOnByItself);
    connect(this, &QWizard::currentIdChanged, this, &SelfTestWizard::onPageChanged);
    connect(run, &SelfTestRun::stepEnded, this, &SelfTestWizard::onStepEnded);
    connect(run, &SelfTestRun::changed, this, &SelfTestWizard::showButtons);
    connect(m_port, &PortPage::targetChosen, this, &SelfTestWizard::chooseTarget);
    connect(m_result, &ResultPage::repeatRequested, this, &SelfTestWizard::repeat);
    connect(m_result, &ResultPage::traceRequested, this, &SelfTestWizard::traceRequested);
    resize(usualSize);
}

void SelfTestWizard::addPages(const Environment &environment)
{
    m_port = new PortPage(m_run, environment, this);
    m_questions = new QuestionsPage(m_run, this);
    m_result = new ResultPage(m_run, environment.chooseSaveFile, this);
    setPage(Port, m_port);
    setPage(Loopback, new LoopbackPage(m_run, this));
    setPage(Open, new OpenPage(m_run, this));
    setPage(Dark, new DarkPage(m_run, this));
    setPage(Room, new RoomPage(m_run, this));
    setPage(Camera, new CameraPage(m_run, this));
    setPage(Swap, new SwapPage(m_run, this));
    setPage(Light, new LightPage(m_run, this));
    setPage(Together, new TogetherPage(m_run, this));
    setPage(Echo, new EchoPage(m_run, this));
    setPage(Crosstalk, new CrosstalkPage(m_run, this));
    setPage(SecondProbe, new SecondProbePage(m_run, this));
    setPage(Meter, new MeterPage(m_run, this));
    setPage(Questions, m_questions);
    setPage(Search, new SearchPage(m_run, this));
    setPage(Result, m_result);
}

void SelfTestWizard::setUpButtons()
{
    setButtonText(QWizard::BackButton, tr("&Back"));
    setButtonText(QWizard::CancelButton, tr("Close"));
    setButtonText(QWizard::FinishButton, tr("&Finish"));
    setButtonText(QWizard::CustomButton1, tr("To the &result"));
    setButtonLayout({QWizard::CustomButton1, QWizard::Stretch, QWizard::BackButton,
                     QWizard::NextButton, QWizard::FinishButton, QWizard::CancelButton});
    connect(button(QWizard::CustomButton1), &QAbstractButton::clicked, this,
            &SelfTestWizard::goToResult);
    connect(button(QWizard::BackButton), &QAbstractButton::clicked, this, [this] {
        m_isLedByPerson = true;
        m_onward.stop();
    });
    connect(button(QWizard::NextButton), &QAbstractButton::clicked, this,
            [this] { m_isLedByPerson = false; });
}

// --- which page ----------------------------------------------------------------------------------

StepPage *SelfTestWizard::stepPage(int id) const
{
    return qobject_cast<StepPage *>(page(id));
}

int SelfTestWizard::pageOf(TestStep step) const
{
    for (const int id : pageIds()) {
        const StepPage *candidate = stepPage(id);
        if (candidate && candidate->step() == step)
            return id;
    }
    return Port;
}

bool SelfTestWizard::isNeeded(int id) const
{
    if (id == Questions)
        return m_questions->isNeeded();
    const StepPage *candidate = stepPage(id);
    return !candidate || candidate->isNeeded();
}

int SelfTestWizard::nextId() const
{
    if (m_jumpTo > currentId())
        return m_jumpTo;
    if (currentId() == Result)
        return -1;
    if (m_isRepeating)
        return Result;
    for (int id = currentId() + 1; id < Result; ++id) {
        if (isNeeded(id))
            return id;
    }
    return Result;
}

void SelfTestWizard::showPage(int id)
{
    while (currentId() > id)
        back();
    if (currentId() < id) {
        m_jumpTo = id;
        next();
        m_jumpTo = -1;
    }
}

void SelfTestWizard::goToResult()
{
    m_onward.stop();
    showPage(Result);
}

void SelfTestWizard::repeat(TestStep step)
{
    m_onward.stop();
    showPage(pageOf(step));
    m_isRepeating = true;
    m_run->run(step);
    m_onward.stop(); // the pages on the way here were done
    showButtons();
}

// --- what happens --------------------------------------------------------------------------------

void SelfTestWizard::begin(const QString &target)
{
    m_isRepeating = false;
    m_isLedByPerson = false;
    restart();
    chooseTarget(target);
}

void SelfTestWizard::chooseTarget(const QString &text)
{
    const auto parsed = parseTarget(text);
    const auto *target = std::get_if<Target>(&parsed);
    if (!target)
        return;
    m_run->begin(m_makeRequest(*target));
    if (target->kind == Target::Kind::Virtual && m_virtualAnswers) {
        const VirtualAnswers answers = m_virtualAnswers(*target);
        m_run->setCircumstances(answers.circumstances);
        SelfTestRun::Equipment equipment = m_run->equipment();
        equipment.hasSecondProbe = answers.hasSecondProbe;
        m_run->setEquipment(equipment);
    }
    m_port->setTarget(text);
    Q_EMIT begun(text);
}

void SelfTestWizard::onPageChanged(int id)
{
    m_onward.stop();
    if (id < 0)
        return;
    if (StepPage *current = stepPage(id)) {
        current->enter();
        if (m_run->progressOf(current->step()) == SelfTestRun::Progress::Done)
            onStepEnded(current->step());
    } else if (id == Questions) {
        m_questions->enter();
        onStepEnded(TestStep::none);
    } else {
        m_isRepeating = false;
        m_result->enter();
        m_run->endStep();
        if (m_run->isVirtual() && !m_isLedByPerson && m_run->stepInDoubt())
            m_onward.start();
        // A virtual bench that is closed forgets how its wires lie, and with them what was found.
        else if (!m_run->isVirtual())
            m_run->close();
    }
    showButtons();
}

/// A demonstration turns the page when there was time to read it.
void SelfTestWizard::onStepEnded(TestStep step)
{
    const StepPage *current = stepPage(currentId());
    const bool isHere = current ? current->step() == step : step == TestStep::none;
    if (isHere && m_run->isVirtual() && !m_isLedByPerson && isVisible())
        m_onward.start();
    showButtons();
    if (isHere)
        button(QWizard::NextButton)->setFocus();
}

void SelfTestWizard::goOnByItself()
{
    const StepPage *current = stepPage(currentId());
    if (m_isLedByPerson
        || (current && m_run->progressOf(current->step()) != SelfTestRun::Progress::Done))
        return;
    if (currentId() != Result) {
        next();
    } else if (const auto step = m_run->stepInDoubt()) {
        repeat(*step);
    }
}

void SelfTestWizard::showButtons()
{
    const StepPage *current = stepPage(currentId());
    const bool isPort = currentId() == Port;
    const bool isDone =
        !current || m_run->progressOf(current->step()) == SelfTestRun::Progress::Done;
    QString words = isDone ? tr("&Next") : tr("S&kip this test");
    if (isPort && !isDone)
        words = m_run->error() ? tr("&Next") : tr("&Open the port");
    if (isPort && !isDone && !m_run->error() && m_run->isVirtual())
        words = tr("&Begin the demonstration");
    if (buttonText(QWizard::NextButton) != words)
        setButtonText(QWizard::NextButton, words);
    const bool hasResult = !m_run->evidence().isEmpty() && currentId() != Result;
    button(QWizard::CustomButton1)->setVisible(hasResult);
    button(QWizard::CancelButton)->setVisible(currentId() != Result); // It does what Finish does.
}

void SelfTestWizard::showMessage(Tone tone, const QString &text)
{
    m_result->showMessage(tone, text);
}

bool SelfTestWizard::validateCurrentPage()
{
    return m_isClosing || QWizard::validateCurrentPage();
}

void SelfTestWizard::done(int)
{
    m_onward.stop();
    m_run->close();
    // A rejected wizard forgets its pages, an accepted one begins what its page is for; this one is
    // shown again where it was.
    m_isClosing = true;
    QWizard::done(QDialog::Accepted);
    m_isClosing = false;
}

} // namespace optoscope
