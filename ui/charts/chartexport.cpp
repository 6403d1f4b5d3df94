// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartexport.h"

#include "ui/charts/chartview.h"
#include "ui/charts/curvelook.h"

#include <QIODevice>
#include <QPainter>

#include <algorithm>

namespace optoscope::chartexport {
namespace {

constexpr int sampleWidth = 26;
constexpr int keyRoom = 18; ///< between two keys
constexpr qsizetype pieceSize = 1 << 16;

QByteArray field(const QByteArray &text)
{
    const bool isPlain = std::ranges::none_of(
        text, [](char c) { return c == '"' || c == ',' || c == '\n' || c == '\r'; });
    if (isPlain)
        return text;
    QByteArray quoted = text;
    quoted.replace('"', "\"\"");
    return '"' + quoted + '"';
}

/// Local times, quickly: offsets last for a quarter of an hour at least.
class IsoTimes
{
public:
    explicit IsoTimes(const QTimeZone &zone)
        : m_zone(zone)
    {
    }

    QByteArray text(UtcTime utc)
    {
        constexpr qint64 second = 1000;
        const qint64 whole = utc.count() / second;
        if (whole != m_second) {
            m_second = whole;
            m_text = charttime::isoText(utc, m_zone).toLatin1();
        }
        return m_text;
    }

private:
    QTimeZone m_zone;
    qint64 m_second = -1;
    QByteArray m_text;
};

} // namespace

Table tableOf(const ChartScene &scene, const ChartData &data, const QTimeZone &zone)
{
    Table table{{}, scene.begin, scene.end, zone};
    for (const ChartCurve &curve : scene.curves)
        table.columns.append({data.line(curve.line), curve.isBars, curve.bars});
    return table;
}

bool writeCsv(QIODevice &device, const Table &table)
{
    IsoTimes times(table.zone);
    QByteArray text("time,until,meter,register,name,value,unit\r\n");
    const auto flush = [&device, &text] {
        const bool isDone = device.write(text) == text.size();
        text.clear();
        return isDone;
    };
    for (const Table::Column &column : table.columns) {
        const Series &series = column.line.series;
        const QByteArray before = ',' + field(series.meter.toUtf8()) + ',' + field(series.code)
            + ',' + field(column.line.name.toUtf8()) + ',';
        const QByteArray after = ',' + field(series.unit) + "\r\n";
        for (const Consumption &bar : column.bars)
            text += times.text(bar.begin) + ',' + times.text(bar.end) + before
                + QByteArray::number(bar.amount, 'g', 12) + after;
        const SeriesPyramid &samples = column.line.samples;
        const qsizetype size = column.isBars ? 0 : samples.size();
        for (qsizetype i = samples.indexOf(table.begin); i < size; ++i) {
            const Sample sample = samples.at(i);
            if (sample.utc > table.end)
                break;
            text += times.text(sample.utc) + ',' + before
                + QByteArray::number(sample.value, 'g', 15) + after;
            if (text.size() > pieceSize && !flush())
                return false;
        }
    }
    return flush();
}

Picture::Picture(QList<ChartView *> views, const ChartData &data)
    : m_views(std::move(views))
    , m_data(data)
{
    const ChartScene &scene = m_views.constFirst()->scene();
    const QTimeZone &zone = m_views.constFirst()->zone();
    m_title = QStringLiteral("%1 – %2").arg(charttime::momentText(scene.begin, zone),
                                            charttime::momentText(scene.end, zone));
    layOutKeys();
}

void Picture::layOutKeys()
{
    const ChartView *view = m_views.constFirst();
    const QFontMetrics metrics(view->font());
    const int height = metrics.height() + 6;
    const int right = view->width() - keyRoom;
    QPoint at(keyRoom, height);
    for (const ChartCurve &curve : m_views.constFirst()->scene().curves) {
        const ChartLine &line = m_data.line(curve.line);
        QString text = QString::fromLatin1(line.series.code);
        if (!line.name.isEmpty())
            text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + line.name;
        if (!line.series.unit.isEmpty())
            text += QStringLiteral(" (%1)").arg(QString::fromLatin1(line.series.unit));
        const int width = sampleWidth + 6 + metrics.horizontalAdvance(text);
        if (at.x() + width > right && at.x() > keyRoom)
            at = QPoint(keyRoom, at.y() + height);
        m_keys.append({QRect(at, QSize(width, height)), text, line.look, curve.isBars});
        at.rx() += width + keyRoom;
    }
    m_keyHeight = at.y() + height;
}

QSize Picture::size() const
{
    int height = m_keyHeight;
    for (const ChartView *view : m_views)
        height += view->height();
    return {m_views.constFirst()->width(), height};
}

void Picture::paint(QPainter &painter) const
{
    ChartView *first = m_views.constFirst();
    const QPalette palette = first->palette();
    painter.fillRect(QRect(QPoint(0, 0), size()), palette.base());
    painter.setFont(first->font());
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(
        QRect(keyRoom, 0, size().width() - 2 * keyRoom, first->fontMetrics().height() + 8),
        Qt::AlignLeft | Qt::AlignVCenter, m_title);
    for (const Key &key : m_keys) {
        QRectF sample = key.place;
        sample.setWidth(sampleWidth);
        CurveLook(key.look, palette).paintSample(painter, sample, key.isBars);
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(key.place.adjusted(sampleWidth + 6, 0, 2, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, key.text);
    }
    int top = m_keyHeight;
    for (ChartView *view : m_views) {
        const QRect source = view->viewport()->rect();
        view->scene();
        view->render(&painter, QRectF(0, top, source.width(), source.height()), source);
        top += view->height();
    }
}

} // namespace optoscope::chartexport
