// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/framer.h"
#include "tests/fuzz/fuzz.h"

using namespace optoscope;

namespace {

constexpr qsizetype blockLimit = 512;

using Frames = std::vector<Frame>;

bool joins(const Frame &last, const Frame &frame)
{
    const bool isLoose = frame.kind == MessageKind::noise || frame.kind == MessageKind::wakeUp;
    return isLoose && last.kind == frame.kind && last.offset + last.bytes.size() == frame.offset;
}

/// Noise comes as it is fed, so touching noise counts as one.
void drain(Framer &framer, Frames &frames)
{
    while (auto frame = framer.take()) {
        if (!frames.empty() && joins(frames.back(), *frame))
            frames.back().bytes += frame->bytes;
        else
            frames.push_back(std::move(*frame));
    }
}

Frames framesOf(QByteArrayView data, quint8 seed)
{
    Framer framer(blockLimit);
    Frames frames;
    for (const QByteArrayView piece : inPieces(data, seed)) {
        framer.feed(piece);
        drain(framer, frames);
        require(framer.pending().size() <= blockLimit + 1024, "the buffer is bounded");
    }
    framer.flush();
    drain(framer, frames);
    require(framer.pending().isEmpty(), "nothing is left after a flush");
    return frames;
}

void requireCovers(QByteArrayView data, const Frames &frames)
{
    qsizetype from = 0;
    const auto requireLineEnds = [&](qsizetype to) {
        for (; from < to; ++from)
            require(data[from] == '\r' || data[from] == '\n', "only line ends are left out");
    };
    for (const Frame &frame : frames) {
        require(frame.offset >= from, "frames follow each other");
        requireLineEnds(frame.offset);
        require(data.sliced(frame.offset).startsWith(frame.bytes), "a frame is what was fed");
        require(!frame.bytes.isEmpty(), "a frame has characters");
        require(frame.block.end() <= frame.bytes.size(), "the block lies in its frame");
        from = frame.offset + frame.bytes.size();
    }
    requireLineEnds(data.size());
}

bool isSame(const Frame &a, const Frame &b)
{
    return a.kind == b.kind && a.offset == b.offset && a.bytes == b.bytes && a.check == b.check
        && a.block.offset == b.block.offset && a.block.length == b.block.length
        && a.complete == b.complete && a.checkMissing == b.checkMissing
        && a.startMissing == b.startMissing && a.tooLong == b.tooLong;
}

} // namespace

void fuzz(QByteArrayView data)
{
    if (data.isEmpty())
        return;
    const auto seed = static_cast<quint8>(data.front());
    const QByteArrayView input = data.sliced(1);
    const Frames whole = framesOf(input, 0);
    requireCovers(input, whole);
    for (const quint8 cut : {quint8(1), seed}) {
        const Frames pieces = framesOf(input, cut);
        require(std::equal(whole.begin(), whole.end(), pieces.begin(), pieces.end(), isSame),
                "frames do not depend on how the input is cut");
    }
}
