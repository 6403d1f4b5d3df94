// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/theme.h"

#include <QWidget>

class QLabel;

namespace optoscope {

/// A sentence with the mark of its tone before it; on request in a box of the tone's pale colour.
class MarkedLabel final : public QWidget
{
    Q_OBJECT
public:
    enum class Look : quint8 { Plain, Boxed };

    explicit MarkedLabel(Look look = Look::Plain, QWidget *parent = nullptr);

    /// Hidden while \a text is empty.
    void show(Tone tone, const QString &text);
    QString text() const;
    Tone tone() const { return m_tone; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyColors();

    Look m_look;
    Tone m_tone = Tone::Quiet;
    QLabel *m_mark;
    QLabel *m_text;
};

} // namespace optoscope
