// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/placeholder.h"

#include "ui/palette/theme.h"

#include <QApplication>
#include <QPainter>
#include <QWidget>

namespace optoscope {

void paintPlaceholder(QWidget *viewport, const QString &text)
{
    QPainter painter(viewport);
    painter.setFont(QApplication::font());
    painter.setPen(theme::color(Tone::Quiet, viewport->palette()));
    painter.drawText(viewport->rect().adjusted(16, 16, -16, -16),
                     Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace optoscope
