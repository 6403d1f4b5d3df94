// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/decoder.h"

#include <QStringList>

namespace optoscope {

/// Where the tests' lines begin: idle before.
inline constexpr Instant lineBegin = Instant(std::chrono::milliseconds(100));

inline CharacterFormat formatOf(const char *text)
{
    return *CharacterFormat::fromText(QString::fromLatin1(text));
}

/// \a data back to back, sent with \a clock in \a sent.
inline Waveform lineOf(const QByteArray &data, BitClock clock, CharacterFormat sent)
{
    Waveform line;
    Encoder(clock, sent).encode(lineBegin, toCharacters(data), line);
    return line;
}

inline std::vector<TimedCharacter> decode(const Waveform &line, BitClock clock,
                                          CharacterFormat read,
                                          AfterLowStop afterLowStop = AfterLowStop::WaitForMark)
{
    Decoder decoder(clock, read, line.initial(), afterLowStop);
    decoder.feed(line, Instant());
    return decoder.take(Instant::max());
}

/// As the reference writes characters: `2F`, `2F[P]`; of several flags the gravest.
inline QString toText(const std::vector<TimedCharacter> &characters)
{
    QStringList words;
    for (const TimedCharacter &timed : characters) {
        const CharacterFlags flags = timed.character.flags;
        QString word =
            QString::number(timed.character.wire, 16).toUpper().rightJustified(2, QLatin1Char('0'));
        if (flags.testFlag(CharacterFlag::Break))
            word += QLatin1String("[B]");
        else if (flags.testFlag(CharacterFlag::FramingError))
            word += QLatin1String("[F]");
        else if (flags.testFlag(CharacterFlag::ParityError))
            word += QLatin1String("[P]");
        words.append(word);
    }
    return words.join(QLatin1Char(' '));
}

/// How many there are: all, good, with parity errors, framing errors, breaks, as `36 0 16 20 0`.
inline QString toCounts(const std::vector<TimedCharacter> &characters)
{
    const QString text = toText(characters);
    const auto parity = text.count(QLatin1String("[P]"));
    const auto framing = text.count(QLatin1String("[F]"));
    const auto breaks = text.count(QLatin1String("[B]"));
    const auto all = static_cast<qsizetype>(characters.size());
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(all)
        .arg(all - parity - framing - breaks)
        .arg(parity)
        .arg(framing)
        .arg(breaks);
}

/// A reader's clock whose sixteenth of a bit is whole: 200 us.
inline const BitClock wholeTicks{{300}, 312.5 / 300};

/// \a line as a receiver of wholeTicks sees it that samples it sixteen times a bit, at \a phase.
inline Waveform sampled(const Waveform &line, nanoseconds phase)
{
    constexpr nanoseconds tick = std::chrono::microseconds(200);
    Waveform seen(line.initial());
    for (const Edge &edge : line.edges()) {
        const nanoseconds since = edge.at.time_since_epoch() - phase;
        const auto ticks = (since + tick - nanoseconds(1)) / tick;
        seen.set(Instant(phase + ticks * tick), edge.level);
    }
    return seen;
}

/// What such a receiver reads at each of many phases.
inline QStringList readAtPhases(const Waveform &line, CharacterFormat read)
{
    QStringList texts;
    for (nanoseconds phase{}; phase < std::chrono::microseconds(200);
         phase += std::chrono::microseconds(3))
        texts.append(toText(decode(sampled(line, phase), wholeTicks, read)));
    return texts;
}

inline QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace optoscope
