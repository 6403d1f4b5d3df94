// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QToolButton;

namespace optoscope {

class ReplayPlayer;

/// Above the views while a recording is replayed: where it is, pause, and how fast it goes.
class ReplayBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ReplayBar(ReplayPlayer *player, QWidget *parent = nullptr);

    /// Times as fast as it was; 0: at once.
    double speed() const;
    /// Shows \a speed; one that is not offered is added.
    void setSpeed(double speed);
    /// Checkable, with the shortcut.
    QAction *pauseAction() const { return m_pause; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void adopt();
    void showPlace();

    ReplayPlayer *m_player;
    QLabel *m_words;
    QLabel *m_place;
    QComboBox *m_speed;
    QAction *m_pause;
    QToolButton *m_pauseButton;
    QToolButton *m_end;
};

} // namespace optoscope
