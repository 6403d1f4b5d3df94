// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>
#include <QString>

class QPainter;

namespace optoscope {

class ChartData;
class ChartView;

/// The charts one below the other as they are on the screen, under what the lines are called.
class ChartPicture
{
public:
    ChartPicture(QList<ChartView *> views, const ChartData &data);

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

} // namespace optoscope
