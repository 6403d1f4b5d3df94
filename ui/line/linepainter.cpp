// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linepainter.h"

#include "ui/line/linecellpainter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace optoscope {
namespace {

/// Pixels that a character needs to stand apart from the next, in digits.
constexpr double roomForCharacter = 1.3;

QString tr(const char *text)
{
    return QCoreApplication::translate("optoscope::LinePainter", text);
}

Tone toneOf(LineSide side)
{
    return side == LineSide::Sent ? Tone::Sent : Tone::Received;
}

QString changeText(const LineChangeMark &change)
{
    const LineSettings &now = change.after;
    if (now.baud.value == 0)
        return tr("speed not known");
    if (change.before && change.before->baud.value > 0 && change.before->baud != now.baud)
        return tr("%1 → %2 baud").arg(change.before->baud.value).arg(now.baud.value);
    return tr("%1 baud %2").arg(now.baud.value).arg(now.format.toText());
}

} // namespace

LinePainter::LinePainter(QPainter *painter, const LineGeometry &geometry, const QPalette &palette,
                         const QFont &font)
    : m_painter(painter)
    , m_geometry(geometry)
    , m_palette(palette)
    , m_brush(painter, palette, font, geometry.plot.width())
    , m_ratio(m_brush.ratio())
{
}

double LinePainter::characterWidth(const QFont &font)
{
    return QFontMetricsF(LineBrush::labelFont(font)).horizontalAdvance(u'0') * roomForCharacter;
}

double LinePainter::timeWidth(const QFont &font)
{
    return QFontMetricsF(LineBrush::labelFont(font))
        .horizontalAdvance(QStringLiteral("0000.000 000 ms"));
}

int LinePainter::nameWidth(const QFont &font)
{
    return qCeil(
               QFontMetricsF(LineBrush::labelFont(font)).horizontalAdvance(QStringLiteral("→ TX ")))
        + 8;
}

void LinePainter::paint(const LineScene &scene, const TimeScale &scale, const LineCursors &cursors,
                        const QString &between)
{
    placeTags(scale, cursors);
    m_painter->fillRect(QRect(QPoint(), m_geometry.names.size()).united(m_geometry.plot),
                        m_palette.base());
    paintNames();
    m_painter->save();
    m_painter->setClipRect(m_geometry.plot);
    m_painter->translate(m_geometry.plot.left(), 0);
    paintAxis(scene);
    for (const LineSide side : lineSides)
        paintLane(scene, side);
    paintMarks(scene);
    paintChanges(scene);
    paintCursors(scale, cursors, between);
    m_painter->restore();
}

void LinePainter::paintNames() const
{
    const QRect names = m_geometry.names;
    m_painter->fillRect(names, theme::panel(m_palette));
    m_painter->fillRect(QRectF(names.width() - 1 / m_ratio, 0, 1 / m_ratio, names.height()),
                        theme::hairline(m_palette));
    m_painter->setFont(m_brush.label());
    for (const LineSide side : lineSides) {
        const LaneGeometry &lane = m_geometry.lanes.at(static_cast<size_t>(side));
        const QString name = side == LineSide::Sent ? QStringLiteral("TX") : QStringLiteral("RX");
        m_painter->setPen(theme::color(toneOf(side), m_palette));
        m_painter->drawText(QRect(0, lane.signal.top(), names.width(), lane.signal.height()),
                            Qt::AlignCenter | Qt::TextDontClip,
                            theme::mark(toneOf(side)) + QLatin1Char(' ') + name);
    }
}

void LinePainter::paintAxis(const LineScene &scene) const
{
    const QRect axis = m_geometry.axis;
    const QColor faint =
        LineBrush::mixed(m_palette.color(QPalette::Base), theme::hairline(m_palette), 0.45);
    m_painter->fillRect(QRectF(0, axis.top(), axis.width(), axis.height()),
                        theme::panel(m_palette));
    m_painter->fillRect(QRectF(0, axis.top(), axis.width(), 1 / m_ratio),
                        theme::hairline(m_palette));
    m_painter->setFont(m_brush.small());
    const QFontMetricsF metrics(m_brush.small());
    for (const TimeTick &tick : scene.ticks) {
        const double x = m_brush.snapped(tick.x);
        const bool isLong = !tick.label.isEmpty();
        if (isLong)
            m_painter->fillRect(QRectF(x, 0, 1 / m_ratio, axis.top()), faint);
        m_painter->fillRect(QRectF(x, axis.top(), 1 / m_ratio, isLong ? 6 : 3),
                            theme::color(Tone::Quiet, m_palette));
        // Half a time would be a wrong one.
        const QRectF label(x + 4, axis.top() + 2, metrics.horizontalAdvance(tick.label),
                           axis.height() - 2);
        const bool isHidden = std::ranges::any_of(
            m_tags, [&label](const Tag &tag) { return tag.place.intersects(label); });
        if (!isLong || x < 0 || label.right() > axis.width() || isHidden)
            continue;
        m_painter->setPen(theme::color(Tone::Quiet, m_palette));
        m_painter->drawText(label, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, tick.label);
    }
}

void LinePainter::paintLane(const LineScene &scene, LineSide side) const
{
    const LineLane &lane = scene.lane(side);
    const LaneGeometry &place = m_geometry.lanes.at(static_cast<size_t>(side));
    const Tone tone = toneOf(side);
    const LineCellPainter characters(m_brush, place, tone);
    if (lane.selection) {
        const double left = std::max(lane.selection->first, -2.0);
        const double right =
            std::min(std::max(lane.selection->second, left + 2), m_geometry.plot.width() + 2.0);
        m_painter->fillRect(QRectF(left, place.all.top(), right - left, place.all.height()),
                            theme::selection(m_palette));
    }
    for (const LineCell &cell : lane.cells)
        characters.paintShades(cell);
    paintIdle(scene, lane, place);
    paintBands(lane, place, tone);
    for (const LineCell &cell : lane.cells)
        characters.paint(cell);
    for (const auto &held : lane.breaks)
        paintBreak(held, place);
    paintErrors(lane, place);
}

void LinePainter::paintIdle(const LineScene &scene, const LineLane &lane,
                            const LaneGeometry &place) const
{
    const QColor color = theme::color(Tone::Quiet, m_palette);
    double left = scene.left;
    const auto until = [&](double right, double next) {
        if (right > left)
            m_brush.level(left, right - m_brush.pen(), place.signal.top(), color);
        left = std::max(left, next);
    };
    // Characters whose bits are drawn have a level of their own colour.
    auto band = lane.bands.begin();
    for (const LineCell &cell : lane.cells) {
        for (; band != lane.bands.end() && band->left < cell.left; ++band)
            until(band->left, band->right);
        if (!cell.bits.isEmpty())
            until(cell.left, cell.right);
    }
    for (; band != lane.bands.end(); ++band)
        until(band->left, band->right);
    until(scene.right, scene.right);
}

void LinePainter::paintBands(const LineLane &lane, const LaneGeometry &place, Tone tone) const
{
    const QColor full = theme::color(tone, m_palette);
    const QColor base = m_palette.color(QPalette::Base);
    for (const LineBand &band : lane.bands) {
        const QColor color = LineBrush::mixed(base, full, 0.30 + 0.50 * band.density / 8.0);
        m_painter->fillRect(QRectF(band.left, place.signal.top(), band.right - band.left,
                                   place.signal.height() + m_brush.pen()),
                            color);
    }
    // The levels between which the line went, as the edges of the band.
    for (const LineBand &band : lane.bands) {
        m_brush.level(band.left, band.right - m_brush.pen(), place.signal.top(), full);
        m_brush.level(band.left, band.right - m_brush.pen(), place.signal.bottom() + 1, full);
    }
}

void LinePainter::paintErrors(const LineLane &lane, const LaneGeometry &place) const
{
    for (const LineErrorMark &error : lane.errors)
        paintErrorSign(error.x, place);
    // Where the letters have no room, a wrong bit still has its sign.
    const double letter = m_brush.letterRoom();
    for (const LineCell &cell : lane.cells) {
        if (cell.bits.isEmpty() || cell.flags.toInt() == 0
            || (cell.bitWidth >= letter && !place.letters.isEmpty()
                && cell.flags != CharacterFlags(CharacterFlag::Overrun)))
            continue;
        const auto wrong = std::ranges::find(cell.bits, true, &LineBit::isWrong);
        const auto bit = static_cast<double>(std::distance(cell.bits.begin(), wrong));
        const bool isBit = wrong != cell.bits.end();
        paintErrorSign(isBit ? cell.left + (bit + 0.5) * cell.bitWidth : cell.left, place);
    }
}

void LinePainter::paintErrorSign(double x, const LaneGeometry &place) const
{
    const QColor color = theme::color(Tone::Error, m_palette);
    const double wide = std::max(1.0, std::round(m_ratio)) / m_ratio;
    m_painter->fillRect(QRectF(m_brush.snapped(x - wide / 2), place.signal.top() - 2, wide,
                               place.signal.height() + 4),
                        color);
    m_painter->setFont(m_brush.small());
    m_painter->setPen(color);
    const QString sign = theme::mark(Tone::Error);
    const double half = m_painter->fontMetrics().horizontalAdvance(sign) / 2.0;
    const QRect row = place.letters.isEmpty() ? place.signal : place.letters;
    m_painter->drawText(QRectF(x - half, row.top(), 4 * half, row.height()),
                        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, sign);
}

void LinePainter::paintBreak(std::pair<double, double> place, const LaneGeometry &lane) const
{
    const QColor color = theme::color(Tone::Warning, m_palette);
    const double left = std::max(place.first, -2.0);
    const double right = std::min(std::max(place.second, left + m_brush.pen()),
                                  static_cast<double>(m_geometry.plot.width()) + 2);
    const double high = lane.signal.top();
    const double low = lane.signal.bottom() + 1;
    m_painter->fillRect(QRectF(left, high, right - left, low - high + m_brush.pen()),
                        theme::wash(Tone::Warning, m_palette));
    m_brush.level(left, right, low, color);
    m_brush.edge(place.first, high, low, color);
    m_brush.edge(place.second, high, low, color);
    const QString text = theme::mark(Tone::Warning) + QLatin1Char(' ') + tr("break sent");
    m_painter->setFont(m_brush.label());
    m_painter->setPen(color);
    if (right - left > m_painter->fontMetrics().horizontalAdvance(text) + 8)
        m_painter->drawText(QRectF(left, high, right - left, low - high), Qt::AlignCenter, text);
}

void LinePainter::paintMarks(const LineScene &scene) const
{
    m_painter->setFont(m_brush.label());
    for (const auto &[x, tone] : scene.marks) {
        const QColor color = theme::color(tone, m_palette);
        const QString sign = tone == Tone::Quiet ? QStringLiteral("•") : theme::mark(tone);
        const double half = m_painter->fontMetrics().horizontalAdvance(sign) / 2.0;
        m_painter->setPen(color);
        m_painter->drawText(
            QRectF(x - half, m_geometry.marks.top(), 4 * half, m_geometry.marks.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, sign);
    }
}

void LinePainter::paintChanges(const LineScene &scene) const
{
    m_painter->setFont(m_brush.small());
    const QFontMetricsF metrics(m_brush.small());
    const QColor color = theme::color(Tone::Quiet, m_palette);
    QColor line = color;
    line.setAlphaF(0.6F);
    for (qsizetype i = 0; i < scene.changes.size(); ++i) {
        const LineChangeMark &change = scene.changes.at(i);
        const double x = m_brush.snapped(change.x);
        for (double y = 2; y < m_geometry.axis.top(); y += 6)
            m_painter->fillRect(QRectF(x, y, 1 / m_ratio, 3), line);
        const QString text = changeText(change);
        const double end = x + 6 + metrics.horizontalAdvance(text);
        const bool hasRoom = i + 1 == scene.changes.size() || end < scene.changes.at(i + 1).x;
        if (!hasRoom)
            continue;
        const QRectF place(x + 1, m_geometry.marks.top() + 1, end - x + 3,
                           m_geometry.marks.height() - 2);
        m_painter->fillRect(place, m_palette.base());
        m_painter->setPen(color);
        m_painter->drawText(place.adjusted(4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void LinePainter::placeTags(const TimeScale &scale, const LineCursors &cursors)
{
    m_tags.clear();
    const QFontMetricsF metrics(m_brush.small());
    const auto place = [&](const std::optional<Instant> &at, const QString &name) {
        const double x = at ? scale.x(*at) : -1;
        if (x < 0 || x > scale.width)
            return;
        const QString text = name + QStringLiteral("  ") + timeText(*at, scale.devicePixel());
        const double width = metrics.horizontalAdvance(text) + 10;
        const double left = m_brush.snapped(std::clamp(x, 0.0, std::max(0.0, scale.width - width)));
        m_tags.append({x,
                       QRectF(left, m_geometry.axis.top() + 1, width, m_geometry.axis.height() - 2),
                       text});
    };
    place(cursors.first, QStringLiteral("1"));
    place(cursors.second, QStringLiteral("2"));
}

void LinePainter::paintDistance(double left, double right, const QString &text) const
{
    const QRect marks = m_geometry.marks;
    const QColor color = m_palette.color(QPalette::Text);
    m_painter->setFont(m_brush.label());
    const double width = QFontMetricsF(m_brush.label()).horizontalAdvance(text) + 12;
    m_brush.level(left, right - m_brush.pen(), marks.center().y(), color);
    double tag = (left + right - width) / 2;
    if (right - left < width + 12)
        tag = right + 8 + width > m_geometry.plot.width() ? left - 8 - width : right + 8;
    const QRectF place(tag, marks.top(), width, marks.height());
    m_painter->fillRect(place, m_palette.base());
    m_painter->setPen(color);
    m_painter->drawText(place, Qt::AlignCenter, text);
}

void LinePainter::paintCursors(const TimeScale &scale, const LineCursors &cursors,
                               const QString &between) const
{
    const QColor color = m_palette.color(QPalette::Text);
    if (const auto stretch = cursors.stretch()) {
        const double left = std::clamp(scale.x(stretch->begin), -2.0, scale.width + 2.0);
        const double right = std::clamp(scale.x(stretch->end), -2.0, scale.width + 2.0);
        if (right > left)
            paintDistance(left, right, between);
    }
    const double wide = std::max(1.0, std::round(m_ratio)) / m_ratio;
    m_painter->setFont(m_brush.small());
    for (const Tag &tag : m_tags) {
        m_painter->fillRect(QRectF(m_brush.snapped(tag.x), 0, wide, m_geometry.axis.bottom()),
                            color);
        m_painter->fillRect(tag.place, color);
        m_painter->setPen(m_palette.color(QPalette::Base));
        m_painter->drawText(tag.place, Qt::AlignCenter, tag.text);
    }
}

} // namespace optoscope
