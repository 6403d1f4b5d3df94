// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcapngreader.h"
#include "core/capture/pcapngwriter.h"
#include "tests/fuzz/fuzz.h"

using namespace optoscope;

namespace {

struct Content {
    TraceEntries entries;
    CaptureFacts facts;
    CaptureProblems problems;
};

Content contentOf(QByteArrayView bytes, quint8 seed)
{
    PcapngReader reader;
    Content content;
    for (const QByteArrayView piece : inPieces(bytes, seed)) {
        reader.feed(piece);
        content.entries += reader.take();
    }
    reader.finish();
    content.entries += reader.take();
    content.facts = reader.facts();
    content.problems = reader.problems();
    require(reader.wholeBytes() >= 0 && reader.wholeBytes() <= bytes.size(),
            "whole blocks are within the bytes");
    return content;
}

/// Numbers that are none are equal to nothing.
bool hasNumbersOnly(const TraceEntries &entries)
{
    return std::ranges::all_of(entries, [](const TraceEntry &entry) {
        const auto *event = std::get_if<Event>(&entry.what);
        return !event
            || (event->finding.value == event->finding.value
                && event->finding.limit == event->finding.limit
                && event->evidence.value == event->evidence.value);
    });
}

void requireSums(const TraceEntries &entries, qsizetype size)
{
    qint64 characters = 0;
    for (const TraceEntry &entry : entries) {
        const CharacterRun *run = runOf(entry);
        if (!run)
            continue;
        characters += run->characters.size();
        // Overflow here is what the sanitizer finds.
        require(run->spacing < nanoseconds(0) || endOf(entry.at, *run) >= entry.at,
                "a run ends after its beginning");
    }
    require(characters <= size, "each character takes a byte at least");
}

} // namespace

/// Whatever a capture's bytes are, it is read in bounds, the same in pieces of any size, and what
/// was read can be written and read again. The first byte says which pieces.
void fuzz(QByteArrayView data)
{
    if (data.isEmpty())
        return;
    const QByteArrayView bytes = data.sliced(1);
    const Content content = contentOf(bytes, 0);
    requireSums(content.entries, bytes.size());
    if (!hasNumbersOnly(content.entries))
        return;
    const Content pieces = contentOf(bytes, static_cast<quint8>(data.front()));
    require(pieces.entries == content.entries, "pieces give the same entries");
    require(pieces.problems == content.problems, "pieces give the same problems");

    PcapngWriter writer(content.facts);
    for (const TraceEntry &entry : content.entries)
        writer.append(entry);
    writer.finish();
    require(contentOf(writer.take(), 0).entries == content.entries, "entries survive");
}
