// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"
#include "ui/charts/chartscene.h"

#include <QRect>

class QIODevice;
class QPainter;

namespace optoscope {

class ChartView;

/// What a chart shows, for other programs.
namespace chartexport {

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

/// The charts one below the other as they are on the screen, under what the lines are called.
class Picture
{
public:
    Picture(QList<ChartView *> views, const ChartData &data);

    QSize size() const;
    void paint(QPainter &painter) const;

private:
    struct Key {
        QRect place;
        QString text;
        int look = 0;
        bool isBars = false;
    };
    void layOutKeys();

    QList<ChartView *> m_views;
    const ChartData &m_data;
    QList<Key> m_keys;
    QString m_title;
    int m_keyHeight = 0;
};

} // namespace chartexport
} // namespace optoscope
