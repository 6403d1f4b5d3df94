// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytesdelegate.h"

#include "ui/bytes/bytesmodel.h"
#include "ui/palette/theme.h"
#include "ui/session/numbertext.h"
#include "ui/session/selectionhub.h"

#include <QApplication>
#include <QPainter>

namespace optoscope {
namespace {

QRect column(const QRect &row, int left, int width)
{
    return {row.left() + left, row.top(), width, row.height()};
}

} // namespace

BytesDelegate::BytesDelegate(const SelectionHub *hub, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_hub(hub)
{
}

QSize BytesDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {m_layout.width(), m_layout.rowHeight};
}

void BytesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const auto data = index.data(BytesModel::RowRole).value<BytesRow>();
    painter->save();
    painter->setFont(option.font);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme::selection(option.palette));
    paintTimes(painter, option.rect, option.palette, data);
    if (data.kind == TraceRow::Kind::Other) {
        paintDivider(painter, option.rect, option.palette, data);
    } else {
        const auto cells = textCells(data.bytes, m_layout.characterWidth, m_layout.textWidth);
        paintSelection(painter, option.rect, option.palette, data, cells);
        paintCharacters(painter, option.rect, option.palette, data, cells);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(option.palette.color(QPalette::Highlight));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

void BytesDelegate::paintTimes(QPainter *painter, const QRect &row, const QPalette &palette,
                               const BytesRow &data) const
{
    painter->setPen(theme::color(Tone::Quiet, palette));
    painter->drawText(column(row, m_layout.timeLeft, m_layout.timeWidth),
                      Qt::AlignRight | Qt::AlignVCenter, numbertext::preciseSeconds(data.at));
    if (!data.pause)
        return;
    painter->setPen(palette.color(QPalette::Text));
    painter->drawText(column(row, m_layout.pauseLeft, m_layout.pauseWidth),
                      Qt::AlignRight | Qt::AlignVCenter, numbertext::pause(*data.pause));
}

void BytesDelegate::paintDivider(QPainter *painter, const QRect &row, const QPalette &palette,
                                 const BytesRow &data) const
{
    const QString mark = theme::mark(data.tone);
    const QString text = mark.isEmpty() ? data.text : QString(mark + u' ' + data.text);
    const QRect area = column(row, m_layout.directionLeft,
                              m_layout.textLeft + m_layout.textWidth - m_layout.directionLeft);
    const int wanted = painter->fontMetrics().horizontalAdvance(text);
    const int dash = 3 * m_layout.characterWidth;
    const QRect textArea = area.adjusted(dash + m_layout.characterWidth, 0, 0, 0);
    painter->setPen(theme::hairline(palette));
    const int middle = row.center().y();
    painter->drawLine(area.left(), middle, area.left() + dash, middle);
    const int textEnd = textArea.left() + wanted + m_layout.characterWidth;
    if (textEnd < area.right())
        painter->drawLine(textEnd, middle, area.right(), middle);
    painter->setPen(theme::color(data.tone, palette));
    painter->drawText(textArea, Qt::AlignLeft | Qt::AlignVCenter, text);
}

void BytesDelegate::paintSelection(QPainter *painter, const QRect &row, const QPalette &palette,
                                   const BytesRow &data, const QList<TextCell> &cells) const
{
    if (m_hub->isEmpty())
        return;
    const QColor color = theme::selection(palette);
    const int gap = m_layout.characterWidth / 2;
    for (int i = 0; i < data.bytes.size(); ++i) {
        if (!m_hub->contains(data.first + i))
            continue;
        painter->fillRect(m_layout.hexCell(i)
                              .translated(row.topLeft())
                              .adjusted(-gap, 0, m_layout.characterWidth - gap, 0),
                          color);
        painter->fillRect(column(row, m_layout.textLeft + cells.at(i).x, cells.at(i).width), color);
    }
}

void BytesDelegate::paintDirection(QPainter *painter, const QRect &row, const QFont &font,
                                   const QColor &color, Tone tone) const
{
    // Fixed fonts have thin little arrows.
    const QFont fixed = painter->font();
    QFont bold = QApplication::font();
    bold.setPointSizeF(font.pointSizeF());
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(color);
    painter->drawText(column(row, m_layout.directionLeft, m_layout.directionWidth),
                      Qt::AlignCenter | Qt::TextDontClip, theme::mark(tone));
    painter->setFont(fixed);
}

void BytesDelegate::paintCharacters(QPainter *painter, const QRect &row, const QPalette &palette,
                                    const BytesRow &data, const QList<TextCell> &cells) const
{
    const Tone tone = data.kind == TraceRow::Kind::Sent ? Tone::Sent : Tone::Received;
    const QColor usual = theme::color(tone, palette);
    const QColor wrong = theme::color(Tone::Error, palette);
    paintDirection(painter, row, painter->font(), usual, tone);
    for (int i = 0; i < data.bytes.size(); ++i) {
        const QRect hex = m_layout.hexCell(i).translated(row.topLeft());
        const bool damaged = data.flags.at(i).toInt() != 0;
        const QColor color = damaged ? wrong : usual;
        painter->setPen(color);
        painter->drawText(hex, Qt::AlignLeft | Qt::AlignVCenter,
                          numbertext::hex({data.bytes.constData() + i, 1}));
        paintTextCell(painter, column(row, m_layout.textLeft, m_layout.textWidth), cells.at(i),
                      color);
        if (damaged)
            painter->drawLine(hex.left(), hex.bottom() - 1, hex.right(), hex.bottom() - 1);
    }
    const QString damage = damageText(data);
    if (!damage.isEmpty()) {
        painter->setPen(wrong);
        painter->drawText(column(row, m_layout.marksLeft, m_layout.marksWidth),
                          Qt::AlignLeft | Qt::AlignVCenter, damage);
    }
}

} // namespace optoscope
