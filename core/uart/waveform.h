// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/instant.h"

#include <vector>

namespace optoscope {

/// The level of a line. Light is space, dark is mark, and so is the idle line (clause 4.3).
enum class Level : bool { Space = false, Mark = true };

/// The line has \a level from \a at on.
struct Edge {
    Instant at;
    Level level = Level::Mark;
    friend bool operator==(const Edge &, const Edge &) = default;
};

/// A line's level over time: edges in ascending order, each to the other level.
class Waveform
{
public:
    explicit Waveform(Level initial = Level::Mark)
        : m_initial(initial)
    {
    }

    /// The level before the first edge.
    Level initial() const { return m_initial; }
    /// The level after the last edge.
    Level final() const { return m_edges.empty() ? m_initial : m_edges.back().level; }
    Level levelAt(Instant at) const;
    const std::vector<Edge> &edges() const { return m_edges; }

    /// The line goes to \a level at \a at and stays there: edges from \a at on are dropped. Nothing
    /// is added where the line has that level already.
    void set(Instant at, Level level);
    /// Goes over to \a other at \a at.
    void continueWith(const Waveform &other, Instant at);
    /// Drops the edges before \a at; the level there becomes the initial one.
    void forgetBefore(Instant at);

    friend bool operator==(const Waveform &, const Waveform &) = default;

private:
    Level m_initial;
    std::vector<Edge> m_edges;
};

/// Two lights on one receiver: space where at least one of them is.
Waveform spaceOfEither(const Waveform &one, const Waveform &other);

/// Mark and space exchanged.
Waveform inverted(const Waveform &line);

} // namespace optoscope
