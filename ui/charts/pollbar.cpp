// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pollbar.h"

#include "ui/charts/pollchoices.h"
#include "ui/palette/icons.h"
#include "ui/palette/menubutton.h"
#include "ui/palette/theme.h"
#include "ui/texts/charttexts.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScreen>
#include <QSpinBox>
#include <QToolButton>

namespace optoscope {
namespace {

using namespace std::chrono_literals;

constexpr int mostOfUnit = 999;

} // namespace

PollBar::PollBar(QWidget *parent)
    : QWidget(parent)
    , m_number(new QSpinBox(this))
    , m_unit(new QComboBox(this))
    , m_words(new QLabel(this))
    , m_store(new MenuButton({}, this))
    , m_more(new QToolButton(this))
    , m_choices(new PollChoices(this))
{
    setObjectName(QStringLiteral("pollBar"));
    m_number->setObjectName(QStringLiteral("pollNumber"));
    m_number->setRange(1, mostOfUnit);
    m_number->setAccessibleName(tr("How often the meter is read: the number"));
    m_unit->setObjectName(QStringLiteral("pollUnit"));
    m_unit->setAccessibleName(tr("How often the meter is read: the unit"));
    m_unit->addItem(tr("seconds"), 1);
    m_unit->addItem(tr("minutes"), 60);
    m_unit->addItem(tr("hours"), 3600);
    m_words->setObjectName(QStringLiteral("pollState"));
    m_words->setTextFormat(Qt::PlainText);
    m_store->setObjectName(QStringLiteral("pollStore"));
    m_store->setAccessibleName(tr("Where readings are kept"));
    m_more->setObjectName(QStringLiteral("pollMore"));
    m_more->setIcon(themedIcon(QStringLiteral("options")));
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    connect(m_more, &QToolButton::clicked, this, &PollBar::showChoices);
    connect(m_choices, &PollChoices::changed, this, &PollBar::showSummary);
    const auto tellInterval = [this] { m_choices->setInterval(interval()); };
    connect(m_number, &QSpinBox::valueChanged, this, tellInterval);
    connect(m_unit, &QComboBox::currentIndexChanged, this, tellInterval);
    makeActions();
    layOut();
    setInterval(1min);
    showSummary();
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &PollBar::adopt);
    adopt();
}

void PollBar::makeActions()
{
    const auto make = [this](const char *icon, const QString &text, const QString &toolTip) {
        auto *action = new QAction(themedIcon(QString::fromLatin1(icon)), text, this);
        action->setToolTip(toolTip);
        return action;
    };
    m_start = make("read", tr("Start polling"), tr("Read the meter again and again"));
    m_start->setObjectName(QStringLiteral("pollStartAction"));
    m_pause = make("pause", tr("Pause"), tr("Read no more until you go on"));
    m_pause->setObjectName(QStringLiteral("pollPauseAction"));
    m_pause->setCheckable(true);
    m_stop = make("stop", tr("Stop polling"), tr("End after what runs now"));
    m_stop->setObjectName(QStringLiteral("pollStopAction"));
    connect(m_start, &QAction::triggered, this, [this] { Q_EMIT startRequested(interval()); });
    connect(m_pause, &QAction::triggered, this, [this](bool on) {
        if (on)
            Q_EMIT pauseRequested();
        else
            Q_EMIT resumeRequested();
    });
    connect(m_stop, &QAction::triggered, this, &PollBar::stopRequested);
}

void PollBar::layOut()
{
    auto *every = new QLabel(tr("Read every"), this);
    every->setBuddy(m_number);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 0);
    row->addWidget(every);
    row->addWidget(m_number);
    row->addWidget(m_unit);
    row->addWidget(m_more);
    for (QAction *action : {m_start, m_pause, m_stop}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
    }
    row->addSpacing(8);
    row->addWidget(m_words, 1);
    row->addWidget(m_store);
}

std::chrono::milliseconds PollBar::interval() const
{
    return std::chrono::seconds(m_number->value() * m_unit->currentData().toInt());
}

void PollBar::setInterval(std::chrono::milliseconds interval)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(interval).count();
    for (int i = m_unit->count() - 1; i >= 0; --i) {
        const int unit = m_unit->itemData(i).toInt();
        if ((seconds % unit == 0 && seconds / unit >= 1) || i == 0) {
            m_unit->setCurrentIndex(i);
            m_number->setValue(static_cast<int>(std::min<qint64>(seconds / unit, mostOfUnit)));
            return;
        }
    }
}

void PollBar::showChoices()
{
    m_choices->adjustSize();
    const QRect room = screen()->availableGeometry();
    QPoint place = m_more->mapToGlobal(QPoint(0, m_more->height() + 2));
    if (place.y() + m_choices->height() > room.bottom())
        place.setY(std::max(room.top(), m_more->mapToGlobal(QPoint()).y() - m_choices->height()));
    place.setX(std::min(place.x(), room.right() - m_choices->width()));
    m_choices->move(place);
    m_choices->show();
    m_choices->setFocus();
}

void PollBar::showSummary()
{
    const QString summary = m_choices->summary();
    m_more->setText(summary.isEmpty() ? tr("More") : tr("More *"));
    const QString what = tr("Which registers are kept, quiet times, retries, wake-ups");
    m_more->setToolTip(summary.isEmpty() ? what : what + u'\n' + summary);
    m_more->setAccessibleDescription(m_more->toolTip());
}

void PollBar::setState(State state)
{
    m_state = state;
    adopt();
}

void PollBar::setNextDue(std::optional<UtcTime> due)
{
    m_due = due;
    adopt();
}

void PollBar::setReady(bool ready)
{
    m_isReady = ready;
    adopt();
}

void PollBar::setStore(const QString &text, const QString &toolTip)
{
    m_store->setText(text);
    m_store->setToolTip(toolTip);
}

QString PollBar::words() const
{
    switch (m_state) {
    case State::Idle: return m_isReady ? QString() : tr("Something else uses the port.");
    case State::Opening: return tr("The store of readings is being opened.");
    case State::Polling: return tr("Reading the meter now.");
    case State::Paused:
        return m_isReady ? tr("Paused.") : tr("Paused: something else uses the port.");
    case State::Stopping: return tr("Ending.");
    case State::Waiting:
    case State::Retrying: break;
    }
    if (!m_due)
        return {};
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto left =
        std::chrono::seconds(std::max<qint64>(0, (m_due->count() - now + 999) / 1000));
    const QString clock = QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_due->count()).time(),
                                             QStringLiteral("HH:mm:ss"));
    return m_state == State::Retrying
        ? tr("No luck. Next attempt in %1, at %2.").arg(texts::waitText(left), clock)
        : tr("Next read-out in %1, at %2.").arg(texts::waitText(left), clock);
}

QString PollBar::stateText() const
{
    return m_words->text();
}

void PollBar::adopt()
{
    const bool isIdle = m_state == State::Idle;
    const bool isPaused = m_state == State::Paused;
    m_number->setEnabled(isIdle);
    m_unit->setEnabled(isIdle);
    m_choices->setRunning(!isIdle);
    m_start->setEnabled(isIdle && m_isReady);
    m_pause->setEnabled(!isIdle && m_state != State::Opening && m_state != State::Stopping
                        && (m_isReady || !isPaused));
    m_pause->setChecked(isPaused);
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
    m_stop->setEnabled(!isIdle && m_state != State::Stopping);
    m_words->setText(words());
    const bool counts = (m_state == State::Waiting || m_state == State::Retrying) && m_due;
    if (counts && !m_tick.isActive())
        m_tick.start();
    else if (!counts)
        m_tick.stop();
}

} // namespace optoscope
