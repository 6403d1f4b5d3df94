// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/character.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <deque>

class QLabel;

namespace optoscope {

class LevelBar;

/// What the receiver hears now: characters a second, as a number and a bar, and the last of them.
class LiveStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit LiveStrip(QWidget *parent = nullptr);

    void hear(const Characters &characters);
    /// Forgets what was heard.
    void clear();

    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Heard {
        qint64 atMs = 0;
        qsizetype count = 0;
    };

    void refresh();
    double rate() const;

    QElapsedTimer m_clock;
    QTimer m_tick;
    std::deque<Heard> m_heard; ///< within the last second
    QByteArray m_last;
    QLabel *m_rate;
    QLabel *m_characters;
    LevelBar *m_bar;
};

} // namespace optoscope
