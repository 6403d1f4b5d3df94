// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/quietscrollbar.h"

#include <QStyle>
#include <QStyleOptionSlider>

#include <utility>

namespace optoscope {

/// Null where there is nothing to scroll.
QRect QuietScrollBar::sliderNow() const
{
    if (minimum() == maximum())
        return {};
    QStyleOptionSlider option;
    initStyleOption(&option);
    return style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, this);
}

void QuietScrollBar::sliderChange(SliderChange)
{
    // A view at its end gets a longer range first, and is at its end again a moment later.
    if (std::exchange(m_isDoubtful, true))
        return;
    QMetaObject::invokeMethod(this, &QuietScrollBar::compare, Qt::QueuedConnection);
}

void QuietScrollBar::compare()
{
    m_isDoubtful = false;
    if (sliderNow() != m_painted)
        update();
}

void QuietScrollBar::paintEvent(QPaintEvent *event)
{
    m_painted = sliderNow();
    QScrollBar::paintEvent(event);
}

} // namespace optoscope
