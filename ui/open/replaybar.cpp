// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/replaybar.h"

#include "ui/open/replayplayer.h"
#include "ui/palette/theme.h"
#include "ui/texts/texts.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace optoscope {

ReplayBar::ReplayBar(ReplayPlayer *player, QWidget *parent)
    : QWidget(parent)
    , m_player(player)
    , m_words(new QLabel(this))
    , m_place(new QLabel(this))
    , m_speed(new QComboBox(this))
    , m_pause(new QAction(tr("&Pause the replay"), this))
    , m_pauseButton(new QToolButton(this))
    , m_end(new QToolButton(this))
{
    setObjectName(QStringLiteral("replayBar"));
    layOut();
    hide();
    connect(m_pause, &QAction::toggled, player, &ReplayPlayer::setPaused);
    connect(m_speed, &QComboBox::activated, this, [this] { m_player->setSpeed(speed()); });
    connect(m_end, &QToolButton::clicked, player, &ReplayPlayer::stop);
    connect(player, &ReplayPlayer::changed, this, &ReplayBar::adopt);
    connect(player, &ReplayPlayer::moved, this, &ReplayBar::showPlace);
}

void ReplayBar::layOut()
{
    m_pause->setObjectName(QStringLiteral("pauseReplayAction"));
    m_pause->setCheckable(true);
    m_pause->setEnabled(false);
    m_pause->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Space));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setObjectName(QStringLiteral("replayText"));
    m_place->setObjectName(QStringLiteral("replayPlace"));
    for (const double speed : {0.1, 0.5, 1.0, 2.0, 10.0, 100.0})
        m_speed->addItem(tr("%1 ×").arg(speed), speed);
    m_speed->addItem(tr("at once"), 0.0);
    m_speed->setCurrentIndex(m_speed->findData(1.0));
    m_speed->setObjectName(QStringLiteral("replaySpeed"));
    m_speed->setAccessibleName(tr("Speed of the replay"));
    m_speed->setToolTip(tr("How many times as fast as it was"));
    m_pauseButton->setDefaultAction(m_pause);
    m_pauseButton->setObjectName(QStringLiteral("replayPause"));
    m_end->setText(tr("End"));
    m_end->setObjectName(QStringLiteral("replayEnd"));
    m_end->setToolTip(tr("End the replay here (Esc)"));
    for (QToolButton *button : {m_pauseButton, m_end})
        button->setFocusPolicy(Qt::StrongFocus);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(14, 5, 8, 5);
    all->setSpacing(10);
    all->addWidget(m_words);
    all->addWidget(m_place);
    all->addStretch();
    all->addWidget(m_speed);
    all->addWidget(m_pauseButton);
    all->addWidget(m_end);
}

double ReplayBar::speed() const
{
    return m_speed->currentData().toDouble();
}

void ReplayBar::setSpeed(double speed)
{
    if (m_speed->findData(speed) < 0)
        m_speed->addItem(tr("%1 ×").arg(speed), speed);
    m_speed->setCurrentIndex(m_speed->findData(speed));
}

void ReplayBar::adopt()
{
    setVisible(m_player->isPlaying());
    m_pause->setEnabled(m_player->isPlaying());
    m_pause->setChecked(m_player->isPaused());
    m_pause->setText(m_player->isPaused() ? tr("Go &on") : tr("&Pause"));
    m_words->setText(
        tr("Replay of %1")
            .arg(texts::visibleText(QStringView(QFileInfo(m_player->file()).fileName()))));
    showPlace();
}

void ReplayBar::showPlace()
{
    m_place->setText(tr("%1 of %2").arg(texts::durationText(std::min(m_player->position(),
                                                                     m_player->length())),
                                        texts::durationText(m_player->length())));
}

void ReplayBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::panel(palette()));
    painter.setPen(theme::hairline(palette()));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace optoscope
