// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/line/linecursors.h"
#include "ui/line/linegeometry.h"
#include "ui/line/linescene.h"

#include <QFont>
#include <QPalette>

class QPainter;

namespace optoscope {

/// Draws a LineScene: colours, pens and letters.
class LinePainter
{
public:
    LinePainter(QPainter *painter, const LineGeometry &geometry, const QPalette &palette,
                const QFont &font);

    /// \a between is written between two cursors.
    void paint(const LineScene &scene, const TimeScale &scale, const LineCursors &cursors,
               const QString &between);

    /// Behind a bit that is not an ordinary data bit.
    static QColor shade(const LineBit &bit, Tone tone, const QPalette &palette);
    /// The fixed font of labels and a smaller one for the letters of bits.
    static QFont labelFont(const QFont &font);
    static QFont smallFont(const QFont &font);
    /// Pixels that a character's label, a time on the axis and the names of the lines need.
    static double characterWidth(const QFont &font);
    static double timeWidth(const QFont &font);
    static int nameWidth(const QFont &font);

private:
    void paintNames();
    void paintAxis(const LineScene &scene);
    void paintChanges(const LineScene &scene);
    void paintMarks(const LineScene &scene);
    void paintLane(const LineScene &scene, LineSide side);
    void paintIdle(const LineScene &scene, const LineLane &lane, const LaneGeometry &place);
    void paintBands(const LineLane &lane, const LaneGeometry &place, Tone tone);
    void paintShades(const LineCell &cell, const LaneGeometry &place, Tone tone);
    void paintLevels(const LineCell &cell, const LaneGeometry &place, Tone tone);
    void paintLetters(const LineCell &cell, const LaneGeometry &place, Tone tone);
    void paintLabel(const LineCell &cell, const LaneGeometry &place, Tone tone);
    void paintErrors(const LineLane &lane, const LaneGeometry &place);
    void paintErrorSign(double x, const LaneGeometry &place);
    void paintBreak(std::pair<double, double> place, const LaneGeometry &lane);
    void paintCursors(const TimeScale &scale, const LineCursors &cursors, const QString &between);
    void paintDistance(double left, double right, const QString &text);
    void placeTags(const TimeScale &scale, const LineCursors &cursors);
    void level(double left, double right, double y, const QColor &color, bool isWrong = false);
    void edge(double x, double top, double bottom, const QColor &color);
    double snapped(double x) const;

    /// A cursor in sight and the words at its foot.
    struct Tag {
        double x = 0;
        QRectF place;
        QString text;
    };

    QPainter *m_painter;
    LineGeometry m_geometry;
    QPalette m_palette;
    QFont m_font;
    QFont m_label;
    QFont m_small;
    QList<Tag> m_tags;
    double m_ratio;
    double m_pen; ///< thickness of a level, whole pixels of the device
};

} // namespace optoscope
