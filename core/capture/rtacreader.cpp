// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/rtacreader.h"

#include "core/capture/bytesource.h"
#include "core/capture/captureformat.h"
#include "core/capture/entrycodec.h"
#include "core/capture/pcapngwriter.h"

#include <QVarLengthArray>

#include <algorithm>
#include <utility>

namespace optoscope {

using namespace capture;

namespace {

constexpr qsizetype eventAt = 8;
constexpr qsizetype linesAt = 9;
constexpr int flagMask = 0x0F;

bool isInRange(qint64 count, qint64 bound)
{
    return count >= -bound && count <= bound;
}

CharacterRun *runIn(TraceEntry &entry)
{
    if (auto *sent = std::get_if<Sent>(&entry.what))
        return &sent->run;
    if (auto *received = std::get_if<Received>(&entry.what))
        return &received->run;
    return nullptr;
}

TraceEntry makeEntry(Instant at, bool sent, CharacterRun run)
{
    if (sent)
        return {at, Sent{std::move(run)}};
    return {at, Received{std::move(run)}};
}

Character characterOf(char payload, quint8 flags)
{
    const int wire = static_cast<quint8>(payload) | ((flags & bit7Flag) != 0 ? 0x80 : 0)
        | ((flags & bit6Flag) != 0 ? 0x40 : 0) | ((flags & bit5Flag) != 0 ? 0x20 : 0);
    return {static_cast<quint8>(wire), CharacterFlags::fromInt(flags & flagMask)};
}

/// How one run of a packet is written.
struct RunPlace {
    int flags = 0;
    qsizetype count = 0;
    nanoseconds delta{0}; ///< to the packet's time
    nanoseconds spacing{0};
    nanoseconds lateness{0};
};

/// The runs of a packet with \a characters at \a at; nothing if they are damaged.
std::optional<QVarLengthArray<RunPlace, 8>> splitRuns(QByteArrayView bytes, qsizetype characters,
                                                      Instant at)
{
    QVarLengthArray<RunPlace, 8> runs;
    ByteSource source(bytes);
    while (!source.isAtEnd()) {
        const int flags = source.byte();
        const quint64 count = source.varint();
        const qint64 delta = source.zigzag();
        const qint64 spacing = source.zigzag();
        const qint64 lateness = source.zigzag();
        if (count > static_cast<quint64>(characters) || !isInRange(delta, latest)
            || !isInRange(spacing, widestSpacing) || !isInRange(lateness, latest))
            return {};
        if (!isInRange(at.time_since_epoch().count() + delta, latest))
            return {};
        characters -= static_cast<qsizetype>(count);
        runs.append({flags, static_cast<qsizetype>(count), nanoseconds(delta), nanoseconds(spacing),
                     nanoseconds(lateness)});
    }
    if (!source.isOk() || characters != 0)
        return {};
    return runs;
}

ControlLines linesOf(quint8 bits)
{
    const auto has = [bits](quint8 bit) { return (bits & bit) != 0; };
    return {has(dtrBit), has(rtsBit), has(ctsBit), has(dsrBit), has(dcdBit), has(ringBit)};
}

} // namespace

void RtacReader::beginSection(const std::optional<CaptureFacts> &facts)
{
    m_isOurs = facts.has_value();
    m_sectionCharacter = m_characters;
    m_shift = nanoseconds(0);
    if (!facts) {
        m_sectionBase = m_base.value_or(0);
        return;
    }
    m_sectionBase = epochOf(facts->anchor);
    if (!m_base) {
        m_base = m_sectionBase;
        m_anchor = facts->anchor;
    } else if (m_anchor.isValid() && facts->anchor.isValid()) {
        const qint64 shift = m_sectionBase - *m_base;
        m_shift = nanoseconds(std::clamp<qint64>(shift, -latest, latest));
    }
}

TraceEntries RtacReader::take()
{
    // A run may go on in the next packet.
    if (m_finished || m_out.isEmpty() || !runOf(m_out.last()))
        return std::exchange(m_out, {});
    TraceEntries last{m_out.takeLast()};
    return std::exchange(m_out, std::move(last));
}

void RtacReader::problem(CaptureProblem::Kind kind, const RtacPacket &packet, qint64 number)
{
    addProblem(m_problems, {kind, packet.offset, 1, number});
}

Instant RtacReader::instantOf(const RtacPacket &packet)
{
    constexpr qint64 nanosecondsInMillisecond = 1'000'000;
    if (!m_base) {
        const qint64 milliseconds = packet.time / nanosecondsInMillisecond;
        m_anchor = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
        m_base = milliseconds * nanosecondsInMillisecond;
        m_sectionBase = *m_base;
    }
    // Both are positive, so that their difference is in range.
    const qint64 since = packet.time - m_sectionBase;
    const bool isPossible = isInRange(since, latest) && isInRange(packet.correction, latest);
    const qint64 count = isPossible ? since + packet.correction + m_shift.count() : since;
    if (!isPossible || !isInRange(count, latest))
        problem(CaptureProblem::Kind::BadTime, packet);
    return Instant(nanoseconds(std::clamp<qint64>(count, -latest, latest)));
}

void RtacReader::read(const RtacPacket &packet)
{
    if (packet.isCut || packet.data.size() < rtacHeaderSize)
        problem(CaptureProblem::Kind::PacketCut, packet);
    if (packet.data.size() < rtacHeaderSize)
        return;
    const Instant at = instantOf(packet);
    const bool hasDetails = packet.isDerived || !packet.what.isEmpty() || !packet.runs.isEmpty();
    if (hasDetails && readOurs(packet, at)) {
        m_lines = static_cast<quint8>(packet.data.at(linesAt));
        appendNotes(packet, at, packet.what.isEmpty() ? 0 : 1);
        return;
    }
    if (hasDetails)
        problem(CaptureProblem::Kind::BadDetail, packet);
    readForeign(packet, at);
    appendNotes(packet, at, 0);
}

bool RtacReader::readOurs(const RtacPacket &packet, Instant at)
{
    if (packet.isDerived)
        return true;
    return packet.what.isEmpty() ? readRuns(packet, at) : readWhat(packet, at);
}

bool RtacReader::readWhat(const RtacPacket &packet, Instant at)
{
    auto what = decodeWhat(packet.what, m_shift);
    if (!what)
        return false;
    if (auto *event = std::get_if<Event>(&*what)) {
        qint64 &offset = event->finding.offset;
        if (offset >= 0 && offset <= latest)
            offset += m_sectionCharacter;
    }
    m_out.append({at, *std::move(what)});
    return true;
}

bool RtacReader::readRuns(const RtacPacket &packet, Instant at)
{
    const QByteArrayView payload = packet.data.sliced(rtacHeaderSize);
    if (packet.characters.size() != payload.size() * characterSize)
        return false;
    const bool sent = packet.data.at(eventAt) == static_cast<char>(RtacEvent::TxStart);
    const auto runs = splitRuns(packet.runs, payload.size(), at);
    if (!runs)
        return false;
    qsizetype next = 0;
    for (const RunPlace &place : *runs) {
        CharacterRun run{{}, place.spacing, place.lateness, (place.flags & runBeginsRead) != 0};
        run.characters.resize(place.count);
        for (Character &character : run.characters) {
            const qsizetype flagAt = next * characterSize + characterSize - 1;
            character =
                characterOf(payload.at(next++), static_cast<quint8>(packet.characters.at(flagAt)));
        }
        appendPart(at, sent, std::move(run), (place.flags & runContinues) != 0, place.delta);
    }
    m_characters += next;
    return true;
}

/// A run of a packet at \a at; what continues the run before is added to it.
void RtacReader::appendPart(Instant at, bool sent, CharacterRun run, bool continues,
                            nanoseconds delta)
{
    const Instant begin = at + delta;
    if (!continues) {
        m_out.append(makeEntry(begin, sent, std::move(run)));
        return;
    }
    if (!m_out.isEmpty()) {
        TraceEntry &last = m_out.last();
        CharacterRun *before = runIn(last);
        if (before && std::holds_alternative<Sent>(last.what) == sent && last.at == begin
            && before->spacing == run.spacing
            && before->characters.size() + run.characters.size() <= longestRun) {
            before->characters.append(run.characters);
            return;
        }
    }
    // Its beginning is lost: the packet's time is that of its first character here.
    m_out.append(makeEntry(at, sent, std::move(run)));
}

void RtacReader::readForeign(const RtacPacket &packet, Instant at)
{
    const auto lines = static_cast<quint8>(packet.data.at(linesAt));
    constexpr quint8 known = ctsBit | dcdBit | dsrBit | rtsBit | dtrBit | ringBit;
    if (((lines ^ m_lines) & known) != 0)
        m_out.append({at, linesOf(lines)});
    m_lines = lines;
    readForeignEvent(packet, at, static_cast<quint8>(packet.data.at(eventAt)));
}

void RtacReader::readForeignEvent(const RtacPacket &packet, Instant at, quint8 event)
{
    const bool hasPayload = packet.data.size() > rtacHeaderSize;
    const bool sent = packet.outbound.value_or(false);
    switch (static_cast<RtacEvent>(event)) {
    case RtacEvent::StatusChange:
    case RtacEvent::Complete:
        if (hasPayload)
            appendForeignRun(packet, at, sent, {});
        return;
    case RtacEvent::TxStart:
    case RtacEvent::TxEnd: appendForeignRun(packet, at, true, {}); return;
    case RtacEvent::RxStart:
    case RtacEvent::RxEnd: appendForeignRun(packet, at, false, {}); return;
    case RtacEvent::DataLost:
    case RtacEvent::Overflow:
        m_lostBefore = true;
        if (hasPayload)
            appendForeignRun(packet, at, sent, {});
        return;
    case RtacEvent::FramingError:
        if (hasPayload)
            appendForeignRun(packet, at, sent, CharacterFlag::FramingError);
        else
            appendFinding(at, FindingId::framingErrors);
        return;
    case RtacEvent::ParityError:
        if (hasPayload)
            appendForeignRun(packet, at, sent, CharacterFlag::ParityError);
        else
            appendFinding(at, FindingId::parityErrors);
        return;
    case RtacEvent::Break:
        if (hasPayload)
            appendForeignRun(packet, at, sent, CharacterFlag::Break);
        else
            appendFinding(at, FindingId::breakSeen);
        return;
    }
    problem(CaptureProblem::Kind::UnknownEvent, packet, event);
}

void RtacReader::appendForeignRun(const RtacPacket &packet, Instant at, bool sent,
                                  CharacterFlags flags)
{
    constexpr quint64 fastest = 100'000'000;
    const QByteArrayView payload = packet.data.sliced(rtacHeaderSize);
    if (payload.isEmpty())
        return;
    const quint64 speed = packet.speed <= fastest ? packet.speed : 0;
    // A damaged packet of ours stands among line settings that are known.
    if (!m_isOurs && m_speed != speed) {
        const Baud baud{static_cast<int>(speed)};
        m_out.append({at, LineSettings{baud, format8N1, format8N1, ParityBy::None}});
        m_speed = speed;
    }
    CharacterRun run;
    run.characters.reserve(payload.size());
    for (const char byte : payload)
        run.characters.append({static_cast<quint8>(byte), flags});
    if (!sent && std::exchange(m_lostBefore, false))
        run.characters.first().flags |= CharacterFlag::Overrun;
    m_characters += payload.size();
    m_out.append(makeEntry(at, sent, std::move(run)));
}

void RtacReader::appendFinding(Instant at, FindingId id)
{
    Event event;
    event.finding.id = id;
    event.finding.severity = Severity::warning;
    event.finding.at = at;
    event.finding.value = 1;
    m_out.append({at, event});
}

/// What somebody wrote on a packet.
void RtacReader::appendNotes(const RtacPacket &packet, Instant at, qsizetype from)
{
    for (const QString &comment : packet.comments.mid(from))
        m_out.append({at, Note{comment}});
}

} // namespace optoscope
