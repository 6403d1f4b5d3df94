// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace optoscope {

/// What is seldom changed about a read-out: mode, address, wake-up, parity. A popup; Esc closes it.
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

Q_SIGNALS:
    void changed();

private:
    void layOut();

    QComboBox *m_mode;
    QLineEdit *m_address;
    QCheckBox *m_wakeUp;
    QComboBox *m_parity;
};

} // namespace optoscope
