// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytesheader.h"

#include "ui/palette/theme.h"

#include <QApplication>
#include <QPainter>

namespace optoscope {

void BytesHeader::setLayout(const BytesLayout &layout, TimeColumn time, int offset)
{
    m_layout = layout;
    m_time = time;
    m_offset = offset;
    update();
}

QString BytesHeader::timeCaption() const
{
    switch (m_time) {
    case TimeColumn::SinceStart: break;
    case TimeColumn::Clock: return tr("Clock");
    case TimeColumn::SinceLast: return tr("After last row");
    }
    return tr("Time");
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
    caption(m_layout.timeLeft, m_layout.timeWidth, Qt::AlignRight, timeCaption());
    caption(m_layout.pauseLeft, m_layout.pauseWidth, Qt::AlignRight, tr("Pause"));
    if (m_layout.latenessWidth > 0)
        caption(m_layout.latenessLeft, m_layout.latenessWidth, Qt::AlignRight, tr("Late by"));
    caption(m_layout.hexLeft, m_layout.hexWidth, Qt::AlignLeft, tr("Hex"));
    caption(m_layout.textLeft, m_layout.textWidth, Qt::AlignLeft, tr("Text"));
    caption(m_layout.remarksLeft, m_layout.remarksWidth, Qt::AlignLeft, tr("Meaning"));
}

} // namespace optoscope
