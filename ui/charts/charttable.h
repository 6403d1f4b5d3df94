// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"
#include "ui/charts/chartscene.h"

class QIODevice;

/// What a chart shows, as a table for other programs.
namespace optoscope::charttable {

/// The readings and bars in sight, to be written on a worker.
struct Table {
    struct Column {
        ChartLine line; ///< with its samples
        bool isBars = false;
        QList<Consumption> bars;
    };
    QList<Column> columns;
    UtcTime begin{};
    UtcTime end{};
    QTimeZone zone;
};

Table tableOf(const ChartScene &scene, const ChartData &data, const QTimeZone &zone);
/// As CSV (RFC 4180): every reading in sight in a row of its own, by line and time, in local time
/// with its offset; bars with their end. False if the device does not take it.
bool writeCsv(QIODevice &device, const Table &table);

} // namespace optoscope::charttable
