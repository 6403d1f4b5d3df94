// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/searchdialog.h"

#include "ui/selftest/markedlabel.h"
#include "ui/selftest/measureprogress.h"
#include "ui/selftest/picture.h"
#include "ui/selftest/replybuttons.h"
#include "ui/selftest/searchlog.h"
#include "ui/texts/evidencetexts.h"
#include "ui/texts/picturetexts.h"
#include "ui/texts/steptexts.h"
#include "ui/texts/texts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

namespace optoscope {
namespace {

constexpr QSize usualSize(860, 600);
constexpr int pictureSize = 220;

} // namespace

SearchDialog::SearchDialog(SelfTestRun *run, QWidget *parent)
    : QDialog(parent)
    , m_run(run)
    , m_log(new SearchLog(this))
    , m_task(new QLabel(this))
    , m_why(new QLabel(this))
    , m_picture(new Picture(QStringLiteral("place-on-meter"), this))
    , m_hands(new MarkedLabel(MarkedLabel::Look::Boxed, this))
    , m_replies(new ReplyButtons(this))
    , m_progress(new MeasureProgress(this))
    , m_result(new MarkedLabel(MarkedLabel::Look::Boxed, this))
    , m_lines(new QListWidget(this))
    , m_read(new QPushButton(tr("&Read it this way"), this))
    , m_stop(new QPushButton(this))
{
    setObjectName(QStringLiteral("searchDialog"));
    setWindowTitle(tr("Find out how to talk to it"));
    setModal(false);
    layOut();
    connectParts();
    resize(usualSize);
}

void SearchDialog::layOut()
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setBold(true);
    m_task->setFont(large);
    for (QLabel *label : {m_task, m_why}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_picture->setFixedSize(pictureSize, pictureSize);
    m_result->setObjectName(QStringLiteral("searchResult"));
    m_lines->setObjectName(QStringLiteral("searchLog"));
    m_lines->setAccessibleName(tr("What was tried"));
    m_read->setObjectName(QStringLiteral("readThisWay"));
    m_stop->setObjectName(QStringLiteral("stopSearch"));
    auto *words = new QVBoxLayout;
    words->setSpacing(10);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_task, m_why, m_hands, m_replies, m_progress, m_result})
        words->addWidget(widget);
    words->addStretch(1);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(20);
    upper->addWidget(m_picture, 0, Qt::AlignTop);
    upper->addLayout(words, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_read);
    buttons->addWidget(m_stop);
    auto *label = new QLabel(tr("What was &tried"), this);
    label->setBuddy(m_lines);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 12);
    all->setSpacing(10);
    all->addLayout(upper);
    all->addWidget(label);
    all->addWidget(m_lines, 1);
    all->addLayout(buttons);
}

void SearchDialog::connectParts()
{
    connect(m_run, &SelfTestRun::changed, this, &SearchDialog::refresh);
    connect(m_run, &SelfTestRun::happened, m_log, &SearchLog::take);
    connect(m_run, &SelfTestRun::stepEnded, m_run, &SelfTestRun::close);
    connect(m_run, &SelfTestRun::replied, this,
            [this](PersonAction, PersonReply reply) { m_replies->press(reply); });
    connect(m_log, &SearchLog::lineChanged, this, &SearchDialog::showLine);
    connect(m_log, &SearchLog::cleared, m_lines, &QListWidget::clear);
    connect(m_replies, &ReplyButtons::chosen, m_run, &SelfTestRun::reply);
    connect(m_progress, &MeasureProgress::stopRequested, m_run, &SelfTestRun::endStep);
    connect(m_stop, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_read, &QPushButton::clicked, this, [this] {
        if (const auto settings = found()) {
            accept();
            Q_EMIT readRequested(*settings);
        }
    });
}

void SearchDialog::search(const LinkRequest &request, const ReadSettings &settings)
{
    m_settings = settings;
    m_log->clear();
    m_run->begin(request);
    TestCircumstances circumstances;
    circumstances.address = settings.address.toLatin1();
    m_run->setCircumstances(circumstances);
    m_run->run(TestStep::W9);
    refresh();
}

void SearchDialog::showLine(qsizetype index)
{
    const auto row = static_cast<int>(index);
    if (row >= m_lines->count())
        m_lines->addItem(QString());
    m_lines->item(row)->setText(m_log->lines().at(index));
    m_lines->scrollToBottom();
}

void SearchDialog::refresh()
{
    if (!isVisible())
        return;
    const bool isOver = m_run->state() == SelfTestRun::State::Closed;
    const auto &asked = m_run->asked();
    m_replies->setVisible(asked.has_value());
    m_hands->show(Tone::Quiet,
                  asked && m_run->isAnsweredByItself()
                      ? tr("The virtual person does this by himself.")
                      : QString());
    m_stop->setText(isOver ? tr("Close") : tr("&Stop"));
    if (asked) {
        showQuestion(*asked);
    } else if (!isOver) {
        m_picture->setPicture(QStringLiteral("place-on-meter"));
        m_task->setText(tr("Trying one way after the other."));
        m_why->setText(tr("Meters need pauses between two attempts, so this takes a few minutes. "
                          "It stops at the first answer."));
    }
    if (!asked && m_run->measuringTime() > nanoseconds(0))
        m_progress->start(m_run->measuringTime());
    else
        m_progress->stop();
    showResult();
}

void SearchDialog::showQuestion(const PersonRequest &request)
{
    const texts::ActionText words = texts::actionText(request.action);
    m_task->setText(words.task);
    m_why->setText(words.why);
    m_picture->setPicture(texts::picturesOf(request.action).value(0));
    m_replies->ask(request.action, !m_run->isAnsweredByItself());
    if (!m_run->isAnsweredByItself())
        m_replies->focusFirst();
}

void SearchDialog::showResult()
{
    const bool isOver = m_run->state() == SelfTestRun::State::Closed;
    const auto settings = found();
    m_read->setVisible(isOver && settings);
    m_result->show(Tone::Quiet, {});
    if (!isOver)
        return;
    if (m_run->error()) {
        m_task->setText(tr("The search could not go on."));
        m_why->clear();
        m_result->show(Tone::Error, texts::linkErrorText(*m_run->error(), texts::Surface::Window));
        return;
    }
    QStringList sentences;
    for (const Evidence &one : m_run->evidence())
        sentences.append(texts::evidenceText(one));
    const bool isFound =
        settings.has_value() || factsOf(m_run->evidence()).of(Fact::SearchFound) == Truth::Unknown;
    m_task->setText(isFound && !sentences.isEmpty() ? tr("Something was found.")
                                                    : tr("Nothing was found."));
    m_why->setText(settings ? tr("Leave the probe as it sits now.") : QString());
    if (sentences.isEmpty())
        sentences.append(tr("The search was stopped before anything answered."));
    m_result->show(settings ? Tone::Good : Tone::Warning, sentences.join(u'\n'));
}

std::optional<ReadSettings> SearchDialog::found() const
{
    const Facts facts = factsOf(m_run->evidence());
    if (facts.of(Fact::Answers) != Truth::Yes)
        return {};
    ReadSettings settings = m_settings;
    // Every other way than these is asked without them.
    settings.wakeUp = facts.of(Fact::WayWakeUp) == Truth::Yes;
    if (facts.of(Fact::WayAddress) != Truth::Yes)
        settings.address.clear();
    settings.baud = 300;
    settings.format =
        facts.of(Fact::WayFormat) == Truth::Yes ? QStringLiteral("8N1") : QStringLiteral("7E1");
    return settings;
}

void SearchDialog::done(int result)
{
    m_run->close();
    QDialog::done(result);
}

} // namespace optoscope
