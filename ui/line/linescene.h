// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/line/linebits.h"
#include "ui/line/lineindex.h"
#include "ui/line/timeaxis.h"
#include "ui/palette/theme.h"

namespace optoscope {

/// Something worth seeing from afar: a finding or anything else that has a time.
struct LineMark {
    Instant at;
    Tone tone = Tone::Error;
};

/// What a picture of the line is made of.
struct LineRequest {
    TimeScale scale;
    CharacterRange selection;
    QList<LineMark> marks; ///< in the order of their times
    double labelWidth = 90; ///< pixels from one time on the axis to the next
    double characterWidth = 12; ///< pixels that a character's label needs
    double markWidth = 14; ///< pixels that a mark needs
};

/// Edges too close to be drawn one by one, in pixels.
struct LineBand {
    double left = 0;
    double right = 0;
    int density = 0; ///< 1 (few edges a pixel) to 8
};

/// A character that is wide enough to be labelled or to show its bits.
struct LineCell {
    double left = 0;
    double right = 0;
    qint64 number = 0; ///< counted over the trace
    quint8 byte = 0; ///< data bits
    CharacterFlags flags;
    bool isLabelled = false;
    double bitWidth = 0; ///< pixels; 0: the bits are part of a band
    LineBits bits; ///< empty if they are part of a band
};

/// Line errors that are too close to each other to be marked one by one.
struct LineErrorMark {
    double x = 0; ///< of the first
    int count = 0; ///< pixels of the device or characters that have some
    CharacterFlags flags;
};

struct LineLane {
    QList<LineBand> bands;
    QList<LineCell> cells;
    QList<LineErrorMark> errors;
    QList<std::pair<double, double>> breaks; ///< where we held the line low
    std::optional<std::pair<double, double>> selection;
};

/// New line settings.
struct LineChangeMark {
    double x = 0;
    std::optional<LineSettings> before;
    LineSettings after;
};

/// Both lines as they are to be drawn over a stretch of time: places in pixels, no colours.
struct LineScene {
    std::array<LineLane, 2> lanes; ///< as LineSide
    double left = 0; ///< of the part in which the session was
    double right = 0;
    QList<TimeTick> ticks;
    QList<LineChangeMark> changes;
    QList<std::pair<double, Tone>> marks;

    const LineLane &lane(LineSide side) const { return lanes.at(static_cast<size_t>(side)); }

    /// Computes a picture. The work grows with the pixels and not with the characters: \a entry is
    /// asked only for what is wide enough to be seen.
    static LineScene of(const LineIndex &index, const LineIndex::EntryAccess &entry,
                        const LineRequest &request);
};

} // namespace optoscope
