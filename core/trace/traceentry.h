// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/evidence.h"
#include "core/trace/finding.h"
#include "core/uart/character.h"
#include "core/uart/linesettings.h"

#include <QMetaType>

#include <variant>

namespace optoscope {

/// A run of characters that followed each other without a gap. Character i began at
/// `entry.at + i * spacing`.
struct CharacterRun {
    Characters characters;
    nanoseconds spacing{0};
    /// How much later than on the wire the times may be (read latency, USB latency timer).
    nanoseconds lateness{0};
    bool beginsRead = true; ///< The first run of what one read returned.

    friend bool operator==(const CharacterRun &, const CharacterRun &) = default;
};

/// What we sent.
struct Sent {
    CharacterRun run;
    friend bool operator==(const Sent &, const Sent &) = default;
};

/// What the port heard.
struct Received {
    CharacterRun run;
    friend bool operator==(const Received &, const Received &) = default;
};

/// Modem lines, true = asserted.
struct ControlLines {
    bool dtr = false;
    bool rts = false;
    bool cts = false;
    bool dsr = false;
    bool dcd = false;
    bool ring = false;
    friend bool operator==(const ControlLines &, const ControlLines &) = default;
};

/// A break that we sent (the LED is on while it lasts).
struct Break {
    bool on = true;
    friend bool operator==(const Break &, const Break &) = default;
};

/// What the program did or noticed.
struct Event {
    enum class Kind : quint8 {
        SessionStarted, ///< detail: the kind of session
        SessionFinished, ///< detail: the outcome's name
        Found, ///< the finding
        PortOpened, ///< detail: the target
        PortClosed, ///< detail: why, as the system says it
        StepBegun, ///< of a self-test; detail: its name
        StepEnded, ///< all its evidence has been told; detail: its name
        Measured, ///< the evidence
        Asked, ///< of the person at the probe; detail: step and action
        Answered, ///< by him; detail: step, action and reply
        Tried, ///< a way to hear from the meter; detail: which (it begins now)
    };
    Kind kind = Kind::Found;
    Finding finding;
    QString detail;
    Evidence evidence = {};
    friend bool operator==(const Event &, const Event &) = default;
};

/// A person's words.
struct Note {
    QString text;
    friend bool operator==(const Note &, const Note &) = default;
};

/// One thing that happened. `at` is the start of the first character's start bit.
struct TraceEntry {
    Instant at;
    std::variant<Sent, Received, LineSettings, ControlLines, Break, Event, Note> what;

    friend bool operator==(const TraceEntry &, const TraceEntry &) = default;
};

using TraceEntries = QList<TraceEntry>;

/// The run of a Sent or Received entry, else nullptr.
const CharacterRun *runOf(const TraceEntry &entry);
/// The end of the last stop bit of a run that began at \a at.
Instant endOf(Instant at, const CharacterRun &run);

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::TraceEntries)
