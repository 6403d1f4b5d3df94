// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/iec62056/findinglist.h"
#include "core/iec62056/framer.h"

namespace optoscope {

/// It belongs to the protocol: neither noise nor echo nor wake-up.
bool isProtocolMessage(MessageKind kind);

/// Makes the findings of a conversation from its messages, one after the other.
class ConversationJudge
{
public:
    void setManufacturerTest(std::function<bool(QByteArrayView)> isKnown);

    void setLineBaud(Baud baud) { m_lineBaud = baud; }
    std::optional<Baud> lineBaud() const { return m_lineBaud; }
    const ReactionLimits &limits() const { return m_limits; }
    const FindingList &findings() const { return m_findings; }

    /// A finding that somebody else made.
    void add(const Finding &finding) { m_findings.add(finding); }
    /// Counts the damaged characters of what the meter's side sent; its first one is \a offset.
    void countDamage(Instant at, const CharacterRun &run, qint64 offset);
    void judgeEcho(const ConversationMessage &echo, bool isDamaged);
    /// The next message, and the frame that it was made of.
    void judge(const ConversationMessage &message, const Frame &frame);
    /// \a count more characters of noise belong to the last message.
    void extendNoise(qint64 count);
    /// We only listen: messages are heard from their middle on, and left in it.
    void setListening(bool on);
    /// What is not whole now is cut because we hear no more of it.
    void setEnding(bool on) { m_isEnding = on; }
    /// Another way of talking or listening is tried: what the one before made of the characters was
    /// its own fault and nobody else's.
    void beginAttempt();
    /// Another way was found to be the right one: it explains what was misread before.
    void explainMisreadings();
    /// What has been tried last stays as it is.
    void endAttempts() { m_findingsAtAttempt.reset(); }
    /// The conversation is over: was there an answer at all?
    void judgeWhole(const QList<ConversationMessage> &messages);

private:
    /// The meter did not accept our option select and stayed at 300 baud.
    bool staysAt300() const;
    bool speaksOtherwise() const;
    void judgeSelectedBaud(const QList<ConversationMessage> &messages);
    void judgeSilence(const QList<ConversationMessage> &messages);
    void judgeOurs(const ConversationMessage &message);
    void judgeMeters(const ConversationMessage &message, const Frame &frame);
    bool isHeardInPart(const ConversationMessage &message, const Frame &frame);
    void takeBackMisreadings(qsizetype kept);
    void judgeIdentification(const ConversationMessage &message);
    void judgeDataPlace(const ConversationMessage &message, const Frame &frame);

    FindingList m_findings;
    ReactionLimits m_limits;
    std::function<bool(QByteArrayView)> m_isKnownManufacturer;
    std::optional<Baud> m_lineBaud;
    std::optional<int> m_selectedBaud; ///< by our last option select
    qsizetype m_findingsAtSelect = 0; ///< how many there were then
    std::optional<qsizetype> m_findingsAtAttempt; ///< how many there were then
    std::optional<Finding> m_noise; ///< before the next message of the meter
    bool m_isListening = false;
    bool m_isIdentified = false; ///< since we listen
    bool m_isEnding = false;
    bool m_askedBefore = false; ///< We sent a request.
};

} // namespace optoscope
