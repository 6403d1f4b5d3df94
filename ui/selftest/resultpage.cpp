// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/resultpage.h"

#include "core/capture/wholefile.h"
#include "ui/selftest/chainbar.h"
#include "ui/selftest/evidencetone.h"
#include "ui/selftest/markedlabel.h"
#include "ui/selftest/reporttext.h"
#include "ui/selftest/verdictcard.h"
#include "ui/selftest/verdicttone.h"
#include "ui/texts/evidencetexts.h"
#include "ui/texts/selftestreport.h"
#include "ui/texts/steptexts.h"
#include "ui/texts/verdicttexts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace optoscope {
namespace {

QListWidget *makeList(const QString &name, QWidget *parent)
{
    auto *list = new QListWidget(parent);
    list->setAccessibleName(name);
    list->setWordWrap(true);
    list->setSpacing(1);
    list->setTextElideMode(Qt::ElideNone);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    return list;
}

QVBoxLayout *titled(const QString &title, QListWidget *list, QWidget *parent)
{
    auto *label = new QLabel(title, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    label->setBuddy(list);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(label);
    column->addWidget(list, 1);
    return column;
}

template <typename Verdict>
VerdictCard::Words wordsOf(const Opinion<Verdict> &opinion, const texts::VerdictText &verdict,
                           const QString &next)
{
    const bool isSure =
        opinion.verdict != Verdict::undecided && opinion.verdict != Verdict::notTested;
    return {verdict.title, verdict.text,
            isSure ? texts::confidenceText(opinion.confidence) : QString(), next};
}

} // namespace

ResultPage::ResultPage(SelfTestRun *run, SaveFileChooser chooseFile, QWidget *parent)
    : QWizardPage(parent)
    , m_run(run)
    , m_chooseFile(std::move(chooseFile))
    , m_probe(new VerdictCard(tr("The probe"), this))
    , m_meter(new VerdictCard(tr("The meter"), this))
    , m_evidence(makeList(tr("What says so"), this))
    , m_open(makeList(tr("What is still open"), this))
    , m_message(new MarkedLabel(MarkedLabel::Look::Plain, this))
    , m_trace(new QPushButton(tr("Save with the &trace…"), this))
    , m_repeat(new QPushButton(tr("Do a test a&gain"), this))
    , m_menu(new QMenu(m_repeat))
    , m_chain(new ChainBar(this))
{
    setTitle(tr("The result"));
    setSubTitle(tr("Two verdicts, what they rest on, and what to do next."));
    m_probe->setObjectName(QStringLiteral("probeCard"));
    m_meter->setObjectName(QStringLiteral("meterCard"));
    auto *cards = new QHBoxLayout;
    cards->setSpacing(14);
    cards->addWidget(m_probe, 1);
    cards->addWidget(m_meter, 1);
    auto *all = new QVBoxLayout(this);
    all->setSpacing(12);
    all->addLayout(cards);
    all->addLayout(makeLists(), 1);
    all->addLayout(makeButtons());
    all->addWidget(m_chain);
    connect(run, &SelfTestRun::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

QLayout *ResultPage::makeLists()
{
    m_evidence->setObjectName(QStringLiteral("evidenceList"));
    m_open->setObjectName(QStringLiteral("openList"));
    auto *lists = new QHBoxLayout;
    lists->setSpacing(14);
    lists->addLayout(titled(tr("What &says so"), m_evidence, this), 3);
    lists->addLayout(titled(tr("What is still &open"), m_open, this), 2);
    return lists;
}

QLayout *ResultPage::makeButtons()
{
    auto *copy = new QPushButton(tr("&Copy the report"), this);
    copy->setObjectName(QStringLiteral("copyReport"));
    auto *save = new QPushButton(tr("&Save the report…"), this);
    save->setObjectName(QStringLiteral("saveReport"));
    m_repeat->setObjectName(QStringLiteral("repeatStep"));
    m_repeat->setMenu(m_menu);
    m_trace->setObjectName(QStringLiteral("saveTrace"));
    m_trace->setToolTip(tr("A capture of everything that happened: whoever opens it comes to the "
                           "same verdicts"));
    connect(m_trace, &QPushButton::clicked, this, &ResultPage::traceRequested);
    for (QPushButton *button : {copy, save, m_trace, m_repeat})
        button->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(reporttext::of(*m_run));
        m_message->show(Tone::Good, tr("The report is on the clipboard."));
    });
    connect(save, &QPushButton::clicked, this, &ResultPage::save);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(copy);
    row->addWidget(save);
    row->addWidget(m_trace);
    row->addWidget(m_repeat);
    row->addWidget(m_message, 1);
    row->addStretch(0);
    return row;
}

void ResultPage::enter()
{
    m_message->show(Tone::Quiet, {});
    refresh();
}

void ResultPage::showEvent(QShowEvent *event)
{
    QWizardPage::showEvent(event);
    refresh();
}

void ResultPage::showMessage(Tone tone, const QString &text)
{
    m_message->show(tone, text);
}

void ResultPage::refresh()
{
    m_trace->setEnabled(m_run->hasTrace());
    showVerdicts();
    showEvidence();
    showOpen();
    fillMenu();
    m_chain->setChain(Chain(m_run->evidence(), m_run->diagnosis()));
}

void ResultPage::showVerdicts()
{
    const Diagnosis &diagnosis = m_run->diagnosis();
    const bool everSwapped = m_run->circumstances().everSwapped;
    m_probe->show(verdictTone(diagnosis.probe.verdict),
                  wordsOf(diagnosis.probe, texts::verdictText(diagnosis.probe.verdict, everSwapped),
                          texts::probeNextText(diagnosis, texts::Surface::Window)));
    m_meter->show(verdictTone(diagnosis.meter.verdict),
                  wordsOf(diagnosis.meter, texts::verdictText(diagnosis.meter),
                          texts::meterNextText(diagnosis, texts::Surface::Window)));
}

void ResultPage::showEvidence()
{
    m_evidence->clear();
    const Diagnosis &diagnosis = m_run->diagnosis();
    const auto decides = [](const JudgedEvidence &one) { return one.decides; };
    const auto besides = [](const JudgedEvidence &one) { return !one.decides; };
    addGroup(tr("The verdict on the probe rests on"), diagnosis.probe.evidence, decides);
    addGroup(tr("The verdict on the meter rests on"), diagnosis.meter.evidence, decides);
    addLines(tr("Known about such meters"), texts::knownLines(m_run->knownMeters()));
    addLines(tr("Known about such probes"), reporttext::probeLines(*m_run));
    addLines(tr("The port and its adapter"), reporttext::portLines(*m_run));
    addGroup(tr("Also measured"), diagnosis.probe.evidence + diagnosis.meter.evidence, besides);
    if (m_evidence->count() == 0)
        m_evidence->addItem(tr("Nothing was measured yet."));
}

void ResultPage::addHeading(const QString &title)
{
    auto *heading = new QListWidgetItem(title, m_evidence);
    QFont bold = m_evidence->font();
    bold.setBold(true);
    heading->setFont(bold);
}

void ResultPage::addLines(const QString &title, const QStringList &lines)
{
    if (lines.isEmpty())
        return;
    addHeading(title);
    for (const QString &line : lines)
        new QListWidgetItem(tr("· %1", "a line of a list").arg(line), m_evidence);
}

void ResultPage::addGroup(const QString &title, QList<JudgedEvidence> evidence,
                          bool (*belongs)(const JudgedEvidence &))
{
    evidence.removeIf([belongs](const JudgedEvidence &one) { return !belongs(one); });
    if (evidence.isEmpty())
        return;
    addHeading(title);
    for (const JudgedEvidence &one : std::as_const(evidence))
        addEvidence(one);
}

void ResultPage::addEvidence(const JudgedEvidence &judged)
{
    const Tone tone = evidenceTone(judged.evidence);
    const QString mark = tone == Tone::Quiet ? QStringLiteral("·") : theme::mark(tone);
    QString text =
        tr("%1 %2: %3", "mark, step, sentence")
            .arg(mark, texts::stepText(judged.evidence.step).title, texts::evidenceText(judged));
    if (judged.decides && !judged.speaksFor)
        text = tr("%1 This speaks against the verdict.").arg(text);
    auto *item = new QListWidgetItem(text, m_evidence);
    if (tone == Tone::Warning)
        item->setForeground(theme::color(tone, palette()));
}

void ResultPage::showOpen()
{
    m_open->clear();
    for (const QString &line : reporttext::openLines(*m_run))
        m_open->addItem(line);
    if (m_open->count() == 0)
        m_open->addItem(tr("Nothing: every test was done and all fit together."));
}

void ResultPage::fillMenu()
{
    m_menu->clear();
    const auto doubtful = m_run->stepInDoubt();
    for (const TestStep step : allSteps()) {
        const QString title = texts::stepText(step).title;
        QAction *action = m_menu->addAction(
            doubtful == step ? tr("%1 (to be sure)", "a step that should be repeated").arg(title)
                             : title);
        if (doubtful == step)
            m_menu->setDefaultAction(action);
        connect(action, &QAction::triggered, this, [this, step] { Q_EMIT repeatRequested(step); });
    }
}

void ResultPage::save()
{
    const QString name = m_chooseFile
        ? m_chooseFile(this, tr("Save the report"), QStringLiteral("self-test.txt"),
                       tr("Text (*.txt)"))
        : QString();
    if (name.isEmpty())
        return;
    WholeFile file(name);
    const QByteArray text = reporttext::of(*m_run).toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.finish())
        m_message->show(Tone::Good, tr("Saved as %1.").arg(name));
    else
        m_message->show(Tone::Error,
                        tr("%1 could not be written: %2.").arg(name, file.errorString()));
}

} // namespace optoscope
