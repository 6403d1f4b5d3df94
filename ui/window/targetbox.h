// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/environment.h"

#include <QComboBox>

namespace optoscope {

/// Where to read: a port of this machine, a network address, the virtual meter, or what was read
/// lately. Anything that the target parser understands can be typed.
class TargetBox final : public QComboBox
{
    Q_OBJECT
public:
    TargetBox(std::function<QList<TargetChoice>()> choices, QStringList recent,
              QWidget *parent = nullptr);

    /// The target as the parser reads it; empty if nothing is chosen.
    QString target() const;
    void setTarget(const QString &target);
    /// Chooses the first real port, or the healthy virtual meter on a machine without ports.
    void chooseDefault();
    /// Puts \a target at the top of those read lately.
    void remember(const QString &target);
    const QStringList &recent() const { return m_recent; }

    void showPopup() override;

Q_SIGNALS:
    /// Enter was pressed in the text.
    void confirmed();
    /// Somebody wants to see what can be tried without hardware.
    void casesRequested();
    /// A recording is to be chosen as the target.
    void replayRequested();

private:
    void fill();
    void addChoice(const TargetChoice &choice);
    void actOn(int index);

    std::function<QList<TargetChoice>()> m_choices;
    QStringList m_recent;
    QString m_before; ///< what was chosen when the list opened
};

} // namespace optoscope
