// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollplan.h"

#include <QFrame>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace optoscope {

class MarkedLabel;

/// What is seldom changed about polling: which registers are kept, quiet times, retries, wake-ups,
/// and what a refusal means; and what the plan costs a battery. A popup; Esc closes it.
class PollChoices final : public QFrame
{
    Q_OBJECT
public:
    explicit PollChoices(QWidget *parent = nullptr);

    void setPlan(const PollPlan &plan);
    /// How often the meter is polled, for what that costs.
    void setInterval(std::chrono::milliseconds interval);
    /// Puts what is chosen here into \a plan. False if something is wrong with it; error() says
    /// what.
    bool store(PollPlan &plan) const;
    QString error() const;
    /// "Registers: 3 · 22:00-06:00": what differs from the usual; empty if nothing does.
    QString summary() const;
    void setCodes(const QList<QByteArray> &codes);
    /// While polling nothing can be changed.
    void setRunning(bool running);

Q_SIGNALS:
    void changed();
    /// The codes of the lines that are shown are to be chosen; setCodes() is awaited.
    void shownCodesWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void nameAll();
    void layOut();
    void connectAll();
    void explain(QFormLayout *form, const QString &text);
    void refresh();
    QString costText() const;

    QLineEdit *m_codes;
    QPushButton *m_shown;
    QLineEdit *m_quiet;
    QSpinBox *m_retries;
    QSpinBox *m_wakeUps;
    QCheckBox *m_goOn;
    MarkedLabel *m_error;
    MarkedLabel *m_cost;
    std::chrono::milliseconds m_interval;
    RetryPlan m_pauses; ///< between retries, as the plan has them
};

} // namespace optoscope
