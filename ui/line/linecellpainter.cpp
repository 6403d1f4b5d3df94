// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linecellpainter.h"

#include "ui/bytes/textcells.h"
#include "ui/session/numbertext.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace optoscope {
namespace {

QString letterOf(const LineBit &bit)
{
    switch (bit.kind) {
    case LineBit::Kind::Start: return QStringLiteral("S");
    case LineBit::Kind::Data: return QString::number(bit.number);
    case LineBit::Kind::Parity: return QStringLiteral("P");
    case LineBit::Kind::Stop: break;
    }
    return QStringLiteral("■");
}

} // namespace

LineCellPainter::LineCellPainter(const LineBrush &brush, const LaneGeometry &place, Tone tone)
    : m_brush(brush)
    , m_place(place)
    , m_tone(tone)
    , m_painter(brush.painter())
{
}

QColor LineCellPainter::shade(const LineBit &bit, Tone tone, const QPalette &palette)
{
    if (bit.isWrong)
        return theme::wash(Tone::Error, palette);
    if (bit.kind == LineBit::Kind::Parity)
        return theme::wash(tone, palette);
    return LineBrush::mixed(palette.color(QPalette::Base), theme::color(Tone::Quiet, palette),
                            0.16);
}

void LineCellPainter::paint(const LineCell &cell) const
{
    paintLevels(cell);
    paintLetters(cell);
    paintLabel(cell);
}

void LineCellPainter::paintShades(const LineCell &cell) const
{
    if (cell.bits.isEmpty())
        return;
    const double top = m_place.signal.top();
    const double height = m_place.signal.height() + m_brush.pen() + m_place.letters.height();
    for (qsizetype i = 0; i < cell.bits.size(); ++i) {
        const LineBit &bit = cell.bits[i];
        if (bit.kind == LineBit::Kind::Data && !bit.isWrong)
            continue;
        const double left = m_brush.snapped(cell.left + static_cast<double>(i) * cell.bitWidth);
        const double right =
            m_brush.snapped(cell.left + static_cast<double>(i + 1) * cell.bitWidth);
        m_painter->fillRect(QRectF(left, top, right - left, height),
                            shade(bit, m_tone, m_brush.palette()));
    }
}

void LineCellPainter::paintLevels(const LineCell &cell) const
{
    const double high = m_place.signal.top();
    const double low = m_place.signal.bottom() + 1;
    const QColor usual = theme::color(m_tone, m_brush.palette());
    const QColor wrong = theme::color(Tone::Error, m_brush.palette());
    Level before = Level::Mark;
    for (qsizetype i = 0; i < cell.bits.size(); ++i) {
        const LineBit &bit = cell.bits[i];
        const QColor &color = bit.isWrong ? wrong : usual;
        const double left = cell.left + static_cast<double>(i) * cell.bitWidth;
        double right = left + cell.bitWidth;
        const bool risesWithin = bit.level == Level::Space && i == cell.bits.size() - 1;
        if (risesWithin)
            right -= (1 - lowPartOfStopBit) * cell.bitWidth;
        m_brush.level(left, right, bit.level == Level::Mark ? high : low, color, bit.isWrong);
        if (bit.level != before)
            m_brush.edge(left, high, low, color);
        if (risesWithin) {
            m_brush.edge(right, high, low, color);
            m_brush.level(right, cell.right, high, color);
        }
        before = bit.level;
    }
}

void LineCellPainter::paintLetters(const LineCell &cell) const
{
    const QFontMetricsF metrics(m_brush.small());
    if (cell.bits.isEmpty() || m_place.letters.isEmpty() || cell.bitWidth < m_brush.letterRoom())
        return;
    m_painter->setFont(m_brush.small());
    for (qsizetype i = 0; i < cell.bits.size(); ++i) {
        const LineBit &bit = cell.bits[i];
        const double left = cell.left + static_cast<double>(i) * cell.bitWidth;
        if (left + cell.bitWidth < 0 || left > m_brush.width())
            continue;
        Tone letterTone = bit.kind == LineBit::Kind::Data ? Tone::Quiet : m_tone;
        QString letter = letterOf(bit);
        if (bit.isWrong) {
            letterTone = Tone::Error;
            const bool hasRoom = cell.bitWidth > metrics.horizontalAdvance(QStringLiteral("0 0"));
            letter = hasRoom ? letter + theme::mark(Tone::Error) : theme::mark(Tone::Error);
        }
        m_painter->setPen(theme::color(letterTone, m_brush.palette()));
        m_painter->drawText(
            QRectF(left, m_place.letters.top(), cell.bitWidth, m_place.letters.height()),
            Qt::AlignCenter | Qt::TextDontClip, letter);
    }
}

void LineCellPainter::paintLabel(const LineCell &cell) const
{
    if (!cell.isLabelled || m_place.labels.isEmpty())
        return;
    const QFontMetricsF metrics(m_brush.label());
    const auto digit = static_cast<int>(std::ceil(metrics.horizontalAdvance(u'0')));
    const char byte = static_cast<char>(cell.byte);
    // A wide character is labelled over that part of it which is in sight.
    const double left = std::max(cell.left, 0.0);
    const double right = std::min(cell.right, static_cast<double>(m_brush.width()));
    const auto room = static_cast<int>(right - left);
    if (room < digit)
        return;
    const bool isBreak = cell.flags.testFlag(CharacterFlag::Break);
    const Tone shown = cell.flags.toInt() != 0 ? Tone::Error : m_tone;
    const QColor color = theme::color(shown, m_brush.palette());
    TextCell text = textCells({&byte, 1}, digit, room).constFirst();
    if (isBreak)
        text = {0, 0, QCoreApplication::translate("optoscope::LinePainter", "break"), false};
    const int width = isBreak ? qCeil(metrics.horizontalAdvance(text.text)) : text.width;
    const QString hex = isBreak ? QString() : numbertext::hex({&byte, 1});
    const bool hasHex = !isBreak && room >= width + 4 * digit;
    const double whole = hasHex ? width + 3.0 * digit : width;
    if (isBreak && room < width)
        return;
    const auto start = static_cast<int>(left + (right - left - whole) / 2);
    m_painter->setFont(m_brush.label());
    text.width = width;
    paintTextCell(m_painter, {start, m_place.labels.top(), width, m_place.labels.height()}, text,
                  color);
    if (!hasHex)
        return;
    m_painter->setPen(theme::color(Tone::Quiet, m_brush.palette()));
    m_painter->drawText(
        QRect(start + width + digit, m_place.labels.top(), 2 * digit, m_place.labels.height()),
        Qt::AlignCenter | Qt::TextDontClip, hex);
}

} // namespace optoscope
