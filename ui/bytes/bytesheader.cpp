// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytesheader.h"

#include "ui/palette/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace optoscope {

BytesHeader::BytesHeader(QAction *follow, QWidget *parent)
    : QWidget(parent)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(follow);
    button->setFont(QApplication::font());
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 1, 4, 2);
    row->addStretch(1);
    row->addWidget(button);
}

void BytesHeader::setLayout(const BytesLayout &layout, int offset)
{
    m_layout = layout;
    m_offset = offset;
    update();
}

void BytesHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(QApplication::font());
    painter.fillRect(rect(), theme::panel(palette()));
    painter.setPen(theme::hairline(palette()));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    painter.setPen(theme::color(Tone::Quiet, palette()));
    const auto caption = [&](int left, int width, Qt::Alignment side, const QString &text) {
        painter.drawText(QRect(left - m_offset, 0, width, height()), side | Qt::AlignVCenter, text);
    };
    caption(m_layout.timeLeft, m_layout.timeWidth, Qt::AlignRight, tr("Time"));
    caption(m_layout.pauseLeft, m_layout.pauseWidth, Qt::AlignRight, tr("Pause"));
    caption(m_layout.hexLeft, m_layout.hexWidth, Qt::AlignLeft, tr("Hex"));
    caption(m_layout.textLeft, m_layout.textWidth, Qt::AlignLeft, tr("Text"));
}

} // namespace optoscope
