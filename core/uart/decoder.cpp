// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/decoder.h"

#include "core/uart/softwareparity.h"

#include <cmath>

namespace optoscope {

Decoder::Decoder(BitClock clock, CharacterFormat format, Level initial, ReceiverModel model)
    : m_model(model)
    , m_line(initial)
{
    configure(clock, format);
    m_cursor.mark = initial == Level::Mark;
}

void Decoder::configure(BitClock clock, CharacterFormat format)
{
    m_format = format;
    m_characterTime = clock.bits(format.bitsOnWire());
    m_sampleTime = clock.bitNanoseconds() / 16;
    for (size_t bit = 0; bit < m_samples.size(); ++bit) {
        for (size_t i = 0; i < 3; ++i)
            m_samples[bit][i] = clock.bits(static_cast<double>(bit * 16 + 7 + i) / 16);
    }
}

void Decoder::feed(const Waveform &line, Instant at)
{
    m_line.continueWith(line, at);
}

void Decoder::restart(Instant at, BitClock clock, CharacterFormat format)
{
    configure(clock, format);
    goTo(m_cursor, at);
    m_cursor.ready = false;
    m_cursor.begun = false;
}

void Decoder::goTo(Cursor &cursor, Instant at) const
{
    const std::vector<Edge> &edges = m_line.edges();
    while (cursor.edge < edges.size() && edges[cursor.edge].at <= at)
        cursor.mark = edges[cursor.edge++].level == Level::Mark;
    cursor.at = at;
}

bool Decoder::majority(Cursor &cursor, Instant start, size_t bit) const
{
    const std::vector<Edge> &edges = m_line.edges();
    const std::array<nanoseconds, 3> &samples = m_samples[bit];
    goTo(cursor, start + samples[0]);
    if (cursor.edge == edges.size() || edges[cursor.edge].at > start + samples[2]) {
        cursor.at = start + samples[2];
        return cursor.mark;
    }
    int marks = cursor.mark ? 1 : 0;
    for (const size_t i : {1U, 2U}) {
        goTo(cursor, start + samples[i]);
        marks += cursor.mark ? 1 : 0;
    }
    return marks >= 2;
}

std::optional<Decoder::Start> Decoder::findStart(Cursor &cursor) const
{
    if (cursor.begun) {
        const Instant start = cursor.at - m_samples[0][2];
        return Start{start, start};
    }
    if (!cursor.mark && cursor.ready)
        return Start{cursor.at, cursor.at};
    return m_model.seesStart == ReceiverModel::SeesStart::AtTheEdge ? findEdge(cursor)
                                                                    : findSampledEdge(cursor);
}

std::optional<Decoder::Start> Decoder::findEdge(Cursor &cursor) const
{
    const std::vector<Edge> &edges = m_line.edges();
    if (!cursor.mark && cursor.edge < edges.size())
        goTo(cursor, edges[cursor.edge].at);
    if (!cursor.mark || cursor.edge == edges.size())
        return {};
    goTo(cursor, edges[cursor.edge].at);
    return Start{cursor.at, cursor.at};
}

std::optional<Decoder::Start> Decoder::findSampledEdge(Cursor &cursor) const
{
    const std::vector<Edge> &edges = m_line.edges();
    while (cursor.edge < edges.size()) {
        const bool wasMark = cursor.mark;
        goTo(cursor, sampleAfter(edges[cursor.edge].at));
        if (wasMark && !cursor.mark)
            return Start{edges[cursor.edge - 1].at, cursor.at};
    }
    return {};
}

/// The first of the receiver's samples at or after \a at.
Instant Decoder::sampleAfter(Instant at) const
{
    constexpr double same = 1e-3; // times are rounded to the nanosecond
    const auto time = static_cast<double>(at.time_since_epoch().count());
    const double sample = std::ceil(time / m_sampleTime - same);
    return std::max(at, Instant(nanoseconds(std::llround(sample * m_sampleTime))));
}

Decoder::Step Decoder::step(Cursor &cursor) const
{
    const std::optional<Start> start = findStart(cursor);
    if (!start)
        return {};
    Cursor reading = cursor;
    if (!cursor.begun && majority(reading, start->seen, 0)) {
        cursor.ready = false;
        return {true, {}, reading.at};
    }
    const Character character = readCharacter(reading, start->seen);
    cursor = reading;
    return {true, TimedCharacter{start->at, character}, start->at + m_characterTime};
}

Character Decoder::readCharacter(Cursor &cursor, Instant start) const
{
    Character character;
    size_t bit = 1;
    for (int i = 0; i < m_format.dataBits; ++i)
        character.wire |= static_cast<quint8>((majority(cursor, start, bit++) ? 1 : 0) << i);
    int parity = 0;
    if (m_format.parity != Parity::None) {
        parity = majority(cursor, start, bit++) ? 1 : 0;
        if (parity != parityBit(character.wire, m_format))
            character.flags |= CharacterFlag::ParityError;
    }
    cursor.ready = majority(cursor, start, bit);
    if (!cursor.ready) {
        if (character.wire == 0 && parity == 0)
            character.flags = CharacterFlag::Break;
        else
            character.flags |= CharacterFlag::FramingError;
    }
    cursor.begun = m_model.afterLowStop == ReceiverModel::AfterLowStop::TakeAsStart
        && character.flags.testFlag(CharacterFlag::FramingError);
    return character;
}

std::vector<TimedCharacter> Decoder::take(Instant until)
{
    std::vector<TimedCharacter> taken;
    for (Cursor cursor = m_cursor;; m_cursor = cursor) {
        const Step next = step(cursor);
        if (!next.found || next.end > until)
            break;
        if (next.character)
            taken.push_back(*next.character);
    }
    forgetTheRead();
    return taken;
}

std::vector<TimedCharacter> Decoder::peek(Instant until, size_t limit) const
{
    std::vector<TimedCharacter> seen;
    for (Cursor cursor = m_cursor; seen.size() < limit;) {
        const Step next = step(cursor);
        if (!next.found || next.end > until)
            break;
        if (next.character)
            seen.push_back(*next.character);
    }
    return seen;
}

std::optional<Instant> Decoder::nextEnd() const
{
    const std::vector<TimedCharacter> next = peek(Instant::max(), 1);
    if (next.empty())
        return {};
    return endOf(next.front());
}

void Decoder::forgetTheRead()
{
    constexpr size_t worthwhile = 4096;
    if (m_cursor.edge < worthwhile)
        return;
    const size_t before = m_line.edges().size();
    m_line.forgetBefore(m_cursor.at);
    m_cursor.edge -= before - m_line.edges().size();
}

} // namespace optoscope
