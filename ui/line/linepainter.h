// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/line/linebrush.h"
#include "ui/line/linecursors.h"
#include "ui/line/linegeometry.h"
#include "ui/line/linescene.h"

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

    /// Pixels that a character's label, a time on the axis and the names of the lines need.
    static double characterWidth(const QFont &font);
    static double timeWidth(const QFont &font);
    static int nameWidth(const QFont &font);

private:
    void paintNames() const;
    void paintAxis(const LineScene &scene) const;
    void paintChanges(const LineScene &scene) const;
    void paintMarks(const LineScene &scene) const;
    void paintLane(const LineScene &scene, LineSide side) const;
    void paintIdle(const LineScene &scene, const LineLane &lane, const LaneGeometry &place) const;
    void paintBands(const LineLane &lane, const LaneGeometry &place, Tone tone) const;
    void paintErrors(const LineLane &lane, const LaneGeometry &place) const;
    void paintErrorSign(double x, const LaneGeometry &place) const;
    void paintBreak(std::pair<double, double> place, const LaneGeometry &lane) const;
    void paintCursors(const TimeScale &scale, const LineCursors &cursors,
                      const QString &between) const;
    void paintDistance(double left, double right, const QString &text) const;
    void placeTags(const TimeScale &scale, const LineCursors &cursors);

    /// A cursor in sight and the words at its foot.
    struct Tag {
        double x = 0;
        QRectF place;
        QString text;
    };

    QPainter *m_painter;
    LineGeometry m_geometry;
    QPalette m_palette;
    LineBrush m_brush;
    QList<Tag> m_tags;
    double m_ratio;
};

} // namespace optoscope
