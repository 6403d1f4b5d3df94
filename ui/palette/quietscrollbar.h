// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollBar>

namespace optoscope {

/// A scroll bar for views that grow while characters stream by: it is painted again only when it
/// looks otherwise than before. Every painting of a usual one costs more than that of the rows
/// beside it.
class QuietScrollBar final : public QScrollBar
{
    Q_OBJECT
public:
    using QScrollBar::QScrollBar;

protected:
    void sliderChange(SliderChange change) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRect sliderNow() const;
    void compare();

    QRect m_painted; ///< where the slider is in sight
    bool m_isDoubtful = false; ///< It may be elsewhere by now.
};

} // namespace optoscope
