// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"
#include "ui/line/edgecounts.h"
#include "ui/line/linetrack.h"

#include <QVarLengthArray>

#include <array>
#include <functional>
#include <optional>

namespace optoscope {

enum class LineSide : quint8 { Sent, Received };
inline constexpr std::array<LineSide, 2> lineSides{LineSide::Sent, LineSide::Received};

/// A character as it stood on the line.
struct LineCharacter {
    qint64 number = 0; ///< counted over the trace
    Instant begin; ///< of the start bit
    Instant end; ///< of the last stop bit
    Character character;
    qint32 settings = 0;
};

/// From `begin` until `end`.
struct LineStretch {
    Instant begin;
    Instant end;
    friend bool operator==(const LineStretch &, const LineStretch &) = default;
};

/// The settings of the line from `at` on.
struct LineChange {
    Instant at;
    LineSettings settings;
};

/// When which character stood on which line, drawn from the characters' times as in
/// core/capture/vcdwriter.h: a character that came too early begins where the one before ended;
/// characters without times follow each other. It keeps sums, not characters (3 bytes for each in
/// long runs); those are read from the trace when they are looked at.
class LineIndex
{
public:
    using EntryAccess = std::function<TraceEntry(qsizetype)>;
    using Characters = QVarLengthArray<LineCharacter, LineBlock::mostCharacters>;

    LineIndex();

    /// Takes the entries of \a trace from \a firstEntry on.
    void append(const Trace &trace, qsizetype firstEntry);

    const LineTrack &track(LineSide side) const { return m_tracks.at(static_cast<size_t>(side)); }
    /// When the first and the last thing happened; the session's beginning is never later than 0.
    Instant begin() const { return m_begin; }
    Instant end() const { return m_end; }
    bool isEmpty() const { return m_isEmpty; }
    /// Some characters had no times.
    bool timesAreAssumed() const { return m_timesAreAssumed; }

    const std::vector<LineChange> &changes() const { return m_changes; }
    /// Settings \a number of a block.
    const LineSettings &settings(qint32 number) const;
    const LineSettings &settingsAt(Instant at) const;
    /// How long we held the line low; one that is still held ends at the far end of time.
    const std::vector<LineStretch> &breaks() const { return m_breaks; }

    /// The characters of \a block follow each other without a pause, and none is damaged.
    bool isUnbroken(const LineBlock &block) const;
    /// The characters of \a block, which belongs to \a side.
    Characters characters(LineSide side, const LineBlock &block, const EntryAccess &entry) const;
    /// The character that stood on the line at \a at.
    std::optional<LineCharacter> characterAt(LineSide side, Instant at,
                                             const EntryAccess &entry) const;
    /// From the first to the last of \a side's characters in \a range; nothing if it has none.
    std::optional<LineStretch> stretchOf(LineSide side, CharacterRange range,
                                         const EntryAccess &entry) const;
    /// The same for both sides together.
    std::optional<LineStretch> stretchOf(CharacterRange range, const EntryAccess &entry) const;
    /// How many characters of \a side began from \a from until before \a to.
    qint64 countBetween(LineSide side, Instant from, Instant to, const EntryAccess &entry) const;
    /// The characters of both sides that stood on their line between \a from and \a to, as they
    /// are counted over the trace.
    CharacterRange charactersBetween(Instant from, Instant to, const EntryAccess &entry) const;

private:
    void appendRun(LineSide side, const TraceEntry &entry, const CharacterRun &run, qint32 index,
                   qint64 firstCharacter);
    void appendBreak(Instant at, bool on);
    void stretchTo(Instant at);
    qint64 countBefore(LineSide side, Instant at, const EntryAccess &entry) const;

    std::array<LineTrack, 2> m_tracks;
    std::vector<LineChange> m_changes;
    EdgeCounts m_edges; ///< for the settings now
    std::vector<LineStretch> m_breaks;
    Instant m_begin;
    Instant m_end;
    LineSide m_lastSide = LineSide::Sent;
    bool m_isEmpty = true;
    bool m_timesAreAssumed = false;
};

} // namespace optoscope
