// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/messagerules.h"

namespace optoscope {

namespace {

Finding at(const ConversationMessage &message, FindingId id, Severity severity, Blame blame,
           double value = 0, double limit = 0)
{
    Finding finding{id, severity, blame, {}, message.offset, value, limit, {}};
    if (message.isTimed)
        finding.at = message.at;
    return finding;
}

} // namespace

void judgeTimes(const ConversationMessage &message, ReactionLimits limits, nanoseconds tolerance,
                FindingList &findings)
{
    const Blame blame = message.by == Party::Us ? Blame::us : Blame::meter;
    if (message.reaction) {
        const nanoseconds reaction = *message.reaction;
        if (reaction < limits.least - tolerance)
            findings.add(at(message, FindingId::reactionTooShort, Severity::warning, blame,
                            toMilliseconds(reaction), toMilliseconds(limits.least)));
        if (reaction > limits.most + tolerance)
            findings.add(at(message, FindingId::reactionTooLong, Severity::warning, blame,
                            toMilliseconds(reaction), toMilliseconds(limits.most)));
    }
    // The pause between two characters has the same upper limit as a reaction.
    if (message.longestGap > limits.most + tolerance)
        findings.add(at(message, FindingId::gapTooLong, Severity::warning, blame,
                        toMilliseconds(message.longestGap), toMilliseconds(limits.most)));
}

void judgeCheck(const ConversationMessage &message, const Frame &frame, FindingList &findings)
{
    if (!message.check)
        return;
    if (message.check->kind == CheckKind::Wrong) {
        Finding wrong =
            at(message, FindingId::checkWrong, Severity::error,
               message.damagedCharacters > 0 || frame.startMissing ? Blame::line : Blame::meter);
        wrong.detail = QString::fromLatin1(message.check->expected + ' ' + message.check->received);
        findings.add(wrong);
    }
    if (message.check->kind == CheckKind::Sum7)
        findings.count(at(message, FindingId::checkIsSum7, Severity::note, Blame::meter, 1));
}

void judgeEnd(const ConversationMessage &message, const Frame &frame, FindingList &findings)
{
    const auto length = static_cast<double>(message.length);
    if (frame.tooLong)
        findings.add(
            at(message, FindingId::blockTooLong, Severity::error, Blame::meter, length, length));
    else if (!frame.complete)
        findings.add(at(message, FindingId::blockTruncated, Severity::error, Blame::line, length));
    if (frame.checkMissing)
        findings.add(at(message, FindingId::checkMissing, Severity::warning, Blame::line));
}

namespace {

/// Fatal error register, serial and property numbers: what a meter tells that is locked by a PIN
/// (protocol.md; a register of anything measured makes it a read-out).
bool isIdentity(QByteArrayView address)
{
    return address.startsWith("F.F") || address.startsWith("C.1") || address.startsWith("0.0")
        || address.contains(":0.0.") || address.contains(":96.") || address.contains(":C.1");
}

/// More data sets than these are no reduced list.
constexpr qsizetype mostOfReduced = 6;

bool isReduced(const DataSets &dataSets)
{
    if (dataSets.count() == 0 || dataSets.count() > mostOfReduced)
        return false;
    for (qsizetype i = 0; i < dataSets.count(); ++i) {
        if (!isIdentity(dataSets.address(i)))
            return false;
    }
    return true;
}

} // namespace

void judgeDataSets(const ConversationMessage &message, BlockRange block, const DataSets &dataSets,
                   FindingList &findings)
{
    if (message.isComplete && isReduced(dataSets)) {
        findings.add(at(message, FindingId::pinReduced, Severity::warning, Blame::meter,
                        static_cast<double>(dataSets.count())));
    }
    if (dataSets.strays().empty())
        return;
    Finding stray = at(message, FindingId::nonStandardSyntax, Severity::note, Blame::meter,
                       static_cast<double>(dataSets.strays().size()));
    const BlockRange first = dataSets.strays().front();
    stray.offset += block.offset + first.offset;
    stray.detail = QString::fromLatin1(dataSets.text(first).first(std::min(first.length, 40U)));
    findings.add(stray);
}

void judgeAnswer(const ConversationMessage &message, FindingList &findings)
{
    switch (message.kind) {
    case MessageKind::nak:
        findings.count(at(message, FindingId::nakReceived, Severity::warning, Blame::us, 1));
        break;
    case MessageKind::breakOff:
        findings.add(at(message, FindingId::meterBroke, Severity::warning, Blame::meter));
        break;
    case MessageKind::error: {
        Finding refused = at(message, FindingId::refused, Severity::error, Blame::meter);
        refused.detail =
            QString::fromLatin1(message.bytes.mid(message.block.offset, message.block.length));
        findings.add(refused);
        break;
    }
    default: break;
    }
}

} // namespace optoscope
