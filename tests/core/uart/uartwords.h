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
                                          CharacterFormat read, ReceiverModel model = {})
{
    Decoder decoder(clock, read, line.initial(), model);
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

/// A UART that samples sixteen times a bit, and one that takes a low stop bit as the next start.
inline constexpr ReceiverModel sampling{{}, ReceiverModel::SeesStart::AtTheNextSample};
inline constexpr ReceiverModel resynchronising{ReceiverModel::AfterLowStop::TakeAsStart};

/// \a line, later by \a delay.
inline Waveform delayed(const Waveform &line, nanoseconds delay)
{
    Waveform later(line.initial());
    for (const Edge &edge : line.edges())
        later.set(edge.at + delay, edge.level);
    return later;
}

/// What a UART at \a clock reads of \a line at each of many phases of its samples.
inline QStringList readAtPhases(const Waveform &line, BitClock clock, CharacterFormat read)
{
    constexpr int phases = 67;
    QStringList texts;
    for (int i = 0; i < phases; ++i)
        texts.append(
            toText(decode(delayed(line, clock.bits(i / 16.0 / phases)), clock, read, sampling)));
    return texts;
}

inline QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace optoscope
