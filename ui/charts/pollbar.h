// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/sample.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QAction;
class QComboBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace optoscope {

class PollChoices;

/// How often the meter is polled, start, pause and stop, and when the next poll is due.
class PollBar final : public QWidget
{
    Q_OBJECT
public:
    enum class State : quint8 { Idle, Opening, Waiting, Polling, Retrying, Paused, Stopping };

    explicit PollBar(QWidget *parent = nullptr);

    std::chrono::milliseconds interval() const;
    void setInterval(std::chrono::milliseconds interval);
    void setState(State state);
    State state() const { return m_state; }
    /// Nothing: it is not known.
    void setNextDue(std::optional<UtcTime> due);
    /// Polling can be started or go on: nothing else uses the port.
    void setReady(bool ready);
    /// Where readings are kept, and the choices behind it.
    void setStore(const QString &text, const QString &toolTip);
    /// The rest of the plan, behind a button.
    PollChoices *choices() const { return m_choices; }
    QToolButton *storeButton() const { return m_store; }

    QAction *startAction() const { return m_start; }
    QAction *pauseAction() const { return m_pause; }
    QAction *stopAction() const { return m_stop; }
    QString stateText() const;

Q_SIGNALS:
    void startRequested(std::chrono::milliseconds interval);
    void pauseRequested();
    void resumeRequested();
    void stopRequested();

private:
    void makeActions();
    void layOut();
    void adopt();
    void showChoices();
    void showSummary();
    QString words() const;

    QSpinBox *m_number;
    QComboBox *m_unit;
    QLabel *m_words;
    QToolButton *m_store;
    QToolButton *m_more;
    PollChoices *m_choices;
    QAction *m_start = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_stop = nullptr;
    QTimer m_tick;
    State m_state = State::Idle;
    bool m_isReady = true;
    std::optional<UtcTime> m_due;
};

} // namespace optoscope
