// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytesdelegate.h"

#include "ui/bytes/bytesmodel.h"
#include "ui/palette/theme.h"
#include "ui/search/tracefinder.h"
#include "ui/session/numbertext.h"
#include "ui/session/selectionhub.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QtMath>

#include <algorithm>

namespace optoscope {
namespace {

constexpr double markScale = 0.62;
const char *const hexDigits = "0123456789ABCDEF";

void paintTriangle(QPainter *painter, const QRect &place, bool isFolded, const QColor &color)
{
    const double half = place.height() / 6.0;
    const QPointF middle = QRectF(place).center();
    QPolygonF points;
    if (isFolded)
        points << middle + QPointF(-half / 2, -half) << middle + QPointF(half, 0)
               << middle + QPointF(-half / 2, half);
    else
        points << middle + QPointF(-half, -half / 2) << middle + QPointF(half, -half / 2)
               << middle + QPointF(0, half);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawPolygon(points);
    painter->restore();
}

} // namespace

QRect BytesDelegate::Canvas::column(int left, int width) const
{
    return {row.left() + left, row.top(), width, row.height()};
}

BytesDelegate::BytesDelegate(const SelectionHub *hub, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_hub(hub)
{
}

void BytesDelegate::setLayout(const BytesLayout &layout, const QFont &font, bool showsReads)
{
    m_layout = layout;
    m_showsReads = showsReads;
    m_pen = GlyphPen(font);
    m_words = GlyphPen(QApplication::font());
    const QFontMetrics metrics(font);
    m_ascent = (layout.rowHeight - metrics.height()) / 2 + metrics.ascent();
    const QFontMetrics words(QApplication::font());
    m_wordsAscent = (layout.rowHeight - words.height()) / 2 + words.ascent();
}

QSize BytesDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {m_layout.width(), m_layout.rowHeight};
}

void BytesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const auto data = index.data(BytesModel::RowRole).value<BytesRow>();
    const Canvas canvas{painter, option.rect, option.palette, data};
    painter->save();
    painter->setFont(option.font);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme::selection(option.palette));
    else if (data.kind == TraceRow::Kind::Message)
        painter->fillRect(option.rect, theme::panel(option.palette));
    paintTimes(canvas);
    if (data.kind == TraceRow::Kind::Message) {
        paintHead(canvas);
    } else if (data.kind == TraceRow::Kind::Other) {
        paintEntry(canvas);
    } else {
        const auto cells = textCells(data.bytes, m_layout.characterWidth, m_layout.textWidth);
        paintSelection(canvas, cells);
        paintHits(canvas, cells);
        paintCharacters(canvas, cells);
        paintRemarks(canvas);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(option.palette.color(QPalette::Highlight));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

/// At the right edge of its column.
void BytesDelegate::paintText(const Canvas &canvas, int left, int width, const QString &text) const
{
    const QRect place = canvas.column(left, width);
    if (m_pen.addAtRight(place, text))
        m_pen.draw(canvas.painter, canvas.row.top() + m_ascent);
    else
        canvas.painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, text);
}

void BytesDelegate::paintTimes(const Canvas &canvas) const
{
    const BytesRow &data = canvas.data;
    canvas.painter->setPen(theme::color(Tone::Quiet, canvas.palette));
    paintText(canvas, m_layout.timeLeft, m_layout.timeWidth, data.time);
    if (m_layout.latenessWidth > 0 && data.lateness.count() > 0)
        paintText(canvas, m_layout.latenessLeft, m_layout.latenessWidth,
                  QStringLiteral("≤ ") + numbertext::pause(data.lateness).mid(1));
    if (!data.pause)
        return;
    canvas.painter->setPen(data.isGapTooLong ? theme::color(Tone::Error, canvas.palette)
                                             : canvas.palette.color(QPalette::Text));
    paintText(canvas, m_layout.pauseLeft, m_layout.pauseWidth, numbertext::pause(*data.pause));
}

void BytesDelegate::paintEntry(const Canvas &canvas) const
{
    const BytesRow &data = canvas.data;
    QPainter *painter = canvas.painter;
    const QString mark = theme::mark(data.tone);
    const QString text = mark.isEmpty() ? data.text : QString(mark + u' ' + data.text);
    const QRect area = canvas.column(
        m_layout.directionLeft, m_layout.textLeft + m_layout.textWidth - m_layout.directionLeft);
    const int wanted = painter->fontMetrics().horizontalAdvance(text);
    const int dash = 3 * m_layout.characterWidth;
    const QRect textArea = area.adjusted(dash + m_layout.characterWidth, 0, 0, 0);
    painter->setPen(theme::hairline(canvas.palette));
    const int middle = canvas.row.center().y();
    painter->drawLine(area.left(), middle, area.left() + dash, middle);
    const int textEnd = textArea.left() + wanted + m_layout.characterWidth;
    if (textEnd < area.right())
        painter->drawLine(textEnd, middle, area.right(), middle);
    painter->setPen(theme::color(data.tone, canvas.palette));
    painter->drawText(textArea.adjusted(0, 0, m_layout.remarksWidth, 0),
                      Qt::AlignLeft | Qt::AlignVCenter, text);
}

void BytesDelegate::paintHead(const Canvas &canvas) const
{
    const BytesRow &data = canvas.data;
    QPainter *painter = canvas.painter;
    const Tone side = messagewords::toneOf(data.by);
    const QColor color = theme::color(side, canvas.palette);
    paintTriangle(painter, canvas.column(m_layout.directionLeft, m_layout.directionWidth),
                  data.isFolded, color);
    QFont words = QApplication::font();
    const auto put = [&](int left, const QString &text, const QColor &pen) {
        const QRect place =
            QRect(left, canvas.row.top(), canvas.row.right() - left, canvas.row.height());
        painter->setPen(pen);
        QRect used;
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text,
                          &used);
        return std::max(left, used.right());
    };
    words.setBold(true);
    painter->setFont(words);
    int left = put(canvas.row.left() + m_layout.hexLeft,
                   theme::mark(side) + QStringLiteral("  ") + data.text, color);
    words.setBold(false);
    painter->setFont(words);
    for (const messagewords::TonedText &fact : data.facts)
        left = put(left + 2 * m_layout.characterWidth, fact.text,
                   theme::color(fact.tone, canvas.palette));
}

void BytesDelegate::paintSelection(const Canvas &canvas, const QList<TextCell> &cells) const
{
    if (m_hub->isEmpty())
        return;
    const QColor color = theme::selection(canvas.palette);
    for (int i = 0; i < canvas.data.bytes.size(); ++i) {
        if (!m_hub->contains(canvas.data.first + i))
            continue;
        canvas.painter->fillRect(m_layout.hexArea(i).translated(canvas.row.topLeft()), color);
        canvas.painter->fillRect(
            canvas.column(m_layout.textLeft + cells.at(i).x, cells.at(i).width), color);
    }
}

void BytesDelegate::paintHits(const Canvas &canvas, const QList<TextCell> &cells) const
{
    if (!m_finder || m_finder->hits().isEmpty())
        return;
    const qint64 first = canvas.data.first;
    const qint64 end = first + canvas.data.bytes.size();
    const QList<CharacterRange> &hits = m_finder->hits();
    const QColor fill = theme::wash(Tone::Warning, canvas.palette);
    const QColor frame = theme::color(Tone::Warning, canvas.palette);
    for (qsizetype hit = m_finder->hitFrom(first); hit < hits.size() && hits.at(hit).first < end;
         ++hit) {
        const qint64 from = std::max(first, hits.at(hit).first);
        const qint64 to = std::min(end, hits.at(hit).first + hits.at(hit).count);
        if (from >= to)
            continue;
        const auto left = static_cast<int>(from - first);
        const auto right = static_cast<int>(to - first) - 1;
        const QRect hex = m_layout.hexArea(left).united(m_layout.hexArea(right));
        const QRect text =
            canvas.column(m_layout.textLeft + cells.at(left).x,
                          cells.at(right).x + cells.at(right).width - cells.at(left).x);
        for (const QRect &area : {hex.translated(canvas.row.topLeft()), text}) {
            canvas.painter->fillRect(area, fill);
            canvas.painter->setPen(frame);
            canvas.painter->drawLine(area.bottomLeft(), area.bottomRight());
            if (hit == m_finder->current())
                canvas.painter->drawRect(area.adjusted(0, 0, -1, -1));
        }
    }
}

void BytesDelegate::paintDirection(const Canvas &canvas, Tone tone) const
{
    // Fixed fonts have thin little arrows.
    const QFont fixed = canvas.painter->font();
    QFont bold = QApplication::font();
    bold.setPointSizeF(fixed.pointSizeF());
    bold.setBold(true);
    canvas.painter->setFont(bold);
    canvas.painter->setPen(theme::color(tone, canvas.palette));
    canvas.painter->drawText(canvas.column(m_layout.directionLeft, m_layout.directionWidth),
                             Qt::AlignCenter | Qt::TextDontClip, theme::mark(tone));
    canvas.painter->setFont(fixed);
}

void BytesDelegate::paintGlyphs(const Canvas &canvas, const QList<TextCell> &cells,
                                bool damaged) const
{
    const BytesRow &data = canvas.data;
    const int left = canvas.row.left();
    for (int i = 0; i < data.bytes.size(); ++i) {
        if ((data.flags.at(i).toInt() != 0) != damaged)
            continue;
        const auto byte = static_cast<quint8>(data.bytes.at(i));
        const int x = left + m_layout.hexCell(i).left();
        m_pen.add(x, hexDigits[byte >> 4]);
        m_pen.add(x + m_layout.characterWidth, hexDigits[byte & 0x0F]);
        if (!cells.at(i).isPlate && cells.at(i).text.front().unicode() < 0x7F)
            m_pen.add(left + m_layout.textLeft + cells.at(i).x,
                      cells.at(i).text.front().toLatin1());
    }
    m_pen.draw(canvas.painter, canvas.row.top() + m_ascent);
}

void BytesDelegate::paintCharacters(const Canvas &canvas, const QList<TextCell> &cells) const
{
    const BytesRow &data = canvas.data;
    const Tone tone = data.kind == TraceRow::Kind::Sent ? Tone::Sent : Tone::Received;
    const QColor usual = theme::color(tone, canvas.palette);
    const QColor wrong = theme::color(Tone::Error, canvas.palette);
    const bool isDamaged = data.allFlags().toInt() != 0;
    paintDirection(canvas, tone);
    canvas.painter->setPen(usual);
    paintGlyphs(canvas, cells, false);
    if (isDamaged) {
        canvas.painter->setPen(wrong);
        paintGlyphs(canvas, cells, true);
    }
    const QRect text = canvas.column(m_layout.textLeft, m_layout.textWidth);
    for (int i = 0; i < data.bytes.size(); ++i) {
        const TextCell &cell = cells.at(i);
        if (cell.isPlate || cell.text.front().unicode() >= 0x7F)
            paintTextCell(canvas.painter, text, cell,
                          data.flags.at(i).toInt() != 0 ? wrong : usual);
    }
    if (isDamaged)
        paintMarks(canvas);
    if (m_showsReads && data.reads != 0)
        paintReads(canvas);
}

void BytesDelegate::paintMarks(const Canvas &canvas) const
{
    QPainter *painter = canvas.painter;
    const QFont fixed = painter->font();
    QFont small = QApplication::font();
    small.setPointSizeF(fixed.pointSizeF() * markScale);
    small.setBold(true);
    painter->setFont(small);
    painter->setPen(theme::color(Tone::Error, canvas.palette));
    for (int i = 0; i < canvas.data.bytes.size(); ++i) {
        const QChar mark = damageMark(canvas.data.flags.at(i));
        if (mark.isNull())
            continue;
        const QRect hex = m_layout.hexCell(i).translated(canvas.row.topLeft());
        painter->drawLine(hex.left(), hex.bottom() - 1, hex.right(), hex.bottom() - 1);
        painter->drawText(QRect(hex.right() + 1, hex.top(), m_layout.characterWidth, hex.height()),
                          Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, QString(mark));
    }
    painter->setFont(fixed);
}

void BytesDelegate::paintReads(const Canvas &canvas) const
{
    canvas.painter->setPen(theme::color(Tone::Quiet, canvas.palette));
    for (int i = 0; i < canvas.data.bytes.size(); ++i) {
        if (!(canvas.data.reads & (quint32(1) << i)))
            continue;
        const QRect area = m_layout.hexArea(i).translated(canvas.row.topLeft());
        const int x = area.left();
        canvas.painter->drawLine(x, area.top() + 2, x, area.bottom() - 2);
        canvas.painter->drawLine(x, area.top() + 2, x + 2, area.top() + 2);
        canvas.painter->drawLine(x, area.bottom() - 2, x + 2, area.bottom() - 2);
    }
}

void BytesDelegate::paintRemarks(const Canvas &canvas) const
{
    QPainter *painter = canvas.painter;
    const QList<messagewords::TonedText> all = remarks(canvas.data);
    if (all.isEmpty())
        return;
    painter->setFont(QApplication::font());
    const QFontMetrics metrics = painter->fontMetrics();
    const int baseline = canvas.row.top() + m_wordsAscent;
    int left = canvas.row.left() + m_layout.remarksLeft;
    const int end = canvas.row.right() - m_layout.characterWidth / 2;
    for (const messagewords::TonedText &remark : all) {
        if (left >= end)
            return;
        painter->setPen(theme::color(remark.tone, canvas.palette));
        const QRect place(left, canvas.row.top(), end - left, canvas.row.height());
        if (const auto width = m_words.addFitting(place, remark.text)) {
            m_words.draw(painter, baseline);
            left += qCeil(*width) + 2 * m_layout.characterWidth;
            continue;
        }
        const QString words = metrics.elidedText(remark.text, Qt::ElideRight, place.width());
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, words);
        left += metrics.horizontalAdvance(words) + 2 * m_layout.characterWidth;
    }
}

} // namespace optoscope
