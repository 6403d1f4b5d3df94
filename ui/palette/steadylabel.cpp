// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/steadylabel.h"

namespace optoscope {

SteadyLabel::SteadyLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setFixedSize(0, sizeHint().height());
}

void SteadyLabel::showText(const QString &text)
{
    if (text == this->text())
        return;
    const QFontMetrics metrics(font());
    const int needed = metrics.horizontalAdvance(text);
    if (needed > width())
        setFixedSize(needed + 2 * metrics.horizontalAdvance(u'0'), metrics.height());
    setText(text);
}

} // namespace optoscope
