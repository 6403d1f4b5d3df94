// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/foreignmeter.h"

#include "core/bench/foreignmessages.h"
#include "core/uart/encoder.h"

#include <algorithm>

namespace optoscope {

using namespace std::chrono_literals;

namespace {

constexpr char hdlcFlag = 0x7E;
constexpr char mbusShort = 0x10;
/// Longer than any frame that is understood.
constexpr qsizetype longestFrame = 512;

nanoseconds fromSeconds(double time)
{
    return std::chrono::duration_cast<nanoseconds>(std::chrono::duration<double>(time));
}

Baud usualBaud(Speaks speaks)
{
    switch (speaks) {
    case Speaks::dsmr: return {115200};
    case Speaks::mbus: return {2400};
    case Speaks::iec62056:
    case Speaks::sml:
    case Speaks::hdlc: break;
    }
    return {9600};
}

CharacterFormat formatOf(const MeterScenario &meter)
{
    if (meter.speaks == Speaks::mbus)
        return {8, Parity::Even, 1};
    return meter.speaks == Speaks::dsmr && meter.dataBaud != 0 ? format7E1 : format8N1;
}

} // namespace

ForeignMeter::ForeignMeter(const MeterScenario &meter, quint64 seed)
    : m_meter(meter)
    , m_baud(meter.dataBaud != 0 ? Baud{meter.dataBaud} : usualBaud(meter.speaks))
    , m_format(formatOf(meter))
    , m_bitErrors(meter.bitErrorRate, seed)
{
}

bool ForeignMeter::isOpen() const
{
    return m_meter.present && m_meter.port != MeterPort::closed;
}

/// As often as the scenario says, else as meters do; nothing for those that are asked.
nanoseconds ForeignMeter::pushInterval() const
{
    switch (m_meter.speaks) {
    case Speaks::sml: return m_meter.pushEveryS > 0 ? fromSeconds(m_meter.pushEveryS) : 2s;
    case Speaks::dsmr: return m_meter.pushEveryS > 0 ? fromSeconds(m_meter.pushEveryS) : 10s;
    case Speaks::iec62056:
    case Speaks::hdlc:
    case Speaks::mbus: break;
    }
    return 0ns;
}

void ForeignMeter::start(Instant now)
{
    if (isOpen() && pushInterval() > 0ns)
        m_pushAt = now + pushInterval() / 2; // A meter has begun long before.
}

void ForeignMeter::receive(Instant end, Character character)
{
    if (!isOpen() || m_pushAt || m_answersAt || end <= m_speaksUntil)
        return;
    if (character.isDamaged()) {
        m_heard.clear();
        return;
    }
    gather(end, static_cast<char>(character.wire));
    if (const std::optional<QByteArray> text = answer()) {
        m_answer = *text;
        m_answersAt = end + fromSeconds(m_meter.reactionMs / 1000);
        m_heard.clear();
    }
}

/// Frames begin with their first character; too long a pause inside spoils them.
void ForeignMeter::gather(Instant end, char data)
{
    constexpr int longestPause = 33; // bits (EN 13757-2: 22 bits between characters)
    const nanoseconds pause = BitClock{m_baud}.bits(longestPause);
    const char opening = m_meter.speaks == Speaks::hdlc ? hdlcFlag : mbusShort;
    const nanoseconds silence = end - BitClock{m_baud}.bits(m_format.bitsOnWire()) - m_heardEnd;
    if (silence > pause || m_heard.size() >= longestFrame)
        m_heard.clear();
    m_heardEnd = end;
    // Of several flags the last one opens the frame.
    if (m_heard.size() == 1 && data == hdlcFlag && opening == hdlcFlag)
        return;
    if (!m_heard.isEmpty() || data == opening)
        m_heard.append(data);
}

std::optional<QByteArray> ForeignMeter::answer() const
{
    return m_meter.speaks == Speaks::hdlc ? hdlcAnswer(m_heard) : mbusAnswer(m_heard);
}

std::optional<Instant> ForeignMeter::deadline() const
{
    return m_answersAt ? m_answersAt : m_pushAt;
}

void ForeignMeter::expire(Instant now)
{
    const std::optional<Instant> due = deadline();
    if (!due || *due > now)
        return;
    if (m_answersAt) {
        m_answersAt.reset();
        say(*due, m_answer);
        return;
    }
    say(*due, m_meter.speaks == Speaks::sml ? smlPush(m_pushes) : dsmrTelegram(m_pushes));
    ++m_pushes;
    // In its own rhythm, but never into its own words.
    do
        *m_pushAt += pushInterval();
    while (*m_pushAt < m_speaksUntil);
}

void ForeignMeter::say(Instant at, const QByteArray &text)
{
    const qsizetype cut = m_meter.truncatesAfter > 0
        ? std::min<qsizetype>(text.size(), m_meter.truncatesAfter)
        : text.size();
    const QByteArray said = text.first(cut);
    m_speaksUntil =
        at + BitClock{m_baud}.bits(static_cast<double>(said.size()) * m_format.bitsOnWire());
    m_output = MeterRun{at, m_bitErrors.distorted(said, m_format), m_baud, m_format};
}

std::optional<MeterRun> ForeignMeter::takeOutput()
{
    return std::exchange(m_output, std::nullopt);
}

} // namespace optoscope
