// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/meterevidence.h"

#include "core/iec62056/conversation.h"
#include "core/recognise/lineclassifier.h"

#include <algorithm>

namespace optoscope {

namespace {

/// An identification has more characters than these.
constexpr qint64 leastMessage = 6;
/// No meter answers sooner (clause 6.4.3: 20 ms), less what time stamps may be off.
constexpr nanoseconds leastReaction = std::chrono::milliseconds(15);

Conversation conversationOf(const TraceEntries &entries)
{
    Conversation conversation;
    conversation.append(entries);
    conversation.finish();
    return conversation;
}

/// Noise looks like a message now and then, but with most of its characters damaged.
bool hasMetersMessage(const Conversation &conversation)
{
    const auto &messages = conversation.messages();
    return std::any_of(messages.begin(), messages.end(), [](const ConversationMessage &message) {
        const bool isMessage =
            message.kind == MessageKind::identification || message.kind == MessageKind::data;
        return message.by == Party::Meter && isMessage && message.length >= leastMessage
            && message.damagedCharacters * 4 <= message.length;
    });
}

bool isGood(const Conversation &conversation)
{
    const Readout &readout = conversation.readout();
    return readout.complete && readout.check && readout.check->ok().value_or(true);
}

bool isProtocol(LineClass lineClass)
{
    // 7E1 read as 8N1 is a meter of ours that was only listened to in the wrong format.
    return isOtherProtocol(lineClass) || lineClass == LineClass::iec62056
        || lineClass == LineClass::dsmr || lineClass == LineClass::parityBitsLeft;
}

/// What was listened to in 8N1 as 7E1.
TraceEntries withoutParityBits(TraceEntries entries)
{
    for (TraceEntry &entry : entries) {
        if (auto *settings = std::get_if<LineSettings>(&entry.what))
            *settings = withHardwareParity(settings->baud, format7E1);
        else if (auto *received = std::get_if<Received>(&entry.what)) {
            for (Character &character : received->run.characters)
                character.wire &= 0x7F;
        }
    }
    return entries;
}

/// The last data message's block.
QByteArray blockOf(const Conversation &conversation)
{
    const auto &messages = conversation.messages();
    const auto data =
        std::find_if(messages.crbegin(), messages.crend(), [](const ConversationMessage &message) {
            return message.kind == MessageKind::data;
        });
    return data == messages.crend() ? QByteArray() : data->bytes;
}

} // namespace

LineVerdict lineVerdictOf(const TraceEntries &entries)
{
    LineClassifier classifier;
    classifier.append(entries);
    const LineVerdict verdict = classifier.verdict();
    if (verdict.lineClass != LineClass::parityBitsLeft)
        return verdict;
    LineClassifier again;
    again.append(withoutParityBits(entries));
    const LineVerdict masked = again.verdict();
    return isProtocol(masked.lineClass) ? masked : verdict;
}

bool isAnswered(const TraceEntries &entries)
{
    return hasMetersMessage(conversationOf(entries));
}

bool isGoodRead(const TraceEntries &entries)
{
    return isGood(conversationOf(entries));
}

TraceEntries withoutEcho(const TraceEntries &entries)
{
    struct Span {
        Instant begin;
        Instant end;
    };
    std::vector<Span> spans;
    for (const TraceEntry &entry : entries) {
        if (const auto *sent = std::get_if<Sent>(&entry.what))
            spans.push_back({entry.at, endOf(entry.at, sent->run) + leastReaction});
    }
    const auto isEcho = [&spans](Instant at) {
        return std::any_of(spans.begin(), spans.end(),
                           [at](const Span &span) { return at >= span.begin && at < span.end; });
    };
    TraceEntries result;
    for (TraceEntry entry : entries) {
        if (auto *received = std::get_if<Received>(&entry.what)) {
            CharacterRun &run = received->run;
            const Instant begin = entry.at;
            qsizetype echoed = 0;
            while (echoed < run.characters.size() && isEcho(begin + run.spacing * echoed))
                ++echoed;
            run.characters.remove(0, echoed);
            entry.at = begin + run.spacing * echoed;
            if (run.characters.isEmpty())
                continue;
        }
        result.append(entry);
    }
    return result;
}

bool isRecognised(const TraceEntries &entries)
{
    return isProtocol(lineVerdictOf(entries).lineClass);
}

void appendReads(EvidenceList &evidence, TestStep step, const QList<TraceEntries> &reads)
{
    if (reads.isEmpty())
        return;
    double answered = 0;
    double good = 0;
    QList<FindingId> told;
    QList<QByteArray> blocks;
    const auto at = reads.first().isEmpty() ? std::optional<Instant>() : reads.first().first().at;
    for (const TraceEntries &read : reads) {
        const Conversation conversation = conversationOf(read);
        answered += hasMetersMessage(conversation) ? 1 : 0;
        good += isGood(conversation) ? 1 : 0;
        if (const QByteArray block = blockOf(conversation); !block.isEmpty())
            blocks.append(block);
        for (const Finding &finding : conversation.findings()) {
            if (told.contains(finding.id))
                continue;
            told.append(finding.id);
            evidence.append(
                {step, EvidenceId::findingSeen, 1, findingName(finding.id), finding.at});
        }
        if (isOtherProtocol(lineVerdictOf(read).lineClass))
            appendHeard(evidence, step, read);
    }
    const auto count = static_cast<double>(reads.size());
    evidence.append({step, EvidenceId::meterAnswered, answered / count, {}, at});
    evidence.append({step, EvidenceId::readGood, good > 0 ? 1.0 : 0.0, {}, at});
    if (blocks.size() > 1) {
        const bool differs = blocks.first() != blocks.last();
        evidence.append({step, EvidenceId::dataDiffers, differs ? 1.0 : 0.0, {}, at});
    }
}

void appendHeard(EvidenceList &evidence, TestStep step, const TraceEntries &entries)
{
    const LineVerdict verdict = lineVerdictOf(entries);
    if (entries.isEmpty() || verdict.lineClass == LineClass::silence)
        return;
    evidence.append({step, EvidenceId::heard, verdict.confidence.value_or(0),
                     lineClassName(verdict.lineClass), entries.first().at});
}

} // namespace optoscope
