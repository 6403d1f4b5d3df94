// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognise/lineclassifier.h"

#include "core/recognise/echojudge.h"
#include "core/recognise/lightjudge.h"
#include "core/recognise/protocolmarks.h"
#include "core/recognise/wrongbaud.h"
#include "core/trace/evidence.h"
#include "core/uart/softwareparity.h"

#include <algorithm>
#include <array>

namespace optoscope {

namespace {

// Enough for any message of any protocol; a trace may be weeks long.
constexpr size_t mostKept = 64 * 1024;
constexpr size_t mostExchanges = 1024;
constexpr std::chrono::milliseconds longestPauseInMessage(20);

/// Nobody knows how the bytes came: a file.
const LineSettings unknownSettings{Baud{0}, format8N1, format8N1, ParityBy::None};

/// Text with its parity bits in a line that claims eight data bits: nearly all are right, and some
/// are set.
bool hasParityBits(const TimedCharacters &characters)
{
    size_t high = 0;
    size_t right = 0;
    for (const TimedCharacter &timed : characters) {
        const quint8 wire = timed.character.wire;
        high += (wire & 0x80) != 0;
        right += (wire >> 7) == parityBit(wire, format7E1);
    }
    return high >= 2 && static_cast<double>(right) >= 0.9 * static_cast<double>(characters.size());
}

void append(TimedCharacters &all, const TimedCharacters &more, size_t from)
{
    all.insert(all.end(), more.begin() + static_cast<ptrdiff_t>(from), more.end());
}

} // namespace

void LineClassifier::append(const TraceEntries &entries)
{
    for (const TraceEntry &entry : entries)
        append(entry);
}

void LineClassifier::append(const TraceEntry &entry)
{
    m_isTimed |= entry.at > Instant();
    if (const auto *settings = std::get_if<LineSettings>(&entry.what)) {
        m_latest = *settings;
    } else if (const auto *sent = std::get_if<Sent>(&entry.what)) {
        if (m_isToMeter)
            noteSent(entry.at, sent->run);
    } else if (const auto *received = std::get_if<Received>(&entry.what)) {
        if (m_isToMeter)
            noteReceived(entry.at, received->run);
    } else if (const auto *event = std::get_if<Event>(&entry.what)) {
        note(*event);
    }
}

void LineClassifier::note(const Event &event)
{
    switch (event.kind) {
    case Event::Kind::Found:
        m_parityBitsLeft |= event.finding.id == FindingId::parityBitsLeft;
        break;
    case Event::Kind::SessionStarted:
        m_isToMeter = event.detail != QLatin1String("selftest");
        break;
    case Event::Kind::StepBegun: {
        const auto step = stepFromName(event.detail);
        m_isToMeter = step == TestStep::W8 || step == TestStep::W9;
        break;
    }
    case Event::Kind::StepEnded: m_isToMeter = false; break;
    case Event::Kind::Tried:
        if (!m_exchanges.empty() && m_exchanges.size() < mostExchanges)
            m_exchanges.push_back({{}, {}, {}, m_latest.value_or(unknownSettings)});
        break;
    default: break;
    }
}

Exchange &LineClassifier::current()
{
    if (m_exchanges.empty())
        m_exchanges.push_back({{}, {}, {}, m_latest.value_or(unknownSettings)});
    return m_exchanges.back();
}

TimedCharacters LineClassifier::timed(Instant at, const CharacterRun &run) const
{
    const LineSettings settings = m_latest.value_or(unknownSettings);
    TimedCharacters characters;
    characters.reserve(static_cast<size_t>(run.characters.size()));
    for (const Character &character : run.characters) {
        characters.push_back({at, onWire(character, settings)});
        at += run.spacing;
    }
    return characters;
}

void LineClassifier::noteSent(Instant at, const CharacterRun &run)
{
    m_asked = true;
    m_isTimed |= run.spacing.count() > 0;
    if (m_keptSent >= mostKept || m_exchanges.size() >= mostExchanges)
        return;
    m_keptSent += static_cast<size_t>(run.characters.size());
    // What goes out in several pieces is one message.
    const auto &end = current().sentEnd;
    const bool continues =
        m_isTimed && current().heard.empty() && end && at - *end < longestPauseInMessage;
    if (!continues)
        m_exchanges.push_back({{}, {}, {}, m_latest.value_or(unknownSettings)});
    Exchange &exchange = current();
    ::optoscope::append(exchange.sent, timed(at, run), 0);
    exchange.sentEnd = endOf(at, run);
}

void LineClassifier::noteReceived(Instant at, const CharacterRun &run)
{
    m_heard = m_latest;
    m_firstHeard = m_firstHeard.value_or(at);
    m_isTimed |= run.spacing.count() > 0;
    if (m_kept >= mostKept)
        return;
    m_kept += static_cast<size_t>(run.characters.size());
    m_highBits += static_cast<size_t>(std::ranges::count_if(
        run.characters, [](const Character &character) { return (character.wire & 0x80) != 0; }));
    Exchange &exchange = current();
    if (exchange.heard.empty())
        exchange.settings = m_latest.value_or(unknownSettings);
    ::optoscope::append(exchange.heard, timed(at, run), 0);
}

std::optional<Finding> LineClassifier::otherProtocol(const LineVerdict &verdict) const
{
    if (!isOtherProtocol(verdict.lineClass) || (verdict.lineClass == LineClass::dsmr && !m_asked))
        return {};
    Finding finding{FindingId::otherProtocol, Severity::error, Blame::meter};
    if (m_isTimed)
        finding.at = m_firstHeard;
    finding.detail = lineClassName(verdict.lineClass);
    return finding;
}

std::optional<Finding> LineClassifier::parityBitsLeft() const
{
    if (m_highBits == 0 || m_parityBitsLeft || judge().lineClass != LineClass::parityBitsLeft)
        return {};
    Finding finding{FindingId::parityBitsLeft, Severity::warning, Blame::us};
    if (m_isTimed)
        finding.at = m_firstHeard;
    finding.value = static_cast<double>(m_highBits);
    return finding;
}

TraceEntries LineClassifier::findings(const LineVerdict &verdict) const
{
    TraceEntries entries;
    for (const auto &finding : {otherProtocol(verdict), parityBitsLeft()}) {
        if (finding)
            entries.append(
                {finding->at.value_or(Instant()), Event{Event::Kind::Found, *finding, {}}});
    }
    return entries;
}

LineVerdict LineClassifier::verdict() const
{
    LineVerdict verdict = judge();
    const auto &ran = settings();
    const bool hasBaud = ran && ran->baud.value > 0;
    // Recorded bytes without parity bits do not tell how the line ran.
    const bool hasFormat = ran && (hasBaud || ran->parity != ParityBy::None);
    const bool isWrongBaud = verdict.lineClass == LineClass::wrongBaud;
    if (!verdict.baud && hasBaud && !isWrongBaud)
        verdict.baud = ran->baud;
    if (!verdict.format && hasFormat && !isWrongBaud)
        verdict.format = ran->format;
    return verdict;
}

LineVerdict LineClassifier::judge() const
{
    TimedCharacters rest; // without any echo
    std::array<size_t, 4> echoes{};
    for (const Exchange &exchange : m_exchanges) {
        const EchoJudgement echo = judgeEcho(exchange, m_isTimed);
        echoes[static_cast<size_t>(echo.kind)] += echo.length;
        ::optoscope::append(rest, exchange.heard, echo.length);
    }
    const size_t echoed = echoes[1] + echoes[2] + echoes[3];
    if (rest.empty() && echoed == 0)
        return {LineClass::silence, 1.0, {}, {}};
    if (const auto protocol = judgeAttempts(rest))
        return *protocol;
    if (echoed > 0 && rest.size() <= echoed) {
        const double share =
            static_cast<double>(echoed) / static_cast<double>(echoed + rest.size());
        if (echoes[static_cast<size_t>(EchoKind::Inverted)] > 0)
            return {LineClass::invertedEcho, 0.95 * share, {}, {}};
        const bool damaged = echoes[static_cast<size_t>(EchoKind::Damaged)] > 0;
        return {damaged ? LineClass::damagedEcho : LineClass::exactEcho, share, {}, {}};
    }
    return judgeWithoutMeaning(rest);
}

/// What is heard in one attempt is noise in the others.
std::optional<LineVerdict> LineClassifier::judgeAttempts(const TimedCharacters &all) const
{
    std::optional<LineVerdict> best = all.empty() ? std::nullopt : judgeProtocol(all);
    for (const Exchange &exchange : m_exchanges) {
        if (best || exchange.heard.empty())
            continue;
        TimedCharacters heard;
        ::optoscope::append(heard, exchange.heard, judgeEcho(exchange, m_isTimed).length);
        best = heard.empty() ? std::nullopt : judgeProtocol(heard);
    }
    return best;
}

std::optional<LineVerdict> LineClassifier::judgeProtocol(const TimedCharacters &meters) const
{
    const auto mark = findProtocol(bytesOf(meters));
    if (!mark)
        return {};
    const bool isText =
        mark->lineClass == LineClass::iec62056 || mark->lineClass == LineClass::dsmr;
    const LineSettings ran = settings().value_or(unknownSettings);
    const bool claimsEight = ran.format.dataBits == 8 && ran.parity != ParityBy::None;
    if (isText && (m_parityBitsLeft || (claimsEight && hasParityBits(meters))))
        return LineVerdict{LineClass::parityBitsLeft, mark->confidence, {}, format7E1};
    return LineVerdict{mark->lineClass, mark->confidence, {}, {}};
}

LineVerdict LineClassifier::judgeWithoutMeaning(const TimedCharacters &rest) const
{
    const LineSettings ran = settings().value_or(unknownSettings);
    if (rest.size() == 1 && rest.front().character.wire == 0)
        return {LineClass::singleBreak, 0.9, {}, {}};
    if (const auto confidence = judgeFlicker(rest, m_isTimed))
        return {LineClass::lampFlicker, confidence, {}, {}};
    if (const auto confidence = m_isTimed ? judgeRemote(rest) : std::nullopt)
        return {LineClass::lightNoise, confidence, {}, {}};
    if (const auto wrong = judgeWrongBaud(rest, ran, m_isTimed))
        return {LineClass::wrongBaud, wrong->confidence, wrong->baud, {}};
    if (const auto confidence = judgeLightNoise(rest, wireFormat(ran)))
        return {LineClass::lightNoise, confidence, {}, {}};
    if (const auto wrong = judgeDamage(rest))
        return {LineClass::wrongBaud, wrong->confidence, wrong->baud, {}};
    return {LineClass::unknown, {}, {}, {}};
}

} // namespace optoscope
