// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcapngreader.h"

#include "core/capture/bytesource.h"
#include "core/capture/captureformat.h"
#include "core/capture/captureoptions.h"

#include <algorithm>
#include <cmath>

namespace optoscope {

using namespace capture;

namespace {

constexpr qsizetype blockFrame = 12; ///< type and both lengths
constexpr qsizetype largestBlock = qsizetype{16} * 1024 * 1024;
constexpr qsizetype mostInterfaces = 65536;
constexpr qsizetype pcapHead = 24;
constexpr qsizetype recordHead = 16;
constexpr quint64 nanosecondsInSecond = 1'000'000'000;
constexpr quint64 lastSecond = 9'200'000'000; ///< whose nanoseconds fit 63 bits

bool isKnown(quint32 type)
{
    return type == interfaceBlock || type == oldPacketBlock || type == simplePacketBlock
        || type == nameBlock || type == statisticsBlock || type == packetBlock;
}

bool isPcapMagic(quint32 magic)
{
    return magic == pcapMicroseconds || magic == pcapNanoseconds;
}

QString textOf(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

/// 10 or 2 to the power that an interface names; nothing if that is too fine.
std::optional<quint64> unitsOf(quint8 resolution)
{
    constexpr int mostDigits = 19;
    constexpr int mostBits = 63;
    const int power = resolution & 0x7F;
    if ((resolution & 0x80) != 0)
        return power <= mostBits ? std::optional(quint64{1} << power) : std::nullopt;
    if (power > mostDigits)
        return {};
    quint64 units = 1;
    for (int i = 0; i < power; ++i)
        units *= 10;
    return units;
}

/// \a part of \a units in nanoseconds.
quint64 nanosecondsOf(quint64 part, quint64 units)
{
    constexpr quint64 exactly = 10'000'000'000;
    if (units <= exactly)
        return part * nanosecondsInSecond / units;
    const double share = static_cast<double>(part) / static_cast<double>(units);
    return std::min(static_cast<quint64>(share * static_cast<double>(nanosecondsInSecond)),
                    nanosecondsInSecond - 1);
}

} // namespace

bool looksLikeCapture(QByteArrayView head)
{
    if (head.size() < 4)
        return false;
    const auto little = qFromLittleEndian<quint32>(head.data());
    if (isPcapMagic(little) || isPcapMagic(qFromBigEndian<quint32>(head.data())))
        return true;
    if (little != sectionBlock || head.size() < blockFrame)
        return false;
    const auto magic = qFromLittleEndian<quint32>(head.sliced(8).data());
    return magic == byteOrderMagic || magic == swappedMagic;
}

PcapngReader::PcapngReader()
    : m_packets(m_problems)
{
}

quint16 PcapngReader::u16(QByteArrayView bytes, qsizetype at) const
{
    const char *data = bytes.sliced(at, 2).data();
    return m_bigEndian ? qFromBigEndian<quint16>(data) : qFromLittleEndian<quint16>(data);
}

quint32 PcapngReader::u32(QByteArrayView bytes, qsizetype at) const
{
    const char *data = bytes.sliced(at, 4).data();
    return m_bigEndian ? qFromBigEndian<quint32>(data) : qFromLittleEndian<quint32>(data);
}

quint64 PcapngReader::u64(QByteArrayView bytes, qsizetype at) const
{
    const char *data = bytes.sliced(at, 8).data();
    return m_bigEndian ? qFromBigEndian<quint64>(data) : qFromLittleEndian<quint64>(data);
}

void PcapngReader::problem(CaptureProblem::Kind kind, qint64 number)
{
    addProblem(m_problems, {kind, m_offset + m_at, 1, number});
}

void PcapngReader::feed(QByteArrayView piece)
{
    m_buffer.append(piece);
    parse(false);
    // Not at each piece, so that small ones cost no more.
    if (m_at > m_buffer.size() / 2) {
        m_buffer.remove(0, m_at);
        m_offset += m_at;
        m_at = 0;
    }
}

void PcapngReader::finish()
{
    parse(true);
    m_packets.finish();
    m_facts.anchor = m_packets.anchor();
}

CaptureFacts PcapngReader::facts() const
{
    CaptureFacts facts = m_facts;
    facts.anchor = m_packets.anchor();
    return facts;
}

void PcapngReader::parse(bool atEnd)
{
    for (;;) {
        switch (parseStep(atEnd)) {
        case Step::Done: break;
        case Step::More: return;
        case Step::Wrong: skip(std::min<qsizetype>(4, rest().size())); break;
        }
    }
}

/// Reads one block or record at the beginning of what is left.
PcapngReader::Step PcapngReader::parseStep(bool atEnd)
{
    if (rest().isEmpty())
        return Step::More;
    switch (m_form) {
    case Form::Unknown: return parseHead(atEnd);
    case Form::Pcapng: return parseBlock(atEnd);
    case Form::Pcap: return parseRecord(atEnd);
    case Form::None: break;
    }
    skip(rest().size());
    return Step::Done;
}

/// Something that cannot be read.
void PcapngReader::skip(qsizetype count)
{
    // What a cut block leaves behind was told once.
    if (!m_cut)
        addProblem(m_problems,
                   {CaptureProblem::Kind::Damaged, m_offset + m_at, m_lost ? 0 : 1, count});
    m_lost = true;
    m_at += count;
}

void PcapngReader::consume(qsizetype count)
{
    m_at += count;
    m_lost = false;
    m_wholeBytes = m_offset + m_at;
}

PcapngReader::Step PcapngReader::parseHead(bool atEnd)
{
    const QByteArrayView bytes = rest();
    if (bytes.size() < pcapHead) {
        if (!atEnd)
            return Step::More;
        problem(CaptureProblem::Kind::CutShort);
        m_cut = true;
        m_form = Form::None;
        return Step::Done;
    }
    if (!looksLikeCapture(bytes)) {
        m_form = Form::None;
        return Step::Done;
    }
    if (qFromLittleEndian<quint32>(bytes.data()) == sectionBlock) {
        m_form = Form::Pcapng;
        return Step::Done;
    }
    m_form = Form::Pcap;
    m_bigEndian = isPcapMagic(qFromBigEndian<quint32>(bytes.data()));
    Interface interface;
    constexpr quint32 linkTypeMask = 0x0FFF'FFFF; // The upper bits are about check sums.
    constexpr qsizetype linkTypeAt = 20;
    interface.linkType = u32(bytes, linkTypeAt) & linkTypeMask;
    if (u32(bytes, 0) == pcapNanoseconds)
        interface.unitsPerSecond = nanosecondsInSecond;
    m_interfaces.append(interface);
    m_packets.beginSection({});
    consume(pcapHead);
    return Step::Done;
}

PcapngReader::Step PcapngReader::parseBlock(bool atEnd)
{
    const QByteArrayView bytes = rest();
    const auto cut = [&] {
        if (!atEnd)
            return Step::More;
        if (!m_cut)
            problem(CaptureProblem::Kind::CutShort);
        m_cut = true;
        return Step::Wrong;
    };
    if (bytes.size() < blockFrame)
        return cut();
    // A section's type reads the same in both orders, and says the order itself.
    const bool isSection = qFromLittleEndian<quint32>(bytes.data()) == sectionBlock;
    if (isSection) {
        const auto magic = qFromLittleEndian<quint32>(bytes.sliced(8).data());
        if (magic != byteOrderMagic && magic != swappedMagic)
            return Step::Wrong;
        m_bigEndian = magic == swappedMagic;
    }
    const quint32 type = u32(bytes, 0);
    const qint64 length = u32(bytes, 4);
    if (length < blockFrame || length % 4 != 0 || length > largestBlock
        || (m_lost && !isSection && !isKnown(type)))
        return Step::Wrong;
    if (length > bytes.size())
        return cut();
    if (u32(bytes, length - 4) != length)
        return Step::Wrong;
    readBlock(type, bytes.sliced(8, length - blockFrame));
    consume(length);
    return Step::Done;
}

PcapngReader::Step PcapngReader::parseRecord(bool atEnd)
{
    const QByteArrayView bytes = rest();
    const qint64 captured = bytes.size() < recordHead ? 0 : u32(bytes, 8);
    if (captured > largestBlock) { // Nothing tells where the next record begins.
        m_form = Form::None;
        return Step::Done;
    }
    if (bytes.size() < recordHead + captured) {
        if (!atEnd)
            return Step::More;
        problem(CaptureProblem::Kind::CutShort);
        m_cut = true;
        m_form = Form::None;
        return Step::Done;
    }
    const Interface &interface = m_interfaces.first();
    PacketPlace place;
    // As one number, as pcapng has it.
    place.time = u32(bytes, 0) * interface.unitsPerSecond
        + std::min<quint64>(u32(bytes, 4), interface.unitsPerSecond - 1);
    place.captured = static_cast<quint32>(captured);
    place.original = u32(bytes, 12);
    place.data = bytes.sliced(recordHead, captured);
    deliver(place);
    consume(recordHead + captured);
    return Step::Done;
}

void PcapngReader::readBlock(quint32 type, QByteArrayView body)
{
    switch (type) {
    case sectionBlock: readSection(body); break;
    case interfaceBlock: readInterface(body); break;
    case packetBlock: readPacket(body); break;
    case oldPacketBlock: readOldPacket(body); break;
    case simplePacketBlock: readSimplePacket(body); break;
    case statisticsBlock: readStatistics(body); break;
    default: break; // names, keys and what others add
    }
}

void PcapngReader::readSection(QByteArrayView body)
{
    constexpr qsizetype head = 16;
    m_interfaces.clear();
    m_closed = false;
    if (body.size() < head)
        return;
    const CaptureOptions options = parseOptions(body.sliced(head), m_bigEndian);
    CaptureFacts facts{
        textOf(options.texts[2]), textOf(options.texts[1]), {}, textOf(options.texts[0]), {}};
    m_isOurs = false;
    if (options.facts) {
        ByteSource source(*options.facts);
        const bool hasAnchor = source.byte() != 0;
        const qint64 anchor = source.zigzag();
        facts.target = source.string();
        m_isOurs = source.isOk();
        if (!m_isOurs)
            problem(CaptureProblem::Kind::BadDetail);
        else if (hasAnchor)
            facts.anchor = QDateTime::fromMSecsSinceEpoch(anchor, Qt::UTC);
    }
    m_packets.beginSection(m_isOurs ? std::optional(facts) : std::nullopt);
    if (!m_hasFacts)
        m_facts = facts;
    m_hasFacts = true;
}

void PcapngReader::readInterface(QByteArrayView body)
{
    constexpr qsizetype head = 8;
    if (m_interfaces.size() >= mostInterfaces) {
        problem(CaptureProblem::Kind::TooManyInterfaces);
        return;
    }
    Interface interface;
    if (body.size() >= head) {
        const CaptureOptions options = parseOptions(body.sliced(head), m_bigEndian);
        interface.linkType = u16(body, 0);
        interface.offset = options.offset;
        interface.speed = options.speed;
        if (options.resolution) {
            const auto units = unitsOf(*options.resolution);
            if (units)
                interface.unitsPerSecond = *units;
            else
                problem(CaptureProblem::Kind::BadTime);
        }
    }
    m_interfaces.append(interface);
}

void PcapngReader::readPacket(QByteArrayView body)
{
    constexpr qsizetype head = 20;
    if (body.size() < head)
        return problem(CaptureProblem::Kind::PacketCut);
    PacketPlace place;
    place.interface = u32(body, 0);
    place.time = (static_cast<quint64>(u32(body, 4)) << 32) | u32(body, 8);
    place.captured = u32(body, 12);
    place.original = u32(body, 16);
    const QByteArrayView content = body.sliced(head);
    place.data = content.first(std::min<qsizetype>(place.captured, content.size()));
    place.options = content.sliced(std::min(padded(place.data.size()), content.size()));
    deliver(place);
}

void PcapngReader::readOldPacket(QByteArrayView body)
{
    constexpr qsizetype head = 20;
    if (body.size() < head)
        return problem(CaptureProblem::Kind::PacketCut);
    PacketPlace place;
    place.interface = u16(body, 0);
    place.time = (static_cast<quint64>(u32(body, 4)) << 32) | u32(body, 8);
    place.captured = u32(body, 12);
    place.original = u32(body, 16);
    const QByteArrayView content = body.sliced(head);
    place.data = content.first(std::min<qsizetype>(place.captured, content.size()));
    place.options = content.sliced(std::min(padded(place.data.size()), content.size()));
    deliver(place);
}

void PcapngReader::readSimplePacket(QByteArrayView body)
{
    if (body.size() < 4)
        return problem(CaptureProblem::Kind::PacketCut);
    PacketPlace place;
    place.original = u32(body, 0);
    const QByteArrayView content = body.sliced(4);
    place.data = content.first(std::min<qsizetype>(place.original, content.size()));
    place.captured = static_cast<quint32>(place.data.size());
    deliver(place);
}

void PcapngReader::readStatistics(QByteArrayView body)
{
    constexpr qsizetype head = 12;
    if (body.size() >= head)
        m_closed = parseOptions(body.sliced(head), m_bigEndian).isClosed;
}

qint64 PcapngReader::timeOf(const PacketPlace &place, const Interface &interface)
{
    if (!place.time) // A simple packet has none, which is no fault.
        return m_lastTime;
    const quint64 seconds = *place.time / interface.unitsPerSecond;
    const auto offset = static_cast<quint64>(interface.offset);
    // Wraps around for what is before 1970, and is then out of range too.
    const quint64 sum = seconds + offset;
    if (sum >= lastSecond) {
        problem(CaptureProblem::Kind::BadTime);
        return m_lastTime;
    }
    const quint64 part =
        nanosecondsOf(*place.time % interface.unitsPerSecond, interface.unitsPerSecond);
    m_lastTime = static_cast<qint64>(sum * nanosecondsInSecond + part);
    return m_lastTime;
}

void PcapngReader::deliver(const PacketPlace &place)
{
    m_closed = false;
    qsizetype index = place.interface;
    if (index >= m_interfaces.size()) {
        // The block of an interface was lost; those of one program are much alike.
        problem(CaptureProblem::Kind::BadDetail);
        if (m_interfaces.isEmpty() && !m_isOurs)
            return;
        if (m_interfaces.isEmpty())
            m_interfaces.append({rtacSerial, nanosecondsInSecond, 0, 0});
        index = m_interfaces.size() - 1;
    }
    const Interface &interface = m_interfaces.at(index);
    if (interface.linkType != rtacSerial)
        return problem(CaptureProblem::Kind::OtherLinkType, interface.linkType);
    CaptureOptions options = parseOptions(place.options, m_bigEndian);
    RtacPacket packet;
    packet.offset = m_offset + m_at;
    packet.time = timeOf(place, interface);
    packet.data = place.data;
    packet.isCut = place.captured < place.original
        || static_cast<qsizetype>(place.captured) > place.data.size();
    packet.speed = interface.speed;
    packet.comments = std::move(options.comments);
    packet.characters = options.characters;
    packet.runs = options.runs;
    packet.what = std::move(options.what);
    packet.isDerived = options.isDerived;
    if (!options.time.isEmpty())
        packet.correction = ByteSource(options.time).zigzag();
    const QByteArrayView flags = options.texts[flagsOption - 2];
    if (flags.size() == 4 && (u32(flags, 0) & 3) != 0)
        packet.outbound = (u32(flags, 0) & 3) == outbound;
    m_packets.read(packet);
}

} // namespace optoscope
