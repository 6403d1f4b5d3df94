// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/measureprogress.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds tickTime(200);

} // namespace

MeasureProgress::MeasureProgress(QWidget *parent)
    : QWidget(parent)
    , m_bar(new QProgressBar(this))
    , m_left(new QLabel(this))
    , m_stop(new QPushButton(tr("Stop &measuring"), this))
{
    m_bar->setAccessibleName(tr("Measuring"));
    m_bar->setTextVisible(false);
    m_stop->setObjectName(QStringLiteral("stopMeasuring"));
    m_stop->setAutoDefault(false);
    m_left->setMinimumWidth(fontMetrics().horizontalAdvance(tr("about %1 s left").arg(1000)));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(12);
    row->addWidget(m_bar, 1);
    row->addWidget(m_left);
    row->addWidget(m_stop);
    m_tick.setInterval(tickTime);
    connect(&m_tick, &QTimer::timeout, this, &MeasureProgress::refresh);
    connect(m_stop, &QPushButton::clicked, this, &MeasureProgress::stopRequested);
    stop();
}

void MeasureProgress::start(nanoseconds time)
{
    if (m_tick.isActive())
        return;
    m_timeMs = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
    m_elapsed.start();
    m_tick.start();
    m_bar->setRange(0, static_cast<int>(std::min<qint64>(m_timeMs, 3600'000)));
    refresh();
    show();
}

void MeasureProgress::stop()
{
    m_tick.stop();
    hide();
}

void MeasureProgress::refresh()
{
    const qint64 left = m_timeMs - m_elapsed.elapsed();
    m_bar->setValue(static_cast<int>(std::clamp<qint64>(m_elapsed.elapsed(), 0, m_timeMs)));
    m_left->setText(left > 500 ? tr("about %1 s left").arg((left + 999) / 1000)
                               : tr("nearly done"));
}

} // namespace optoscope
