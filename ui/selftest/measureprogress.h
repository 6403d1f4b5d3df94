// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/instant.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace optoscope {

/// How far a measurement is, how long it will still take, and the way to end it.
class MeasureProgress final : public QWidget
{
    Q_OBJECT
public:
    explicit MeasureProgress(QWidget *parent = nullptr);

    /// Begins, unless it runs already.
    void start(nanoseconds time);
    void stop();

Q_SIGNALS:
    void stopRequested();

private:
    void refresh();

    QElapsedTimer m_elapsed;
    QTimer m_tick;
    qint64 m_timeMs = 0;
    QProgressBar *m_bar;
    QLabel *m_left;
    QPushButton *m_stop;
};

} // namespace optoscope
