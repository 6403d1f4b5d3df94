// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/levelbar.h"

#include "ui/palette/theme.h"

#include <QPainter>

#include <algorithm>

namespace optoscope {
namespace {

constexpr int blocks = 10;

} // namespace

LevelBar::LevelBar(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(120, 14);
    setAccessibleName(tr("Level"));
    setLevel(0);
}

void LevelBar::setLevel(double level)
{
    m_level = std::clamp(level, 0.0, 1.0);
    const QString text = tr("%1 %").arg(m_level * 100, 0, 'f', 0);
    if (text != accessibleDescription())
        setAccessibleDescription(text);
    update();
}

void LevelBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int lit = qRound(m_level * blocks);
    const qreal step = width() / static_cast<qreal>(blocks);
    for (int i = 0; i < blocks; ++i) {
        const QColor color =
            i < lit ? theme::color(Tone::Received, palette()) : theme::hairline(palette());
        painter.fillRect(QRectF(i * step, 0, step - 3, height()), color);
    }
}

} // namespace optoscope
