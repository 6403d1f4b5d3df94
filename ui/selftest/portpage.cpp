// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/portpage.h"

#include "ui/selftest/markedlabel.h"
#include "ui/texts/knowledgetexts.h"
#include "ui/window/targetbox.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace optoscope {

using Pins = SelfTestRun::Equipment::Pins;

PortPage::PortPage(SelfTestRun *run, const Environment &environment, QWidget *parent)
    : StepPage(run, TestStep::W1, parent)
    , m_choices(environment.targetChoices)
    , m_target(new TargetBox(environment.targetChoices, environment.settings.recentTargets, this))
    , m_facts(new MarkedLabel(MarkedLabel::Look::Plain, this))
    , m_probes(environment.knowledge.probes.rows())
    , m_probe(new QComboBox(this))
    , m_probeFacts(new MarkedLabel(MarkedLabel::Look::Plain, this))
    , m_pins(new QButtonGroup(this))
    , m_secondProbe(new QCheckBox(tr("I have a s&econd probe"), this))
    , m_questions(makeQuestions())
{
    setTitle(tr("My meter does not answer"));
    setSubTitle(tr("This test goes from the port to the meter, one link after the other, and ends "
                   "with two verdicts: one on the probe, one on the meter. It takes about ten "
                   "minutes; every step can be skipped, repeated and undone."));
    insert(m_questions);
    applyColors();
    connect(run, &SelfTestRun::changed, this, &PortPage::completeChanged);
    connect(m_target, &TargetBox::currentIndexChanged, this,
            [this] { Q_EMIT targetChosen(target()); });
    connect(m_target, &TargetBox::confirmed, this, [this] { Q_EMIT targetChosen(target()); });
    connect(m_probe, &QComboBox::currentIndexChanged, this, &PortPage::adoptProbe);
    connect(m_pins, &QButtonGroup::idToggled, this, &PortPage::adoptEquipment);
    connect(m_secondProbe, &QCheckBox::toggled, this, &PortPage::adoptEquipment);
}

QWidget *PortPage::makeQuestions()
{
    auto *questions = new QWidget(this);
    m_target->setAccessibleName(tr("Port of the probe"));
    auto *label = new QLabel(tr("&Port of the probe:"), questions);
    label->setBuddy(m_target);
    auto *probe = new QLabel(tr("&Which probe is it?"), questions);
    probe->setBuddy(m_probe);
    m_probe->setObjectName(QStringLiteral("probeBox"));
    m_probe->addItem(tr("Another one, or I am not sure"));
    for (const ProbeRow &row : m_probes)
        m_probe->addItem(row.name());
    auto *hardware = new QLabel(tr("How is the probe connected?"), questions);
    auto *usb = new QRadioButton(tr("Wires to a &USB serial adapter with pins"), questions);
    auto *header = new QRadioButton(tr("Wires to the pins of a &Raspberry Pi"), questions);
    auto *whole = new QRadioButton(tr("A ready-made USB &head without pins"), questions);
    m_pins->addButton(usb, static_cast<int>(Pins::UsbAdapter));
    m_pins->addButton(header, static_cast<int>(Pins::PiHeader));
    m_pins->addButton(whole, static_cast<int>(Pins::None));
    usb->setChecked(true);
    auto *rows = new QVBoxLayout(questions);
    rows->setContentsMargins({});
    rows->setSpacing(7);
    rows->addWidget(label);
    rows->addWidget(m_target);
    rows->addWidget(m_facts);
    rows->addSpacing(6);
    rows->addWidget(probe);
    rows->addWidget(m_probe);
    rows->addWidget(m_probeFacts);
    rows->addSpacing(6);
    rows->addWidget(hardware);
    rows->addWidget(usb);
    rows->addWidget(header);
    rows->addWidget(whole);
    rows->addSpacing(6);
    rows->addWidget(m_secondProbe);
    return questions;
}

void PortPage::applyColors()
{
    const QPalette colors = theme::indicators(palette());
    for (QAbstractButton *button : m_pins->buttons())
        button->setPalette(colors);
    m_secondProbe->setPalette(colors);
}

void PortPage::changeEvent(QEvent *event)
{
    StepPage::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_questions)
        applyColors();
}

QString PortPage::target() const
{
    return m_target->target();
}

void PortPage::setTarget(const QString &target)
{
    const QSignalBlocker blocker(m_target);
    m_target->setTarget(target);
    const QSignalBlocker other(m_secondProbe);
    m_secondProbe->setChecked(testRun()->equipment().hasSecondProbe);
    showFacts();
}

void PortPage::adoptEquipment()
{
    testRun()->setEquipment(
        {static_cast<Pins>(m_pins->checkedId()), m_secondProbe->isChecked(), chosenProbe()});
}

std::optional<ProbeRow> PortPage::chosenProbe() const
{
    // The first choice is none of the table.
    const int index = m_probe->currentIndex() - 1;
    return index >= 0 && index < m_probes.size() ? std::optional(m_probes.at(index)) : std::nullopt;
}

/// What is known of it before its wires are touched.
void PortPage::adoptProbe()
{
    const auto probe = chosenProbe();
    m_probeFacts->show(Tone::Warning,
                       probe ? texts::probeLines(*probe).join(QLatin1Char('\n')) : QString());
    if (probe && probe->connection == ProbeConnection::usb)
        m_pins->button(static_cast<int>(Pins::None))->setChecked(true);
    adoptEquipment();
}

/// What is known of the port without opening it.
void PortPage::showFacts()
{
    m_facts->show(Tone::Quiet, {});
    if (!m_choices)
        return;
    for (const TargetChoice &choice : m_choices()) {
        if (choice.target == target())
            m_facts->show(choice.hasProblem ? Tone::Warning : Tone::Quiet, choice.detail);
    }
}

bool PortPage::isComplete() const
{
    return testRun()->progressOf(step()) != SelfTestRun::Progress::Running;
}

/// The first Next opens the port; what it says is seen before the second one.
bool PortPage::validatePage()
{
    const bool isDone = testRun()->progressOf(step()) == SelfTestRun::Progress::Done
        || testRun()->error().has_value();
    if (!isDone)
        testRun()->run(step());
    return isDone;
}

void PortPage::enter()
{
    setPicture(QStringLiteral("inventory"));
    showFacts();
}

void PortPage::showRest()
{
    const bool isDone = testRun()->progressOf(step()) == SelfTestRun::Progress::Done;
    m_questions->setVisible(!isDone && !testRun()->error());
    if (isDone)
        showTask(tr("The port is open."),
                 tr("Next come the wires, the LED, the receiver, and then the meter."));
    else if (testRun()->error())
        showTask(tr("The port cannot be used yet."), {});
    else
        showTask(tr("Where is the probe?"), {});
}

} // namespace optoscope
