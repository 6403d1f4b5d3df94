// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/line/lineindex.h"
#include "ui/line/timeaxis.h"

namespace optoscope {

/// Which part of a session is in sight. While a session grows, the whole of it stays in sight or
/// its end does, unless the person looks elsewhere: then nothing moves.
class LineViewport
{
public:
    const TimeScale &scale() const { return m_scale; }
    /// The whole session is in sight and stays so.
    bool isWhole() const { return m_isWhole; }
    /// The end of the session stays in sight.
    bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool on);

    void setSession(Instant begin, Instant end);
    void setWidth(int width, double pixelRatio);

    void showWhole();
    /// Fills the picture with \a stretch and a little around it.
    void show(const LineStretch &stretch);
    /// Moves as little as needed; what is not in sight at all comes into the middle.
    void bringIntoSight(const LineStretch &stretch);
    /// Time at \a x stays there while all else comes closer (\a factor > 1) or goes away.
    void zoom(double x, double factor);
    void pan(double pixels);
    void setBegin(Instant begin);
    void showBegin();
    void showEnd();

    /// The first and the last time at which the picture can begin.
    Instant earliest() const;
    Instant latest() const;

private:
    void fit();
    void look(Instant begin);
    double wholeScale() const;

    TimeScale m_scale;
    Instant m_begin;
    Instant m_end;
    bool m_isWhole = true;
    bool m_isFollowing = true;
};

} // namespace optoscope
