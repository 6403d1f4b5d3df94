// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace optoscope {

/// What is seldom changed about a read-out: mode, address, wake-up, parity; and the port itself:
/// DTR, RTS, break, and what it can do. A popup; Esc closes it.
class OptionsPanel final : public QFrame
{
    Q_OBJECT
public:
    OptionsPanel(const ReadSettings &settings, QWidget *parent = nullptr);

    void setSettings(const ReadSettings &settings);
    /// Puts what is chosen here into \a settings.
    void store(ReadSettings &settings) const;
    /// "Mode C · address 123": what differs from the usual; empty if nothing does.
    QString summary() const;

    /// While a session runs only the lines and the break can be changed; both act at once.
    void setRunning(bool running);
    /// Nothing: no port has been opened yet.
    void showCapabilities(const std::optional<PortCapabilities> &capabilities);

Q_SIGNALS:
    void changed();
    /// While a session runs: the line that was changed.
    void controlLinesChosen(const optoscope::ControlLineChoice &choice);
    /// The button for the break is pressed, or released.
    void breakHeld(bool held);

protected:
    bool event(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void fillBoxes();
    void nameAll();
    void layOut();
    void addPort(QFormLayout *form);
    void connectAll();
    void holdBreak(bool held);

    QComboBox *m_mode;
    QLineEdit *m_address;
    QCheckBox *m_wakeUp;
    QComboBox *m_parity;
    QCheckBox *m_dtr;
    QCheckBox *m_rts;
    QPushButton *m_break;
    QLabel *m_capabilities;
    bool m_running = false;
    bool m_breakHeld = false;
};

} // namespace optoscope
