// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/virtualmeter.h"

#include "core/iec62056/controlcharacters.h"
#include "core/iec62056/message.h"

#include <algorithm>

namespace optoscope {

using namespace std::chrono_literals;

namespace {

constexpr Baud signOnBaud{300};
/// How long a mode C meter waits for the option select: 1.5 to 2.2 s (clause 6.4.3.6).
constexpr nanoseconds optionWait = 2200ms;
/// How long a repeat may be asked for: the longest reaction time (clause 6.4.3.5).
constexpr nanoseconds repeatWait = 1500ms;
/// The longest pause inside a message (clause 6.4.3.5).
constexpr nanoseconds longestGap = 1500ms;
/// `/ ?`, an address of 32 characters, `! CR LF` (clause 6.3.1).
constexpr qsizetype longestRequest = 37;
constexpr qsizetype optionLength = 6;
constexpr qsizetype pieceLength = 64;

nanoseconds fromMilliseconds(double time)
{
    return std::chrono::duration_cast<nanoseconds>(std::chrono::duration<double, std::milli>(time));
}

QByteArray withoutLeadingZeros(QByteArrayView address)
{
    const auto first =
        std::find_if(address.begin(), address.end(), [](char c) { return c != '0'; });
    return QByteArray(first, address.end() - first);
}

} // namespace

VirtualMeter::VirtualMeter(const MeterScenario &meter, const ReadoutFile &readout, quint64 seed)
    : m_meter(meter)
    , m_messages(meter, readout)
    , m_wakeUp(meter.wakeUp)
    , m_bitErrors(meter.bitErrorRate, seed)
    , m_reaction(fromMilliseconds(meter.reactionMs))
{
}

void VirtualMeter::start(Instant now)
{
    if (!m_meter.present || m_meter.port == MeterPort::closed)
        return;
    m_started = now;
    if (pushInterval() > 0ns)
        m_pushAt = now + pushInterval();
    m_state = State::Idle;
}

nanoseconds VirtualMeter::pushInterval() const
{
    constexpr nanoseconds modeD = 5s;
    if (m_meter.pushEveryS == 0 && m_meter.mode == MeterMode::D)
        return modeD;
    return fromMilliseconds(m_meter.pushEveryS * 1000);
}

nanoseconds VirtualMeter::characterTime(Baud baud) const
{
    return BitClock{baud}.bits(m_meter.format.bitsOnWire());
}

// --- hearing -------------------------------------------------------------------------------------

void VirtualMeter::receive(Instant end, Character character)
{
    character.wire &= m_meter.format.dataMask();
    if (hearsBreakMessage(character)) {
        endSession(end);
        return;
    }
    switch (m_state) {
    case State::Silent:
    case State::Speaking: return;
    case State::Idle: hearRequest(end, character); return;
    case State::AwaitingOption: hearOption(end, character); return;
    case State::AwaitingRepeat: hearAfterData(end, character); return;
    }
}

bool VirtualMeter::listensForSignOn() const
{
    return m_state == State::AwaitingRepeat && m_baud != signOnBaud;
}

void VirtualMeter::receiveSignOn(Instant end, Character character)
{
    if (listensForSignOn())
        hearRequest(end, character);
}

/// `SOH B0 ETX BCC` ends a session, unanswered.
bool VirtualMeter::hearsBreakMessage(Character character)
{
    if (m_state != State::AwaitingOption && m_state != State::AwaitingRepeat)
        return false;
    const QByteArray message = encodeBreak();
    m_tail.append(static_cast<char>(character.wire));
    m_tail = m_tail.right(message.size());
    return m_tail == message && !character.isDamaged();
}

/// Collects a message that begins with \a opening; a damaged character spoils it, as does too long
/// a pause. True when its LF has come.
bool VirtualMeter::gather(Instant end, Character character, char opening)
{
    const Instant begin = end - characterTime(signOnBaud);
    const char data = static_cast<char>(character.wire);
    if (character.isDamaged() || begin - m_heardEnd > longestGap || data == opening)
        m_heard.clear();
    m_heardEnd = end;
    if (character.isDamaged() || (m_heard.isEmpty() && data != opening))
        return false;
    m_heard.append(data);
    return data == '\n';
}

void VirtualMeter::hearRequest(Instant end, Character character)
{
    if (m_meter.mode == MeterMode::D)
        return;
    const nanoseconds time = characterTime(signOnBaud);
    m_wakeUp.hear(end - time, end, character, time);
    if (!m_wakeUp.isAwake(end - time))
        return;
    const bool complete = gather(end, character, '/');
    if (complete && isForUs(m_heard))
        say(end + m_reaction, m_messages.identification(), signOnBaud, State::AwaitingOption);
    if (complete || m_heard.size() > longestRequest)
        m_heard.clear();
}

bool VirtualMeter::isForUs(QByteArrayView request) const
{
    constexpr QByteArrayView opening("/?");
    constexpr QByteArrayView closing("!\r\n");
    if (!request.startsWith(opening) || !request.endsWith(closing))
        return false;
    const QByteArrayView address = request.sliced(opening.size()).chopped(closing.size());
    if (address.isEmpty())
        return !m_meter.answersOnlyToAddress;
    return withoutLeadingZeros(address) == withoutLeadingZeros(m_meter.address);
}

void VirtualMeter::hearOption(Instant end, Character character)
{
    const bool complete = gather(end, character, ack);
    if (!complete || m_meter.ignoresAcknowledgement)
        return;
    const QByteArray option = std::exchange(m_heard, {});
    // Any other option select is a wrong one: the meter waits on and then sends at 300 baud.
    if (option.size() != optionLength || option[1] != '0' || option[3] != '0' || option[4] != '\r')
        return;
    if (option[2] == m_messages.baudCharacter())
        sayData(end + m_reaction, m_messages.proposedBaud());
    else if (option[2] == '0')
        sayData(end + m_reaction, signOnBaud);
}

void VirtualMeter::hearAfterData(Instant end, Character character)
{
    if (!character.isDamaged() && character.wire == nak)
        say(end + m_reaction, m_messages.data(), m_speech.baud, State::AwaitingRepeat);
    else if (!character.isDamaged() && character.wire == ack)
        endSession(end);
    else if (m_baud == signOnBaud)
        hearRequest(end, character);
}

// --- speaking ------------------------------------------------------------------------------------

void VirtualMeter::say(Instant at, const QByteArray &text, Baud baud, State then)
{
    m_heard.clear();
    m_tail.clear();
    m_speech = {text, at, baud, then, 0};
    m_state = State::Speaking;
    m_waitsUntil = at;
}

void VirtualMeter::sayData(Instant at, Baud negotiated)
{
    const Baud baud = m_meter.dataBaud != 0 ? Baud{m_meter.dataBaud} : negotiated;
    if (baud != signOnBaud)
        at += fromMilliseconds(m_meter.switchDelayMs);
    say(at, m_messages.data(), baud, State::AwaitingRepeat);
}

void VirtualMeter::sayPiece()
{
    const QByteArrayView rest = QByteArrayView(m_speech.text).sliced(m_speech.said);
    const QByteArrayView piece = rest.first(std::min(pieceLength, rest.size()));
    const BitClock clock{m_speech.baud};
    const int bits = m_meter.format.bitsOnWire();
    // Counted from the first character, so that rounding does not add up.
    const auto startOf = [&](qsizetype index) {
        return m_speech.at + clock.bits(static_cast<double>(index) * bits);
    };
    m_baud = m_speech.baud;
    if (!piece.isEmpty())
        m_output.push({startOf(m_speech.said), m_bitErrors.distorted(piece, m_meter.format),
                       m_speech.baud, m_meter.format});
    m_speech.said += piece.size();
    m_waitsUntil = startOf(m_speech.said);
    if (piece.isEmpty())
        goOn(*m_waitsUntil, m_speech.then);
}

// --- time ----------------------------------------------------------------------------------------

std::optional<Instant> VirtualMeter::deadline() const
{
    if (m_state != State::Idle)
        return m_state == State::Silent ? std::nullopt : m_waitsUntil;
    const std::optional<Instant> wakes = m_wakeUp.acknowledgesAt();
    if (wakes && m_pushAt)
        return std::min(*wakes, *m_pushAt);
    return wakes ? wakes : m_pushAt;
}

void VirtualMeter::expire(Instant now)
{
    const std::optional<Instant> due = deadline();
    if (!due || *due > now)
        return;
    switch (m_state) {
    case State::Silent: return;
    case State::Speaking: sayPiece(); return;
    case State::AwaitingOption: sayData(*due, signOnBaud); return;
    case State::AwaitingRepeat: endSession(*due); return;
    case State::Idle: break;
    }
    if (m_wakeUp.acknowledgesAt() == due) {
        say(*due, QByteArray(1, ack), signOnBaud, State::Idle);
        m_wakeUp.acknowledged(*due + characterTime(signOnBaud));
        return;
    }
    const Baud unasked = m_meter.mode == MeterMode::D ? m_messages.proposedBaud() : signOnBaud;
    say(*due, m_messages.push(), m_meter.dataBaud != 0 ? Baud{m_meter.dataBaud} : unasked,
        State::Idle);
}

/// The next push after \a after in the meter's own rhythm.
Instant VirtualMeter::nextPush(Instant after) const
{
    const nanoseconds interval = pushInterval();
    return m_started + interval * ((after - m_started) / interval + 1);
}

/// What was being said is over.
void VirtualMeter::goOn(Instant now, State state)
{
    m_state = state;
    switch (state) {
    case State::AwaitingOption: identified(now); return;
    case State::AwaitingRepeat: m_waitsUntil = now + repeatWait + characterTime(m_baud); return;
    case State::Idle:
        m_baud = signOnBaud;
        if (m_pushAt)
            m_pushAt = nextPush(now);
        return;
    case State::Silent:
    case State::Speaking: return;
    }
}

void VirtualMeter::identified(Instant end)
{
    switch (m_meter.mode) {
    case MeterMode::A: sayData(end + m_reaction, signOnBaud); return;
    case MeterMode::B: sayData(end + m_reaction, m_messages.proposedBaud()); return;
    case MeterMode::C:
    case MeterMode::E: m_waitsUntil = end + optionWait; return;
    case MeterMode::D: return;
    }
}

void VirtualMeter::endSession(Instant now)
{
    m_wakeUp.fallAsleep();
    m_heard.clear();
    goOn(now, State::Idle);
}

std::optional<MeterRun> VirtualMeter::takeOutput()
{
    if (m_output.empty())
        return {};
    MeterRun run = std::move(m_output.front());
    m_output.pop();
    return run;
}

} // namespace optoscope
