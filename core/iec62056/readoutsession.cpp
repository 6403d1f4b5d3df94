// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/readoutsession.h"

#include "core/iec62056/controlcharacters.h"

#include <algorithm>

namespace optoscope {

namespace {

using namespace std::chrono_literals;

// Clause 6.4.x.5: reaction time, and the pause between two characters.
constexpr nanoseconds leastReaction = 200ms;
constexpr nanoseconds leastReactionOfFastMeters = 20ms;
constexpr nanoseconds mostReaction = 1500ms;
constexpr nanoseconds mostPause = 1500ms;
// Clause 6.4.3.6: a meter that understood no option select sends after this time at most.
constexpr nanoseconds mostWaitForOptionSelect = 2200ms;
// Annex B.1: NULs for 2.1 to 2.3 s, then silence for 1.5 to 1.7 s.
constexpr nanoseconds wakeUpTime = 2200ms;
constexpr nanoseconds wakeUpPause = 1600ms;
// What adapters and operating systems add to the times of the line.
constexpr nanoseconds lateness = 50ms;
// A port that does not report the end of our sending is broken.
constexpr nanoseconds sendingLimit = 5s;
constexpr Baud baudOfModeD{2400};
// So many characters that no meter sends, and they the most, mean another baud.
constexpr int suspectsForAnotherBaud = 3;
constexpr int watchedCharacters = 64;
constexpr int mostBaudChanges = 4;
constexpr qsizetype textSample = 64;
// Something that goes on and on without an identification is no meter that was asked.
constexpr nanoseconds mostTimeToIdentification = 60s;

bool isSuspect(const HeardCharacter &character)
{
    if (character.flags.toInt() != 0 || character.data >= 0x7F)
        return true;
    const char data = static_cast<char>(character.data);
    return data < ' ' && data != stx && data != soh && data != etx && data != '\r' && data != '\n'
        && data != ack && data != nak;
}

bool looksLikeText(QByteArrayView message)
{
    const QByteArrayView tail = message.last(std::min(message.size(), textSample));
    const auto strange = std::count_if(tail.begin(), tail.end(), [](char character) {
        return isSuspect({{}, {}, 0, static_cast<quint8>(character), {}});
    });
    return 4 * strange <= tail.size();
}

} // namespace

ReadoutSession::ReadoutSession(ReadoutOptions options)
    : m_options(std::move(options))
    , m_baud(m_options.baud)
    , m_framer(m_options.blockLimit)
    , m_ownReaction(leastReaction)
{
}

void ReadoutSession::start(Instant now)
{
    m_lastEnd = now;
    if (m_options.mode == Mode::D) {
        if (m_options.baud == Baud{300})
            setBaud(baudOfModeD);
        m_state = State::AwaitingIdentification;
        m_limit = now + m_options.listenFor;
        m_deadline = m_limit;
    } else if (m_options.wakeUp) {
        const auto count = wakeUpTime / characterTime();
        send(now, State::WakingUp, QByteArray(static_cast<qsizetype>(count), nul));
    } else {
        request(now);
    }
}

void ReadoutSession::request(Instant now)
{
    send(now, State::Requesting, encodeRequest(m_options.address));
}

void ReadoutSession::send(Instant now, State next, QByteArray data)
{
    m_state = next;
    m_deadline = now + characterTime() * data.size() + sendingLimit;
    m_framer.flush();
    while (const auto frame = m_framer.take()) // What was not whole before we spoke is over.
        m_heardNoise |= frame->kind != MessageKind::request;
    m_echo.sending(now, now + characterTime() * data.size(), data);
    issue(SendCommand{std::move(data)});
}

void ReadoutSession::sent(Instant begin, Instant at)
{
    m_echo.sent(begin, at);
    switch (m_state) {
    case State::WakingUp:
        m_state = State::WakePause;
        m_deadline = at + wakeUpPause;
        break;
    case State::Requesting:
        m_state = State::AwaitingIdentification;
        m_limit = at + mostReaction + lateness;
        takeFrames();
        updateDeadline();
        break;
    case State::Selecting:
        if (const auto baud = baudOfModeC(m_selected); baud && Baud{*baud} != m_baud) {
            m_otherBaud = m_baud;
            setBaud(Baud{*baud});
        }
        awaitData(std::max(at + mostReaction, m_identified + mostWaitForOptionSelect) + lateness);
        break;
    case State::SendingNak: awaitData(at + mostReaction + lateness); break;
    default: break;
    }
}

void ReadoutSession::setBaud(Baud baud)
{
    m_baud = baud;
    m_heard = 0;
    m_suspect = 0;
    issue(SetLineCommand{baud, m_options.format});
}

void ReadoutSession::receive(Instant at, const CharacterRun &run)
{
    if (m_state == State::Finished)
        return;
    const int changesBefore = m_changes;
    for (const Character &character : run.characters) {
        if (m_changes != changesBefore)
            break; // The rest of this run is garbage of the other baud, too.
        const HeardCharacter heard{at, run.spacing, 0, character.wire, character.flags};
        at += run.spacing;
        m_lastEnd = at;
        if (m_echo.isExpecting()) {
            m_echo.receive(heard);
            takeEchoes();
        } else {
            hear(heard);
        }
    }
    takeFrames();
    if (m_state == State::Choosing && hasProgress())
        dataFollowUnasked();
    updateDeadline();
}

void ReadoutSession::takeEchoes()
{
    while (const auto piece = m_echo.take()) {
        if (piece->kind != EchoFilter::Piece::Kind::Heard)
            continue;
        for (const HeardCharacter &character : piece->characters)
            hear(character);
    }
}

void ReadoutSession::hear(const HeardCharacter &character)
{
    const char data = static_cast<char>(character.data);
    m_framer.feed(QByteArrayView(&data, 1));
    watchBaud(character);
}

void ReadoutSession::watchBaud(const HeardCharacter &character)
{
    if (!m_otherBaud || m_state != State::AwaitingData || m_heard >= watchedCharacters)
        return;
    ++m_heard;
    m_suspect += isSuspect(character) ? 1 : 0;
    const int needed = suspectsForAnotherBaud * (m_changes + 1);
    if (m_suspect >= needed && 2 * m_suspect >= m_heard && m_changes < mostBaudChanges)
        followMeter();
}

void ReadoutSession::followMeter()
{
    ++m_changes;
    const Baud other = *m_otherBaud;
    m_otherBaud = m_baud;
    m_framer.flush();
    while (m_framer.take()) {} // Garbage of the other baud.
    setBaud(other);
    m_limit = m_lastEnd + mostPause + lateness;
}

/// While we send, what was heard waits: neither line nor sender is free for what it may ask for.
bool ReadoutSession::takesFrames() const
{
    switch (m_state) {
    case State::WakingUp:
    case State::Requesting:
    case State::Selecting:
    case State::SendingNak:
    case State::Finished: return false;
    default: return true;
    }
}

void ReadoutSession::takeFrames()
{
    while (takesFrames()) {
        const auto frame = m_framer.take();
        if (!frame)
            return;
        onFrame(*frame);
    }
}

void ReadoutSession::onFrame(const Frame &frame)
{
    switch (frame.kind) {
    case MessageKind::identification:
        if (m_state == State::AwaitingIdentification)
            onIdentification(frame);
        return;
    case MessageKind::data: onData(frame); return;
    case MessageKind::nak:
    case MessageKind::error:
    case MessageKind::breakOff:
        if (m_state == State::AwaitingData)
            finish(m_hasData ? Outcome::damaged : Outcome::refused);
        return;
    case MessageKind::request: return; // Our own, heard again.
    default: m_heardNoise = true; return;
    }
}

void ReadoutSession::onIdentification(const Frame &frame)
{
    const auto identification = parseIdentification(frame.bytes);
    if (!identification)
        return;
    m_identified = m_lastEnd;
    m_ownReaction = identification->isFast() ? leastReactionOfFastMeters : leastReaction;
    const char letter = identification->baudCharacter;
    Mode mode = m_options.mode;
    if (mode == Mode::Automatic)
        mode = baudOfModeB(letter) ? Mode::B : letter >= '0' && letter <= '9' ? Mode::C : Mode::A;
    if (mode == Mode::C || mode == Mode::E) {
        m_selected = baudOfModeC(letter) ? letter : '0';
        m_state = State::Choosing;
        m_deadline = m_identified + m_ownReaction;
        return;
    }
    if (const auto baud = baudOfModeB(letter); mode == Mode::B && baud && Baud{*baud} != m_baud) {
        m_otherBaud = m_baud;
        setBaud(Baud{*baud});
    }
    awaitData(m_identified + mostReaction + lateness);
}

void ReadoutSession::awaitData(Instant limit)
{
    m_state = State::AwaitingData;
    m_limit = limit;
    takeFrames();
    updateDeadline();
}

/// The meter goes on without our option select: mode A, or one that pushes.
void ReadoutSession::dataFollowUnasked()
{
    awaitData(m_lastEnd + mostPause + lateness);
}

void ReadoutSession::onData(const Frame &frame)
{
    // The end of a telegram whose start we did not hear: the next one comes.
    if (m_options.mode == Mode::D && m_state == State::AwaitingIdentification)
        return;
    m_hasData = true;
    if (frame.tooLong || !frame.complete) {
        finish(Outcome::damaged);
        return;
    }
    if (!frame.check || frame.check->kind != CheckKind::Wrong) {
        finish(Outcome::done);
        return;
    }
    if (m_options.mode == Mode::D || m_repeats >= m_options.repeats) {
        finish(Outcome::damaged);
        return;
    }
    ++m_repeats;
    m_state = State::Rejecting;
    m_deadline = m_lastEnd + m_ownReaction;
}

void ReadoutSession::expire(Instant now)
{
    switch (m_state) {
    case State::WakePause: request(now); break;
    case State::Choosing:
        send(now, State::Selecting, encodeOptionSelect('0', m_selected, '0'));
        break;
    case State::Rejecting: send(now, State::SendingNak, QByteArray(1, nak)); break;
    case State::AwaitingIdentification:
    case State::AwaitingData: giveUp(now); break;
    case State::WakingUp:
    case State::Requesting:
    case State::Selecting:
    case State::SendingNak: finish(Outcome::linkLost); break;
    case State::Idle:
    case State::Finished: break;
    }
}

/// The limit is reached: what was held back is judged; it may still be the awaited message.
void ReadoutSession::giveUp(Instant now)
{
    const State before = m_state;
    m_echo.flush();
    takeEchoes();
    m_framer.flush();
    takeFrames();
    if (m_state != before)
        return;
    updateDeadline();
    const bool isLate =
        before == State::AwaitingIdentification && now >= m_limit + mostTimeToIdentification;
    if (m_deadline > now && !isLate)
        return; // What paused was no message; the awaited one may still come.
    const bool heardSomething = m_hasData || m_heardNoise || m_state == State::AwaitingData;
    finish(heardSomething ? Outcome::damaged : Outcome::noAnswer);
}

bool ReadoutSession::hasProgress() const
{
    const QByteArrayView pending = m_framer.pending();
    // Another protocol has STX and brackets, too, but is no text.
    if (pending.isEmpty() || !looksLikeText(pending))
        return false;
    return pending[0] == stx || pending[0] == soh || pending.contains('(')
        || m_framer.pendingKind() == MessageKind::identification;
}

void ReadoutSession::updateDeadline()
{
    if (m_state != State::AwaitingIdentification && m_state != State::AwaitingData)
        return;
    if (m_framer.mayBeComplete())
        m_deadline = m_lastEnd + std::max<nanoseconds>(4 * characterTime(), 2 * lateness);
    else if (hasProgress())
        m_deadline = m_lastEnd + mostPause + lateness;
    else
        m_deadline = m_limit;
    if (m_state == State::AwaitingIdentification)
        m_deadline = std::min(*m_deadline, m_limit + mostTimeToIdentification);
}

void ReadoutSession::finish(Outcome outcome)
{
    m_state = State::Finished;
    m_deadline.reset();
    issue(FinishCommand{outcome});
}

nanoseconds ReadoutSession::characterTime() const
{
    return nanoseconds(std::chrono::seconds(m_options.format.bitsOnWire())) / m_baud.value;
}

} // namespace optoscope
