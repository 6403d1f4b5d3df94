// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/line/linebrush.h"
#include "ui/line/linegeometry.h"
#include "ui/line/linescene.h"

namespace optoscope {

/// Draws the characters of one line: their bits as levels, shaded and named by kind, and what they
/// are above them.
class LineCellPainter
{
public:
    LineCellPainter(const LineBrush &brush, const LaneGeometry &place, Tone tone);

    /// What lies behind the levels.
    void paintShades(const LineCell &cell) const;
    void paint(const LineCell &cell) const;

    /// Behind a bit that is not an ordinary data bit.
    static QColor shade(const LineBit &bit, Tone tone, const QPalette &palette);

private:
    void paintLevels(const LineCell &cell) const;
    void paintLetters(const LineCell &cell) const;
    void paintLabel(const LineCell &cell) const;

    const LineBrush &m_brush;
    LaneGeometry m_place;
    Tone m_tone;
    QPainter *m_painter;
};

} // namespace optoscope
