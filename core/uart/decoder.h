// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/character.h"
#include "core/uart/encoder.h"
#include "core/uart/waveform.h"

#include <array>
#include <optional>

namespace optoscope {

/// A character that a UART has read.
struct TimedCharacter {
    Instant at; ///< start of the start bit
    Character character;
    friend bool operator==(const TimedCharacter &, const TimedCharacter &) = default;
};

/// What tells receivers apart.
struct ReceiverModel {
    /// How a receiver goes on after a low stop bit.
    enum class AfterLowStop : quint8 {
        WaitForMark, ///< The next character begins with the next falling edge.
        TakeAsStart, ///< The bit was the next start bit, as a 16550 has it; after a break it waits.
    };
    /// When a receiver sees that a start bit has begun.
    enum class SeesStart : quint8 {
        AtTheEdge, ///< One that knows every edge: a recorded waveform.
        AtTheNextSample, ///< A UART, up to a sixteenth of a bit late; shorter pulses may be missed.
    };

    AfterLowStop afterLowStop = AfterLowStop::WaitForMark;
    SeesStart seesStart = SeesStart::AtTheEdge;
};

/// The receiver of a UART: edges become characters.
///
/// It works as a receiver that samples sixteen times a bit (reference signatures.md): a falling
/// edge starts a character; the start bit and every further bit are the majority of the samples 7,
/// 8 and 9 of the bit; one stop bit is looked at. If the line is space at the last sample of a good
/// stop bit, the next character has begun; a low stop bit is followed by what AfterLowStop says.
/// The sample times are computed, not stepped.
class Decoder
{
public:
    Decoder(BitClock clock, CharacterFormat format, Level initial = Level::Mark,
            ReceiverModel model = {});

    /// From \a at on the line is as \a line says. What was told before for that time is forgotten;
    /// \a at must not be earlier than the time up to which characters were taken.
    void feed(const Waveform &line, Instant at);
    /// Goes over to another clock and format. A character that has begun is given up.
    void restart(Instant at, BitClock clock, CharacterFormat format);

    /// The characters whose last stop bit has ended by \a until, in order. The waveform up to there
    /// must be known.
    std::vector<TimedCharacter> take(Instant until);
    /// The same without taking them, at most \a limit.
    std::vector<TimedCharacter> peek(Instant until, size_t limit) const;
    /// When the next character will be complete if the line goes on as told; nothing if none will.
    std::optional<Instant> nextEnd() const;

    nanoseconds characterTime() const { return m_characterTime; }
    Instant endOf(const TimedCharacter &character) const { return character.at + m_characterTime; }

private:
    /// A place in the waveform.
    struct Cursor {
        size_t edge = 0; ///< the first edge later than `at`
        Instant at = Instant::min();
        bool mark = true; ///< the level at `at`
        bool ready = false; ///< A character may begin here without a falling edge.
        bool begun = false; ///< One has begun, and `at` is the last sample of its start bit.
    };
    /// A falling edge that may begin a character.
    struct Start {
        Instant at;
        Instant seen; ///< The sample times count from here.
    };
    /// What came of looking for the next character.
    struct Step {
        bool found = false; ///< A falling edge was there.
        std::optional<TimedCharacter> character; ///< nothing if the start bit was none
        Instant end; ///< The waveform up to here was looked at.
    };

    void configure(BitClock clock, CharacterFormat format);
    void goTo(Cursor &cursor, Instant at) const;
    bool majority(Cursor &cursor, Instant start, size_t bit) const;
    std::optional<Start> findStart(Cursor &cursor) const;
    std::optional<Start> findEdge(Cursor &cursor) const;
    std::optional<Start> findSampledEdge(Cursor &cursor) const;
    Instant sampleAfter(Instant at) const;
    Step step(Cursor &cursor) const;
    Character readCharacter(Cursor &cursor, Instant start) const;
    void forgetTheRead();

    CharacterFormat m_format;
    ReceiverModel m_model;
    nanoseconds m_characterTime{0};
    double m_sampleTime = 0; ///< between two of the sixteen samples of a bit, ns
    /// Sample times from the start on: start bit, data, parity and stop bit.
    std::array<std::array<nanoseconds, 3>, 11> m_samples{};
    Waveform m_line;
    Cursor m_cursor;
};

} // namespace optoscope
