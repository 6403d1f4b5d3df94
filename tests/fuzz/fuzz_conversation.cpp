// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversation.h"
#include "tests/fuzz/fuzz.h"

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype blockLimit = 512;
constexpr nanoseconds characterTime = 1ms;

/// A trace that \a data describes: runs of both parties with pauses and damage, changes of baud.
TraceEntries traceOf(QByteArrayView data)
{
    TraceEntries entries;
    Instant now;
    while (data.size() >= 2) {
        const auto kind = static_cast<quint8>(data[0]);
        const auto amount = static_cast<quint8>(data[1]);
        data = data.sliced(2);
        now += (kind >> 4) * 100ms;
        if (kind % 8 == 7) {
            entries.append({now, withSoftwareParity(Baud{300 << (amount % 7)}, format7E1)});
            continue;
        }
        const qsizetype length = std::min<qsizetype>(amount, data.size());
        CharacterRun run{toCharacters(data.first(length)), characterTime, 0ns, true};
        if (kind % 8 == 6 && length > 0)
            run.characters.last().flags = CharacterFlag::FramingError;
        data = data.sliced(length);
        const Instant at = now;
        now = endOf(at, run);
        if (kind % 8 < 2)
            entries.append({at, Sent{std::move(run)}});
        else
            entries.append({at, Received{std::move(run)}});
    }
    return entries;
}

/// The same with each received run in pieces.
TraceEntries inPieces(const TraceEntries &entries, qsizetype size)
{
    TraceEntries pieces;
    for (const TraceEntry &entry : entries) {
        const auto *received = std::get_if<Received>(&entry.what);
        if (!received || received->run.characters.isEmpty()) {
            pieces.append(entry);
            continue;
        }
        CharacterRun run = received->run;
        const Characters characters = run.characters;
        for (qsizetype at = 0; at < characters.size(); at += size) {
            run.characters = characters.mid(at, size);
            pieces.append({entry.at + at * run.spacing, Received{run}});
            run.beginsRead = false;
        }
    }
    return pieces;
}

qint64 characterCount(const TraceEntries &entries)
{
    qint64 count = 0;
    for (const TraceEntry &entry : entries)
        if (const CharacterRun *run = runOf(entry))
            count += run->characters.size();
    return count;
}

void requireSane(const Conversation &conversation, qint64 characters)
{
    Instant before;
    for (const ConversationMessage &message : conversation.messages()) {
        require(message.isComing || message.length == message.bytes.size(),
                "a message has the bytes it counts");
        require(message.length > 0, "a message has characters");
        require(message.offset >= 0 && message.offset < characters,
                "a message begins in the trace");
        require(message.at >= before, "messages are in the order of their first character");
        require(message.end >= message.at, "a message ends after it began");
        require(message.damagedCharacters <= message.length, "no more damage than characters");
        before = message.at;
    }
    const DataSets &sets = conversation.readout().dataSets;
    require(sets.write() == sets.block(), "the read-out can be written back");
}

bool isSame(const ConversationMessage &a, const ConversationMessage &b)
{
    return a.kind == b.kind && a.by == b.by && a.at == b.at && a.end == b.end
        && a.offset == b.offset && a.bytes == b.bytes && a.check == b.check
        && a.damagedCharacters == b.damagedCharacters;
}

} // namespace

void fuzz(QByteArrayView data)
{
    const TraceEntries entries = traceOf(data);
    const qint64 characters = characterCount(entries);
    Conversation whole(blockLimit);
    whole.append(entries);
    requireSane(whole, characters);
    whole.finish();
    requireSane(whole, characters);
    for (const ConversationMessage &message : whole.messages())
        require(!message.isComing, "nothing is coming when it is over");

    Conversation grown(blockLimit);
    for (const TraceEntry &entry : inPieces(entries, 1)) {
        grown.append(entry);
        requireSane(grown, characters);
    }
    grown.finish();
    require(std::equal(whole.messages().begin(), whole.messages().end(), grown.messages().begin(),
                       grown.messages().end(), isSame),
            "messages do not depend on the reads");
    require(whole.readout().dataSets.block() == grown.readout().dataSets.block(),
            "the read-out does not depend on the reads");
}
