// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/steppage.h"

#include "core/probe/repetition.h"
#include "ui/selftest/chainbar.h"
#include "ui/selftest/evidencetone.h"
#include "ui/selftest/livestrip.h"
#include "ui/selftest/markedlabel.h"
#include "ui/selftest/measureprogress.h"
#include "ui/selftest/picture.h"
#include "ui/selftest/replybuttons.h"
#include "ui/selftest/reporttext.h"
#include "ui/texts/evidencetexts.h"
#include "ui/texts/picturetexts.h"
#include "ui/texts/steptexts.h"
#include "ui/texts/texts.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace optoscope {
namespace {

constexpr int pictureSize = 400;
constexpr qsizetype mostResults = 7;
constexpr qsizetype mostPortLines = 2;

QLabel *makeLabel(double scale, bool isBold, QWidget *parent)
{
    auto *label = new QLabel(parent);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setBold(isBold);
    label->setFont(font);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

} // namespace

StepPage::StepPage(SelfTestRun *run, TestStep step, QWidget *parent)
    : QWizardPage(parent)
    , m_run(run)
    , m_step(step)
{
    const texts::StepText words = texts::stepText(step);
    setTitle(words.title);
    setSubTitle(words.proves);
    makeWidgets();
    layOut();
    connect(run, &SelfTestRun::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(run, &SelfTestRun::replied, this, &StepPage::noteReply);
    connect(run, &SelfTestRun::heard, this, [this](const Characters &characters) {
        if (isCurrent())
            m_live->hear(characters);
    });
    connect(m_replies, &ReplyButtons::chosen, run, &SelfTestRun::reply);
    connect(m_progress, &MeasureProgress::stopRequested, run, &SelfTestRun::endStep);
    connect(m_again, &QPushButton::clicked, this, [this] { m_run->run(m_step); });
}

StepPage::~StepPage() = default;

void StepPage::makeWidgets()
{
    m_picture = new Picture(QStringLiteral("inventory"), this);
    m_picture->setFixedSize(pictureSize, pictureSize);
    m_task = makeLabel(1.3, true, this);
    m_task->setObjectName(QStringLiteral("task"));
    m_why = makeLabel(1, false, this);
    m_warning = new MarkedLabel(MarkedLabel::Look::Boxed, this);
    m_warning->setObjectName(QStringLiteral("warning"));
    m_hands = new MarkedLabel(MarkedLabel::Look::Boxed, this);
    m_hands->setObjectName(QStringLiteral("hands"));
    m_replies = new ReplyButtons(this);
    m_progress = new MeasureProgress(this);
    m_error = new MarkedLabel(MarkedLabel::Look::Boxed, this);
    m_error->setObjectName(QStringLiteral("lineError"));
    m_results = new QWidget(this);
    m_results->setObjectName(QStringLiteral("results"));
    m_again = new QPushButton(this);
    m_again->setObjectName(QStringLiteral("again"));
    m_again->setAutoDefault(false);
    m_live = new LiveStrip(this);
    m_chain = new ChainBar(this);
}

void StepPage::layOut()
{
    auto *rows = new QVBoxLayout(m_results);
    rows->setContentsMargins({});
    rows->setSpacing(4);
    for (qsizetype i = 0; i <= mostResults; ++i) {
        m_rows.append(new MarkedLabel(MarkedLabel::Look::Plain, m_results));
        rows->addWidget(m_rows.last());
    }
    auto *again = new QHBoxLayout;
    again->addWidget(m_again);
    again->addStretch(1);
    m_words = new QVBoxLayout;
    m_words->setSpacing(10);
    m_words->addWidget(m_task);
    m_words->addWidget(m_why);
    m_words->addWidget(m_warning);
    m_words->addWidget(m_hands);
    m_words->addWidget(m_replies);
    m_words->addWidget(m_progress);
    m_words->addWidget(m_error);
    m_words->addWidget(m_results);
    m_words->addLayout(again);
    m_words->addStretch(1);
    m_words->addWidget(m_live);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(24);
    upper->addWidget(m_picture, 0, Qt::AlignTop);
    upper->addLayout(m_words, 1);
    auto *all = new QVBoxLayout(this);
    all->setSpacing(14);
    all->addLayout(upper, 1);
    all->addWidget(m_chain);
}

void StepPage::insert(QWidget *widget)
{
    m_words->insertWidget(m_words->indexOf(m_replies), widget);
}

void StepPage::setPicture(const QString &name)
{
    if (m_picture->picture() != name)
        m_picture->setPicture(name);
}

bool StepPage::isNeeded() const
{
    return isWorthwhile(m_step, m_run->evidence());
}

bool StepPage::isCurrent() const
{
    return m_run->step() == m_step;
}

void StepPage::enter()
{
    m_live->clear();
    if (m_run->progressOf(m_step) == SelfTestRun::Progress::Untouched)
        m_run->run(m_step);
    else if (!isCurrent())
        m_run->endStep();
    refresh();
}

void StepPage::showEvent(QShowEvent *event)
{
    QWizardPage::showEvent(event);
    refresh();
}

QString StepPage::pictureOf(PersonAction action) const
{
    return texts::picturesOf(action).value(0);
}

void StepPage::showTask(const QString &task, const QString &why)
{
    if (m_task->text() != task) {
        m_task->setText(task);
        QAccessibleEvent event(m_task, QAccessible::Alert); // for those who do not see it change
        QAccessible::updateAccessibility(&event);
    }
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
}

void StepPage::refresh()
{
    m_chain->setChain(Chain(m_run->evidence(), m_run->diagnosis()));
    const auto &asked = m_run->asked();
    const bool isAsked = isCurrent() && asked;
    const bool isMeasuring =
        !isAsked && m_run->progressOf(m_step) == SelfTestRun::Progress::Running;
    const bool isResting = !isAsked && !isMeasuring;
    m_live->setVisible(m_step != TestStep::W1);
    const bool isNew = isAsked && m_shown != asked->action;
    if (isAsked)
        showQuestion(*asked);
    m_replies->setVisible(isAsked || (isMeasuring && m_hands->isVisibleTo(this)));
    if (isMeasuring)
        showMeasuring();
    else
        m_progress->stop();
    if (isResting) {
        m_shown.reset();
        m_warning->show(Tone::Warning, {});
        m_hands->show(Tone::Quiet, {});
        showRest();
    }
    const auto &error = m_run->error();
    m_error->show(Tone::Error,
                  isResting && error ? texts::linkErrorText(*error, texts::Surface::Window)
                                     : QString());
    m_results->setVisible(isResting);
    showResults();
    if (isNew && !m_run->isAnsweredByItself() && isVisible())
        m_replies->focusFirst();
    else if (isResting && error && isVisible())
        m_again->setFocus();
}

void StepPage::showQuestion(const PersonRequest &request)
{
    const bool isNew = m_shown != request.action;
    m_shown = request.action;
    const texts::ActionText words = texts::actionText(request.action);
    setPicture(pictureOf(request.action));
    showTask(words.task, words.why);
    const bool isVirtual = m_run->isAnsweredByItself();
    m_warning->show(Tone::Warning, words.warning);
    m_hands->show(Tone::Quiet,
                  isVirtual ? tr("The virtual person does this by himself.") : QString());
    m_replies->ask(request.action, !isVirtual);
    if (isNew)
        m_live->clear();
}

void StepPage::showMeasuring()
{
    if (!m_shown) {
        const texts::StepText words = texts::stepText(m_step);
        showTask(tr("The test begins."), words.proves);
    } else if (m_run->measuringTime() > nanoseconds(0)) {
        showTask(tr("Measuring. Keep everything as it is."), texts::actionText(*m_shown).task);
    }
    m_warning->show(Tone::Warning, {});
    if (m_run->measuringTime() > std::chrono::milliseconds(300))
        m_progress->start(m_run->measuringTime());
}

void StepPage::noteReply(PersonAction action, PersonReply reply)
{
    if (m_shown != action || !isCurrent())
        return;
    if (m_hands->isVisibleTo(this)) {
        m_replies->press(reply);
        m_hands->show(
            Tone::Quiet,
            tr("The virtual person has answered: %1.").arg(texts::replyText(action, reply)));
    }
}

void StepPage::showRest()
{
    const texts::StepText words = texts::stepText(m_step);
    const bool isDone = m_run->progressOf(m_step) == SelfTestRun::Progress::Done;
    if (isDone && m_run->evidenceOf(m_step).isEmpty())
        showTask(tr("Nothing was measured."), tr("Left open: %1").arg(words.leftOpen));
    else if (isDone)
        showTask(tr("This test is done."), words.cannot);
    else
        showTask(tr("This test was not done."), tr("Left open: %1").arg(words.leftOpen));
}

void StepPage::showResults()
{
    const bool isDone = m_run->progressOf(m_step) == SelfTestRun::Progress::Done;
    const bool isRunning = m_run->progressOf(m_step) == SelfTestRun::Progress::Running;
    m_again->setVisible(!isRunning && (isDone || m_step != TestStep::W1));
    m_again->setText(isDone ? tr("Do this test &again")
                            : (m_run->error() ? tr("&Try again") : tr("&Start this test")));
    qsizetype row = 0;
    const auto add = [&](Tone tone, const QString &text) { m_rows.at(row++)->show(tone, text); };
    EvidenceList evidence = isRunning ? EvidenceList() : m_run->evidenceOf(m_step);
    if (m_step == TestStep::W1) { // What was found before the port was opened belongs to it.
        evidence = m_run->evidenceOf(TestStep::W0) + evidence;
        for (const QString &line : reporttext::portLines(*m_run)) {
            if (isDone && row < mostPortLines)
                add(Tone::Quiet, line);
        }
    }
    const qsizetype mostEvidence = mostResults - row;
    for (const Evidence &one : evidence.first(std::min(evidence.size(), mostEvidence)))
        add(evidenceTone(one), texts::evidenceText(one));
    if (evidence.size() > mostEvidence)
        add(Tone::Quiet, tr("and %1 more").arg(evidence.size() - mostEvidence));
    while (row < m_rows.size())
        add(Tone::Quiet, {});
}

} // namespace optoscope
