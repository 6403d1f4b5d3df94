// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpainter.h"

#include "ui/charts/chartdata.h"
#include "ui/charts/curvelook.h"
#include "ui/palette/theme.h"
#include "ui/texts/charttexts.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace optoscope {
namespace {

/// Points are shown where there is so much room between them.
constexpr double pointRoom = 12;
/// The cross hair finds readings within so many pixels over a gap.
constexpr double reachPixels = 10;
constexpr double sampleWidth = 22;
/// A line is dense that goes up and down this many times the plot's width.
constexpr double denseWay = 12;

/// Where the line from \a from to \a to has \a utc, so that no pixel far outside is drawn.
SeriesPoint between(const SeriesPoint &from, const SeriesPoint &to, UtcTime utc)
{
    const double share = static_cast<double>((utc - from.utc).count())
        / static_cast<double>((to.utc - from.utc).count());
    return {utc, from.value + share * (to.value - from.value), from.startsRun};
}

QString shortName(const ChartLine &line)
{
    return line.series.code.isEmpty() ? line.name : QString::fromLatin1(line.series.code);
}

} // namespace

double ChartPlace::x(UtcTime utc) const
{
    return plot.left()
        + plot.width() * static_cast<double>((utc - begin).count())
        / static_cast<double>(std::max<qint64>(1, (end - begin).count()));
}

UtcTime ChartPlace::at(double x) const
{
    const double share = (x - plot.left()) / std::max(1.0, plot.width());
    return begin + UtcTime(std::llround(share * static_cast<double>((end - begin).count())));
}

double ChartPlace::y(double value, const ValueScale &scale) const
{
    return plot.bottom() - plot.height() * (value - scale.least) / (scale.most - scale.least);
}

UtcTime ChartPlace::pixel() const
{
    return UtcTime(std::max<qint64>(
        1, std::llround(static_cast<double>((end - begin).count()) / std::max(1.0, plot.width()))));
}

ChartReadout ChartReadout::of(const ChartScene &scene, const ChartData &data, UtcTime at,
                              const ChartPlace &place, const QTimeZone &zone)
{
    ChartReadout readout{at, charttime::momentText(at, zone), {}};
    for (int i = 0; i < scene.curves.size(); ++i) {
        const ChartCurve &curve = scene.curves[i];
        const ChartLine &line = data.line(curve.line);
        const QString unit = scene.axes[curve.axis].unit;
        Row row{i, shortName(line), texts::noReadingText(), {}};
        if (curve.isBars) {
            for (const Consumption &bar : curve.bars) {
                if (bar.begin <= at && at < bar.end)
                    row.value = texts::consumptionText(bar.amount, unit, bar.isWhole);
            }
        } else if (const auto sample = line.samples.nearest(at)) {
            const qsizetype after = line.samples.indexOf(at);
            const bool isInGap =
                after == 0 || after == line.samples.size() || line.samples.startsRun(after);
            if (!isInGap || std::abs(place.x(sample->utc) - place.x(at)) <= reachPixels) {
                row.sample = sample;
                row.value = texts::quantityText(sample->value, unit);
            }
        }
        readout.rows.append(row);
    }
    return readout;
}

QString ChartReadout::text() const
{
    QStringList parts{moment};
    for (const Row &row : rows)
        parts.append(QStringLiteral("%1: %2").arg(row.name, row.value));
    return parts.join(QStringLiteral("; "));
}

ChartPainter::ChartPainter(QPainter *painter, const ChartScene &scene, const ChartData &data,
                           const QRectF &plot)
    : m_painter(painter)
    , m_scene(scene)
    , m_data(data)
    , m_place{plot, scene.begin, scene.end}
{
}

void ChartPainter::setColors(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_font = font;
}

void ChartPainter::paintCurves()
{
    m_painter->save();
    m_painter->setClipRect(m_place.plot);
    const int bars = static_cast<int>(std::ranges::count_if(m_scene.curves, &ChartCurve::isBars));
    int place = 0;
    for (const ChartCurve &curve : m_scene.curves) {
        if (curve.isBars)
            paintBars(curve, place++, bars);
    }
    for (const ChartCurve &curve : m_scene.curves) {
        if (!curve.isBars)
            paintLine(curve);
    }
    paintNames();
    m_painter->restore();
}

/// A line that fills the plot has no room for dashes, which take long to draw there.
bool ChartPainter::isDense(const ChartCurve &curve) const
{
    const ValueScale &scale = m_scene.axes[curve.axis].scale;
    double way = 0;
    for (qsizetype i = 1; i < curve.points.size(); ++i) {
        if (!curve.points[i].startsRun)
            way += std::abs(curve.points[i].value - curve.points[i - 1].value);
    }
    return way / (scale.most - scale.least) * m_place.plot.height()
        > denseWay * m_place.plot.width();
}

void ChartPainter::paintLine(const ChartCurve &curve)
{
    const qsizetype count = curve.points.size();
    const bool hasPoints =
        static_cast<double>(count) * pointRoom <= m_place.plot.width() + 2 * pointRoom;
    const bool fills = isDense(curve);
    for (qsizetype from = 0; from < count;) {
        qsizetype to = from + 1;
        while (to < count && !curve.points[to].startsRun)
            ++to;
        paintRun(curve, from, to, {hasPoints, fills});
        from = to;
    }
}

void ChartPainter::paintRun(const ChartCurve &curve, qsizetype from, qsizetype to, RunStyle style)
{
    const CurveLook look(m_data.line(curve.line).look, m_palette);
    const ValueScale &scale = m_scene.axes[curve.axis].scale;
    const auto place = [&](const SeriesPoint &point) {
        return QPointF(m_place.x(point.utc), m_place.y(point.value, scale));
    };
    QPolygonF line;
    line.reserve(to - from);
    for (qsizetype i = from; i < to; ++i) {
        SeriesPoint point = curve.points[i];
        if (i + 1 < to && point.utc < m_scene.begin && curve.points[i + 1].utc > m_scene.begin)
            point = between(point, curve.points[i + 1], m_scene.begin);
        if (i > from && point.utc > m_scene.end && curve.points[i - 1].utc < m_scene.end)
            point = between(curve.points[i - 1], point, m_scene.end);
        line.append(place(point));
    }
    if (line.size() > 1) {
        QPen pen = look.pen();
        if (style.isDense)
            pen.setStyle(Qt::SolidLine);
        m_painter->setPen(pen);
        m_painter->drawPolyline(line);
    }
    if (!style.hasPoints && line.size() > 1)
        return;
    m_painter->setRenderHint(QPainter::Antialiasing);
    for (qsizetype i = from; i < to; ++i)
        look.paintPoint(*m_painter, place(curve.points[i]));
    m_painter->setRenderHint(QPainter::Antialiasing, false);
}

void ChartPainter::paintBars(const ChartCurve &curve, int place, int count)
{
    const CurveLook look(m_data.line(curve.line).look, m_palette);
    const ValueScale &scale = m_scene.axes[curve.axis].scale;
    const double zero = m_place.y(0, scale);
    for (const Consumption &bar : curve.bars) {
        const double left = m_place.x(bar.begin);
        const double width = m_place.x(bar.end) - left;
        const double room = width > 8 ? width * 0.1 : 0;
        const double own = (width - 2 * room) / count;
        const double top = m_place.y(bar.amount, scale);
        const QRectF rect(left + room + place * own, top, std::max(1.0, own - 1), zero - top);
        // What is not whole is not filled.
        QPen pen(look.color(), 1, bar.isWhole ? Qt::SolidLine : Qt::DashLine);
        m_painter->setPen(pen);
        m_painter->setBrush(bar.isWhole ? look.fill() : QBrush(Qt::NoBrush));
        m_painter->drawRect(rect);
    }
}

/// Each line's code at its right end, where colours need not be compared.
void ChartPainter::paintNames()
{
    m_painter->setFont(m_font);
    const QFontMetricsF metrics(m_font);
    QList<QRectF> taken;
    for (const ChartCurve &curve : m_scene.curves) {
        std::optional<QPointF> end;
        const ValueScale &scale = m_scene.axes[curve.axis].scale;
        for (qsizetype i = curve.points.size() - 1; i >= 0 && !end; --i) {
            const SeriesPoint &point = curve.points[i];
            if (point.utc <= m_scene.end)
                end = QPointF(m_place.x(point.utc), m_place.y(point.value, scale));
        }
        if (!end || end->x() < m_place.plot.left())
            continue;
        const ChartLine &line = m_data.line(curve.line);
        const QString text = shortName(line);
        const double width = metrics.horizontalAdvance(text) + 6;
        const double height = metrics.height();
        QRectF rect(std::min(end->x(), m_place.plot.right()) - width - 2, end->y() - height - 3,
                    width, height);
        const auto isTaken = [&rect, &taken] {
            return std::ranges::any_of(taken,
                                       [&rect](const QRectF &one) { return one.intersects(rect); });
        };
        rect.moveTop(std::max(rect.top(), m_place.plot.top() + 1));
        for (int i = 0; i < 12 && isTaken(); ++i)
            rect.translate(0, height + 1);
        taken.append(rect);
        QColor ground = m_palette.color(QPalette::Base);
        ground.setAlphaF(0.8F);
        m_painter->fillRect(rect, ground);
        m_painter->setPen(CurveLook(line.look, m_palette).color());
        m_painter->drawText(rect, Qt::AlignCenter, text);
    }
}

QRectF ChartPainter::markRect(const ChartScene &scene, qsizetype number, const QRectF &plot)
{
    const ChartPlace place{plot, scene.begin, scene.end};
    const double x = std::round(place.x(scene.marks[number].utc));
    return {x - markSize / 2, plot.bottom() - markSize - 1, markSize, markSize};
}

void ChartPainter::paintMarks()
{
    m_painter->save();
    m_painter->setClipRect(m_place.plot.adjusted(-markSize, 0, markSize, 0));
    QFont font = m_font;
    font.setBold(true);
    font.setPixelSize(10);
    m_painter->setFont(font);
    for (qsizetype i = 0; i < m_scene.marks.size(); ++i) {
        const QRectF rect = markRect(m_scene, i, m_place.plot);
        const Tone tone = m_scene.marks[i].hasFailure ? Tone::Error : Tone::Warning;
        m_painter->setPen(QPen(theme::color(tone, m_palette), 1));
        m_painter->setBrush(m_palette.color(QPalette::Base));
        m_painter->drawRect(rect.adjusted(0, 0, -1, -1));
        m_painter->drawText(rect.adjusted(0, 0, -1, -1), Qt::AlignCenter, theme::mark(tone));
    }
    m_painter->restore();
}

void ChartPainter::paintReadout(const ChartReadout &readout)
{
    const double x = m_place.x(readout.at);
    const QRectF &plot = m_place.plot;
    if (x < plot.left() || x > plot.right())
        return;
    m_painter->save();
    m_painter->setPen(QPen(theme::color(Tone::Quiet, m_palette), 1));
    m_painter->drawLine(QPointF(std::round(x), plot.top()), QPointF(std::round(x), plot.bottom()));
    for (const ChartReadout::Row &row : readout.rows) {
        const ChartCurve &curve = m_scene.curves[row.curve];
        if (!row.sample)
            continue;
        const QPointF at(m_place.x(row.sample->utc),
                         m_place.y(row.sample->value, m_scene.axes[curve.axis].scale));
        m_painter->setRenderHint(QPainter::Antialiasing);
        m_painter->setPen(QPen(CurveLook(m_data.line(curve.line).look, m_palette).color(), 1.5));
        m_painter->setBrush(m_palette.color(QPalette::Base));
        m_painter->drawEllipse(at, 4, 4);
        m_painter->setRenderHint(QPainter::Antialiasing, false);
    }
    m_painter->setFont(m_font);
    const QFontMetricsF metrics(m_font);
    double names = 0;
    double values = 0;
    for (const ChartReadout::Row &row : readout.rows) {
        names = std::max(names, metrics.horizontalAdvance(row.name));
        values = std::max(values, metrics.horizontalAdvance(row.value));
    }
    const double height = metrics.height() + 2;
    const double width = 12
        + std::max(metrics.horizontalAdvance(readout.moment),
                   readout.rows.isEmpty() ? 0 : sampleWidth + 6 + names + 12 + values);
    QRectF box(x + 10, plot.top() + 6, width,
               8 + height * static_cast<double>(1 + readout.rows.size()));
    if (box.right() > plot.right())
        box.moveRight(x - 10);
    m_painter->setPen(theme::hairline(m_palette));
    m_painter->setBrush(m_palette.color(QPalette::Base));
    m_painter->drawRect(box);
    QRectF text = box.adjusted(6, 4, -6, 0);
    text.setHeight(height);
    m_painter->setPen(m_palette.color(QPalette::Text));
    m_painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, readout.moment);
    for (const ChartReadout::Row &row : readout.rows) {
        text.translate(0, height);
        const ChartCurve &curve = m_scene.curves[row.curve];
        const CurveLook look(m_data.line(curve.line).look, m_palette);
        look.paintSample(*m_painter, QRectF(text.left(), text.top(), sampleWidth, height),
                         curve.isBars);
        m_painter->setPen(m_palette.color(QPalette::Text));
        m_painter->drawText(text.adjusted(sampleWidth + 6, 0, 0, 0),
                            Qt::AlignLeft | Qt::AlignVCenter, row.name);
        m_painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, row.value);
    }
    m_painter->restore();
}

} // namespace optoscope
