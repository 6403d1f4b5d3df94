// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charttable.h"

#include "core/capture/exports/csvcells.h"

#include <QIODevice>

namespace optoscope::charttable {
namespace {

constexpr qsizetype pieceSize = 1 << 16;

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
        const QByteArray before = ',' + csvCell(series.meter.toUtf8()) + ',' + csvCell(series.code)
            + ',' + csvCell(column.line.name.toUtf8()) + ',';
        const QByteArray after = ',' + csvCell(series.unit) + "\r\n";
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

} // namespace optoscope::charttable
