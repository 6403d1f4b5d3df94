// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversationjudge.h"

#include "core/iec62056/messagerules.h"

#include <algorithm>

namespace optoscope {

namespace {

using namespace std::chrono_literals;

// Time stamps of real ports are not exact; what is nearer to a limit than this is not held against
// anybody.
constexpr nanoseconds tolerance = 2ms;

// Fewer characters of noise after an option select are an accident.
constexpr qint64 leastLost = 8;

// Clause 6.4.3.6: so long a meter may wait for an option select before it sends at 300 baud.
constexpr nanoseconds mostWaitForOptionSelect = 2200ms;

Finding about(const ConversationMessage &message, FindingId id, Severity severity, Blame blame,
              double value = 0, double limit = 0)
{
    Finding finding{id, severity, blame, {}, message.offset, value, limit, {}};
    if (message.isTimed)
        finding.at = message.at;
    return finding;
}

} // namespace

bool isProtocolMessage(MessageKind kind)
{
    return kind != MessageKind::noise && kind != MessageKind::echo && kind != MessageKind::wakeUp;
}

void ConversationJudge::setManufacturerTest(std::function<bool(QByteArrayView)> isKnown)
{
    m_isKnownManufacturer = std::move(isKnown);
}

void ConversationJudge::countDamage(Instant at, const CharacterRun &run, qint64 offset)
{
    for (qsizetype i = 0; i < run.characters.size(); ++i) {
        const CharacterFlags flags = run.characters.at(i).flags;
        if (flags.toInt() == 0)
            continue;
        const FindingId id = flags.testFlag(CharacterFlag::Break) ? FindingId::breakSeen
            : flags.testFlag(CharacterFlag::FramingError)         ? FindingId::framingErrors
                                                                  : FindingId::parityErrors;
        m_findings.count({id, Severity::warning, Blame::line, at + run.spacing * i, offset + i, 1});
    }
}

void ConversationJudge::judgeEcho(const ConversationMessage &echo, bool isDamaged)
{
    Finding finding = about(echo, FindingId::echoSetAside, Severity::note, Blame::line,
                            static_cast<double>(echo.length));
    if (isDamaged)
        finding.detail = QStringLiteral("damaged");
    m_findings.count(finding);
}

void ConversationJudge::judge(const ConversationMessage &message, const Frame &frame)
{
    if (message.kind == MessageKind::identification) {
        const auto identification = parseIdentification(message.bytes);
        m_limits.least = identification && identification->isFast() ? 20ms : 200ms;
    }
    ReactionLimits limits = m_limits;
    if (message.kind == MessageKind::data && staysAt300())
        limits.most = mostWaitForOptionSelect;
    judgeTimes(message, limits, tolerance, m_findings);
    if (message.kind == MessageKind::echo)
        judgeEcho(message, false);
    else if (message.by == Party::Us)
        judgeOurs(message);
    else
        judgeMeters(message, frame);
}

void ConversationJudge::judgeOurs(const ConversationMessage &message)
{
    const bool asksAgain = message.kind == MessageKind::request && m_askedBefore;
    if (message.kind == MessageKind::nak || asksAgain)
        m_findings.count(about(message, FindingId::retried, Severity::note, Blame::us, 1));
    m_askedBefore |= message.kind == MessageKind::request;
    if (message.kind == MessageKind::optionSelect && message.bytes.size() > 2)
        m_selectedBaud = baudOfModeC(message.bytes.at(2));
    if (message.kind == MessageKind::optionSelect)
        m_findingsAtSelect = m_findings.size();
}

bool ConversationJudge::staysAt300() const
{
    return m_lineBaud == Baud{300} && m_selectedBaud && *m_selectedBaud != 300;
}

void ConversationJudge::judgeMeters(const ConversationMessage &message, const Frame &frame)
{
    if (!isProtocolMessage(message.kind)) {
        m_noise = about(message, FindingId::noiseBeforeMessage, Severity::note, Blame::line,
                        static_cast<double>(message.length));
        return;
    }
    if (m_noise)
        m_findings.count(*std::exchange(m_noise, {}));
    if (message.kind == MessageKind::data && message.check && message.check->ok() == true)
        m_findings.soften(FindingId::checkWrong);
    if (m_isListening && isHeardInPart(message, frame))
        return;
    judgeEnd(message, frame, m_findings);
    judgeCheck(message, frame, m_findings);
    judgeAnswer(message, m_findings);
    if (message.kind == MessageKind::identification)
        judgeIdentification(message);
    if (message.kind == MessageKind::data) {
        const QByteArray block = message.bytes.mid(frame.block.offset, frame.block.length);
        judgeDataSets(message, frame.block, DataSets(block), m_findings);
        judgeDataPlace(message, frame);
    }
}

/// Whoever listens begins to hear in the middle of a message, and stops in another.
bool ConversationJudge::isHeardInPart(const ConversationMessage &message, const Frame &frame)
{
    m_isIdentified |= message.kind == MessageKind::identification;
    const bool isHeadless = message.kind == MessageKind::data && frame.block.offset == 0;
    return frame.startMissing || (isHeadless && !m_isIdentified)
        || (m_isEnding && !frame.complete && !frame.tooLong);
}

void ConversationJudge::extendNoise(qint64 count)
{
    if (m_noise)
        m_noise->value += static_cast<double>(count);
}

void ConversationJudge::judgeIdentification(const ConversationMessage &message)
{
    const auto identification = parseIdentification(message.bytes);
    if (!identification)
        return;
    if (identification->offersModeE())
        m_findings.add(about(message, FindingId::modeEOffered, Severity::note, Blame::meter));
    if (m_isKnownManufacturer && !m_isKnownManufacturer(identification->manufacturer)) {
        Finding unknown =
            about(message, FindingId::unknownManufacturer, Severity::note, Blame::meter);
        unknown.detail = QString::fromLatin1(identification->manufacturer);
        m_findings.add(unknown);
    }
}

/// Whether the data came at the baud that was agreed, from their first character.
void ConversationJudge::judgeDataPlace(const ConversationMessage &message, const Frame &frame)
{
    if (!m_selectedBaud)
        return;
    if (staysAt300()) {
        // What 300 baud look like at another baud is explained by this.
        m_findings.takeBack(m_findingsAtSelect,
                            {FindingId::breakSeen, FindingId::framingErrors,
                             FindingId::parityErrors, FindingId::noiseBeforeMessage});
        m_findings.count(about(message, FindingId::answeredAt300, Severity::warning, Blame::meter,
                               300, *m_selectedBaud));
    } else if (frame.startMissing) {
        m_findings.add(about(message, FindingId::lostAtBaudChange, Severity::warning, Blame::line));
    }
}

/// The meter's characters are no messages of this protocol, so that nothing is wrong with them as
/// such. A P1 telegram is one for the most part.
bool ConversationJudge::speaksOtherwise() const
{
    return std::ranges::any_of(m_findings.all(), [](const Finding &finding) {
        return finding.id == FindingId::otherProtocol && finding.detail != QLatin1String("dsmr");
    });
}

void ConversationJudge::judgeWhole(const QList<ConversationMessage> &messages)
{
    if (speaksOtherwise()) {
        m_findings.takeBack(0,
                            {FindingId::noiseBeforeMessage, FindingId::blockTruncated,
                             FindingId::blockTooLong, FindingId::checkWrong,
                             FindingId::checkMissing, FindingId::nonStandardSyntax,
                             FindingId::lostAtBaudChange});
        return;
    }
    judgeSelectedBaud(messages);
    judgeSilence(messages);
}

/// After our option select for another baud came characters, but neither data nor a
/// command, which programming mode begins with.
void ConversationJudge::judgeSelectedBaud(const QList<ConversationMessage> &messages)
{
    const auto isSelect = [](const ConversationMessage &message) {
        return message.by == Party::Us && message.kind == MessageKind::optionSelect;
    };
    const auto select = std::find_if(messages.rbegin(), messages.rend(), isSelect).base();
    if (!m_selectedBaud || *m_selectedBaud == 300 || select == messages.begin())
        return;
    const ConversationMessage *first = nullptr;
    qint64 lost = 0;
    for (auto message = select; message != messages.end(); ++message) {
        if (message->by != Party::Meter)
            continue;
        if (message->kind == MessageKind::data || message->kind == MessageKind::command)
            return;
        first = first ? first : &*message;
        lost += message->length;
    }
    if (lost >= leastLost)
        m_findings.add(about(*first, FindingId::lostAtBaudChange, Severity::error, Blame::line,
                             static_cast<double>(lost)));
}

void ConversationJudge::setListening(bool on)
{
    m_isListening = on;
    m_isIdentified = false;
}

void ConversationJudge::explainMisreadings()
{
    takeBackMisreadings(0);
}

void ConversationJudge::takeBackMisreadings(qsizetype kept)
{
    // What good characters look like at a wrong baud or in a wrong format.
    m_findings.takeBack(kept,
                        {FindingId::breakSeen, FindingId::framingErrors, FindingId::parityErrors,
                         FindingId::noiseBeforeMessage, FindingId::blockTruncated,
                         FindingId::blockTooLong, FindingId::checkWrong, FindingId::checkMissing,
                         FindingId::nonStandardSyntax, FindingId::gapTooLong,
                         FindingId::unknownManufacturer, FindingId::reactionTooShort,
                         FindingId::reactionTooLong, FindingId::retried, FindingId::nakReceived});
}

void ConversationJudge::beginAttempt()
{
    if (m_findingsAtAttempt)
        takeBackMisreadings(*m_findingsAtAttempt);
    m_findingsAtAttempt = m_findings.size();
    m_noise.reset();
}

/// Nothing of the protocol came from the meter.
void ConversationJudge::judgeSilence(const QList<ConversationMessage> &messages)
{
    const ConversationMessage *asked = nullptr;
    const ConversationMessage *echo = nullptr;
    const ConversationMessage *noise = nullptr;
    const auto keepFirst = [](const ConversationMessage *&first, const ConversationMessage &one) {
        first = first ? first : &one;
    };
    for (const ConversationMessage &message : messages) {
        if (message.by == Party::Meter && isProtocolMessage(message.kind))
            return;
        if (message.by == Party::Meter)
            keepFirst(noise, message);
        else
            keepFirst(message.kind == MessageKind::echo ? echo : asked, message);
    }
    const double limit = toMilliseconds(m_limits.most);
    if (noise)
        m_findings.add(about(*noise, FindingId::onlyNoise, Severity::error, Blame::line,
                             static_cast<double>(noise->length)));
    else if (echo)
        m_findings.add(about(*echo, FindingId::echoOnly, Severity::error, Blame::line, 0, limit));
    else if (asked)
        m_findings.add(about(*asked, FindingId::noAnswer, Severity::error, Blame::line, 0, limit));
}

} // namespace optoscope
