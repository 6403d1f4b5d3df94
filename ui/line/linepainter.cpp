// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linepainter.h"

#include "ui/bytes/textcells.h"
#include "ui/session/numbertext.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace optoscope {
namespace {

constexpr double smallScale = 0.84;
/// Where the letters of bits and the digits of a character begin to have room, in letters.
constexpr double roomForLetter = 1.3;

QString tr(const char *text)
{
    return QCoreApplication::translate("optoscope::LinePainter", text);
}

Tone toneOf(LineSide side)
{
    return side == LineSide::Sent ? Tone::Sent : Tone::Received;
}

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

QColor mixed(const QColor &below, const QColor &above, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return QColor(mix(below.red(), above.red()), mix(below.green(), above.green()),
                  mix(below.blue(), above.blue()));
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
    , m_font(font)
    , m_label(labelFont(font))
    , m_small(smallFont(font))
    , m_ratio(painter->device()->devicePixelRatioF())
    , m_pen(std::max(1.0, std::round(1.5 * m_ratio)) / m_ratio)
{
}

QColor LinePainter::shade(const LineBit &bit, Tone tone, const QPalette &palette)
{
    if (bit.isWrong)
        return theme::wash(Tone::Error, palette);
    if (bit.kind == LineBit::Kind::Parity)
        return theme::wash(tone, palette);
    return mixed(palette.color(QPalette::Base), theme::color(Tone::Quiet, palette), 0.16);
}

QFont LinePainter::labelFont(const QFont &font)
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font.pointSizeF());
    return fixed;
}

QFont LinePainter::smallFont(const QFont &font)
{
    QFont small = labelFont(font);
    small.setPointSizeF(font.pointSizeF() * smallScale);
    return small;
}

double LinePainter::characterWidth(const QFont &font)
{
    return QFontMetricsF(labelFont(font)).horizontalAdvance(u'0') * roomForLetter;
}

double LinePainter::timeWidth(const QFont &font)
{
    return QFontMetricsF(labelFont(font)).horizontalAdvance(QStringLiteral("0000.000 000 ms"));
}

int LinePainter::nameWidth(const QFont &font)
{
    return qCeil(QFontMetricsF(labelFont(font)).horizontalAdvance(QStringLiteral("→ TX "))) + 8;
}

double LinePainter::snapped(double x) const
{
    return std::round(x * m_ratio) / m_ratio;
}

void LinePainter::level(double left, double right, double y, const QColor &color, bool isWrong)
{
    const double from = snapped(std::max(left, -2.0));
    const double to = snapped(std::min(right, m_geometry.plot.width() + 2.0)) + m_pen;
    // What is wrong is thicker, too, for those who do not see colours.
    const double thickness = isWrong ? 2 * m_pen : m_pen;
    const double top = snapped(y) - (isWrong ? m_pen / 2 : 0);
    m_painter->fillRect(QRectF(from, snapped(top), to - from, thickness), color);
}

void LinePainter::edge(double x, double top, double bottom, const QColor &color)
{
    if (x < -2 || x > m_geometry.plot.width() + 2)
        return;
    const double from = snapped(top);
    m_painter->fillRect(QRectF(snapped(x), from, m_pen, snapped(bottom) + m_pen - from), color);
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

void LinePainter::paintNames()
{
    const QRect names = m_geometry.names;
    m_painter->fillRect(names, theme::panel(m_palette));
    m_painter->fillRect(QRectF(names.width() - 1 / m_ratio, 0, 1 / m_ratio, names.height()),
                        theme::hairline(m_palette));
    m_painter->setFont(m_label);
    for (const LineSide side : lineSides) {
        const LaneGeometry &lane = m_geometry.lanes.at(static_cast<size_t>(side));
        const QString name = side == LineSide::Sent ? QStringLiteral("TX") : QStringLiteral("RX");
        m_painter->setPen(theme::color(toneOf(side), m_palette));
        m_painter->drawText(QRect(0, lane.signal.top(), names.width(), lane.signal.height()),
                            Qt::AlignCenter | Qt::TextDontClip,
                            theme::mark(toneOf(side)) + QLatin1Char(' ') + name);
    }
}

void LinePainter::paintAxis(const LineScene &scene)
{
    const QRect axis = m_geometry.axis;
    const QColor faint = mixed(m_palette.color(QPalette::Base), theme::hairline(m_palette), 0.45);
    m_painter->fillRect(QRectF(0, axis.top(), axis.width(), axis.height()),
                        theme::panel(m_palette));
    m_painter->fillRect(QRectF(0, axis.top(), axis.width(), 1 / m_ratio),
                        theme::hairline(m_palette));
    m_painter->setFont(m_small);
    const QFontMetricsF metrics(m_small);
    for (const TimeTick &tick : scene.ticks) {
        const double x = snapped(tick.x);
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

void LinePainter::paintLane(const LineScene &scene, LineSide side)
{
    const LineLane &lane = scene.lane(side);
    const LaneGeometry &place = m_geometry.lanes.at(static_cast<size_t>(side));
    const Tone tone = toneOf(side);
    if (lane.selection) {
        const double left = std::max(lane.selection->first, -2.0);
        const double right =
            std::min(std::max(lane.selection->second, left + 2), m_geometry.plot.width() + 2.0);
        m_painter->fillRect(QRectF(left, place.all.top(), right - left, place.all.height()),
                            theme::selection(m_palette));
    }
    for (const LineCell &cell : lane.cells)
        paintShades(cell, place, tone);
    paintIdle(scene, lane, place);
    paintBands(lane, place, tone);
    for (const LineCell &cell : lane.cells) {
        paintLevels(cell, place, tone);
        paintLetters(cell, place, tone);
        paintLabel(cell, place, tone);
    }
    for (const auto &held : lane.breaks)
        paintBreak(held, place);
    paintErrors(lane, place);
}

void LinePainter::paintIdle(const LineScene &scene, const LineLane &lane, const LaneGeometry &place)
{
    const QColor color = theme::color(Tone::Quiet, m_palette);
    double left = scene.left;
    const auto until = [&](double right, double next) {
        if (right > left)
            level(left, right - m_pen, place.signal.top(), color);
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

void LinePainter::paintBands(const LineLane &lane, const LaneGeometry &place, Tone tone)
{
    const QColor full = theme::color(tone, m_palette);
    const QColor base = m_palette.color(QPalette::Base);
    for (const LineBand &band : lane.bands) {
        const QColor color = mixed(base, full, 0.30 + 0.50 * band.density / 8.0);
        m_painter->fillRect(QRectF(band.left, place.signal.top(), band.right - band.left,
                                   place.signal.height() + m_pen),
                            color);
    }
    // The levels between which the line went, as the edges of the band.
    for (const LineBand &band : lane.bands) {
        level(band.left, band.right - m_pen, place.signal.top(), full);
        level(band.left, band.right - m_pen, place.signal.bottom() + 1, full);
    }
}

void LinePainter::paintShades(const LineCell &cell, const LaneGeometry &place, Tone tone)
{
    if (cell.bits.isEmpty())
        return;
    const double top = place.signal.top();
    const double height = place.signal.height() + m_pen + place.letters.height();
    for (qsizetype i = 0; i < cell.bits.size(); ++i) {
        const LineBit &bit = cell.bits[i];
        if (bit.kind == LineBit::Kind::Data && !bit.isWrong)
            continue;
        const double left = snapped(cell.left + static_cast<double>(i) * cell.bitWidth);
        const double right = snapped(cell.left + static_cast<double>(i + 1) * cell.bitWidth);
        m_painter->fillRect(QRectF(left, top, right - left, height), shade(bit, tone, m_palette));
    }
}

void LinePainter::paintLevels(const LineCell &cell, const LaneGeometry &place, Tone tone)
{
    const double high = place.signal.top();
    const double low = place.signal.bottom() + 1;
    const QColor usual = theme::color(tone, m_palette);
    const QColor wrong = theme::color(Tone::Error, m_palette);
    Level before = Level::Mark;
    for (qsizetype i = 0; i < cell.bits.size(); ++i) {
        const LineBit &bit = cell.bits[i];
        const QColor &color = bit.isWrong ? wrong : usual;
        const double left = cell.left + static_cast<double>(i) * cell.bitWidth;
        double right = left + cell.bitWidth;
        const bool risesWithin = bit.level == Level::Space && i == cell.bits.size() - 1;
        if (risesWithin)
            right -= (1 - lowPartOfStopBit) * cell.bitWidth;
        level(left, right, bit.level == Level::Mark ? high : low, color, bit.isWrong);
        if (bit.level != before)
            edge(left, high, low, color);
        if (risesWithin) {
            edge(right, high, low, color);
            level(right, cell.right, high, color);
        }
        before = bit.level;
    }
}

void LinePainter::paintLetters(const LineCell &cell, const LaneGeometry &place, Tone tone)
{
    const QFontMetricsF metrics(m_small);
    if (cell.bits.isEmpty() || place.letters.isEmpty()
        || cell.bitWidth < metrics.horizontalAdvance(u'0') * roomForLetter)
        return;
    m_painter->setFont(m_small);
    for (qsizetype i = 0; i < cell.bits.size(); ++i) {
        const LineBit &bit = cell.bits[i];
        const double left = cell.left + static_cast<double>(i) * cell.bitWidth;
        if (left + cell.bitWidth < 0 || left > m_geometry.plot.width())
            continue;
        Tone letterTone = bit.kind == LineBit::Kind::Data ? Tone::Quiet : tone;
        QString letter = letterOf(bit);
        if (bit.isWrong) {
            letterTone = Tone::Error;
            const bool hasRoom = cell.bitWidth > metrics.horizontalAdvance(QStringLiteral("0 0"));
            letter = hasRoom ? letter + theme::mark(Tone::Error) : theme::mark(Tone::Error);
        }
        m_painter->setPen(theme::color(letterTone, m_palette));
        m_painter->drawText(
            QRectF(left, place.letters.top(), cell.bitWidth, place.letters.height()),
            Qt::AlignCenter | Qt::TextDontClip, letter);
    }
}

void LinePainter::paintLabel(const LineCell &cell, const LaneGeometry &place, Tone tone)
{
    if (!cell.isLabelled || place.labels.isEmpty())
        return;
    const QFontMetricsF metrics(m_label);
    const auto digit = static_cast<int>(std::ceil(metrics.horizontalAdvance(u'0')));
    const char byte = static_cast<char>(cell.byte);
    // A wide character is labelled over that part of it which is in sight.
    const double left = std::max(cell.left, 0.0);
    const double right = std::min(cell.right, static_cast<double>(m_geometry.plot.width()));
    const auto room = static_cast<int>(right - left);
    if (room < digit)
        return;
    const bool isBreak = cell.flags.testFlag(CharacterFlag::Break);
    const Tone shown = cell.flags.toInt() != 0 ? Tone::Error : tone;
    const QColor color = theme::color(shown, m_palette);
    TextCell text = textCells({&byte, 1}, digit, room).constFirst();
    if (isBreak)
        text = {0, 0, tr("break"), false};
    const int width = isBreak ? qCeil(metrics.horizontalAdvance(text.text)) : text.width;
    const QString hex = isBreak ? QString() : numbertext::hex({&byte, 1});
    const bool hasHex = !isBreak && room >= width + 4 * digit;
    const double whole = hasHex ? width + 3.0 * digit : width;
    if (isBreak && room < width)
        return;
    const auto start = static_cast<int>(left + (right - left - whole) / 2);
    m_painter->setFont(m_label);
    text.width = width;
    paintTextCell(m_painter, {start, place.labels.top(), width, place.labels.height()}, text,
                  color);
    if (!hasHex)
        return;
    m_painter->setPen(theme::color(Tone::Quiet, m_palette));
    m_painter->drawText(
        QRect(start + width + digit, place.labels.top(), 2 * digit, place.labels.height()),
        Qt::AlignCenter | Qt::TextDontClip, hex);
}

void LinePainter::paintErrors(const LineLane &lane, const LaneGeometry &place)
{
    for (const LineErrorMark &error : lane.errors)
        paintErrorSign(error.x, place);
    // Where the letters have no room, a wrong bit still has its sign.
    const double letter = QFontMetricsF(m_small).horizontalAdvance(u'0') * roomForLetter;
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

void LinePainter::paintErrorSign(double x, const LaneGeometry &place)
{
    const QColor color = theme::color(Tone::Error, m_palette);
    const double wide = std::max(1.0, std::round(m_ratio)) / m_ratio;
    m_painter->fillRect(
        QRectF(snapped(x - wide / 2), place.signal.top() - 2, wide, place.signal.height() + 4),
        color);
    m_painter->setFont(m_small);
    m_painter->setPen(color);
    const QString sign = theme::mark(Tone::Error);
    const double half = m_painter->fontMetrics().horizontalAdvance(sign) / 2.0;
    const QRect row = place.letters.isEmpty() ? place.signal : place.letters;
    m_painter->drawText(QRectF(x - half, row.top(), 4 * half, row.height()),
                        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, sign);
}

void LinePainter::paintBreak(std::pair<double, double> place, const LaneGeometry &lane)
{
    const QColor color = theme::color(Tone::Warning, m_palette);
    const double left = std::max(place.first, -2.0);
    const double right = std::min(std::max(place.second, left + m_pen),
                                  static_cast<double>(m_geometry.plot.width()) + 2);
    const double high = lane.signal.top();
    const double low = lane.signal.bottom() + 1;
    m_painter->fillRect(QRectF(left, high, right - left, low - high + m_pen),
                        theme::wash(Tone::Warning, m_palette));
    level(left, right, low, color);
    edge(place.first, high, low, color);
    edge(place.second, high, low, color);
    const QString text = theme::mark(Tone::Warning) + QLatin1Char(' ') + tr("break sent");
    m_painter->setFont(m_label);
    m_painter->setPen(color);
    if (right - left > m_painter->fontMetrics().horizontalAdvance(text) + 8)
        m_painter->drawText(QRectF(left, high, right - left, low - high), Qt::AlignCenter, text);
}

void LinePainter::paintMarks(const LineScene &scene)
{
    m_painter->setFont(m_label);
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

void LinePainter::paintChanges(const LineScene &scene)
{
    m_painter->setFont(m_small);
    const QFontMetricsF metrics(m_small);
    const QColor color = theme::color(Tone::Quiet, m_palette);
    QColor line = color;
    line.setAlphaF(0.6F);
    for (qsizetype i = 0; i < scene.changes.size(); ++i) {
        const LineChangeMark &change = scene.changes.at(i);
        const double x = snapped(change.x);
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
    const QFontMetricsF metrics(m_small);
    const auto place = [&](const std::optional<Instant> &at, const QString &name) {
        const double x = at ? scale.x(*at) : -1;
        if (x < 0 || x > scale.width)
            return;
        const QString text = name + QStringLiteral("  ") + timeText(*at, scale.devicePixel());
        const double width = metrics.horizontalAdvance(text) + 10;
        const double left = snapped(std::clamp(x, 0.0, std::max(0.0, scale.width - width)));
        m_tags.append({x,
                       QRectF(left, m_geometry.axis.top() + 1, width, m_geometry.axis.height() - 2),
                       text});
    };
    place(cursors.first, QStringLiteral("1"));
    place(cursors.second, QStringLiteral("2"));
}

void LinePainter::paintDistance(double left, double right, const QString &text)
{
    const QRect marks = m_geometry.marks;
    const QColor color = m_palette.color(QPalette::Text);
    m_painter->setFont(m_label);
    const double width = QFontMetricsF(m_label).horizontalAdvance(text) + 12;
    level(left, right - m_pen, marks.center().y(), color);
    double tag = (left + right - width) / 2;
    if (right - left < width + 12)
        tag = right + 8 + width > m_geometry.plot.width() ? left - 8 - width : right + 8;
    const QRectF place(tag, marks.top(), width, marks.height());
    m_painter->fillRect(place, m_palette.base());
    m_painter->setPen(color);
    m_painter->drawText(place, Qt::AlignCenter, text);
}

void LinePainter::paintCursors(const TimeScale &scale, const LineCursors &cursors,
                               const QString &between)
{
    const QColor color = m_palette.color(QPalette::Text);
    if (const auto stretch = cursors.stretch()) {
        const double left = std::clamp(scale.x(stretch->begin), -2.0, scale.width + 2.0);
        const double right = std::clamp(scale.x(stretch->end), -2.0, scale.width + 2.0);
        if (right > left)
            paintDistance(left, right, between);
    }
    const double wide = std::max(1.0, std::round(m_ratio)) / m_ratio;
    m_painter->setFont(m_small);
    for (const Tag &tag : m_tags) {
        m_painter->fillRect(QRectF(snapped(tag.x), 0, wide, m_geometry.axis.bottom()), color);
        m_painter->fillRect(tag.place, color);
        m_painter->setPen(m_palette.color(QPalette::Base));
        m_painter->drawText(tag.place, Qt::AlignCenter, tag.text);
    }
}

} // namespace optoscope
