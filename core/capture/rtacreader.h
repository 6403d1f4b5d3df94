// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefacts.h"
#include "core/capture/captureproblem.h"
#include "core/trace/traceentry.h"

#include <QStringList>

namespace optoscope {

/// A packet of link type RTAC Serial, with what a capture says about it.
struct RtacPacket {
    qint64 offset = 0; ///< in the file
    qint64 time = 0; ///< in nanoseconds since 1970
    std::optional<bool> outbound;
    QByteArrayView data;
    bool isCut = false; ///< It was longer on the line.
    quint64 speed = 0; ///< of the interface, 0 if not told
    QStringList comments;
    // Of our own options:
    QByteArrayView characters;
    QByteArrayView runs;
    QByteArray what;
    qint64 correction = 0; ///< to be added to the time
    bool isDerived = false; ///< It repeats what other packets say.
};

/// Makes entries of packets: exactly those that Optoscope wrote, or what the packets of other
/// programs tell.
class RtacReader
{
public:
    /// \a problems must outlive the reader.
    explicit RtacReader(CaptureProblems &problems)
        : m_problems(problems)
    {
    }

    /// A section begins, with its facts if we wrote it.
    void beginSection(const std::optional<CaptureFacts> &facts);
    void read(const RtacPacket &packet);
    /// Nothing more will come.
    void finish() { m_finished = true; }
    /// Entries that are complete. All their times, and what can be added to them, are in range.
    TraceEntries take();
    /// The wall-clock time of Instant 0; invalid if the capture does not tell.
    QDateTime anchor() const { return m_anchor; }

private:
    Instant instantOf(const RtacPacket &packet);
    bool readOurs(const RtacPacket &packet, Instant at);
    bool readRuns(const RtacPacket &packet, Instant at);
    void appendPart(Instant at, bool sent, CharacterRun run, bool continues, nanoseconds delta);
    bool readWhat(const RtacPacket &packet, Instant at);
    void readForeign(const RtacPacket &packet, Instant at);
    void readForeignEvent(const RtacPacket &packet, Instant at, quint8 event);
    void appendForeignRun(const RtacPacket &packet, Instant at, bool sent, CharacterFlags flags);
    void appendFinding(Instant at, FindingId id);
    void appendNotes(const RtacPacket &packet, Instant at, qsizetype from);
    void problem(CaptureProblem::Kind kind, const RtacPacket &packet, qint64 number = 0);

    CaptureProblems &m_problems;
    TraceEntries m_out;
    QDateTime m_anchor;
    std::optional<qint64> m_base; ///< of Instant 0, in nanoseconds since 1970
    qint64 m_sectionBase = 0;
    nanoseconds m_shift{0}; ///< of the section's times against the first section's
    qint64 m_characters = 0; ///< so far
    qint64 m_sectionCharacter = 0; ///< the number of the section's first one
    bool m_isOurs = false;
    bool m_lostBefore = false; ///< Characters were lost before the next one.
    std::optional<quint64> m_speed; ///< that was told last
    quint8 m_lines = 0;
    bool m_finished = false;
};

} // namespace optoscope
