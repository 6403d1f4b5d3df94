// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcapngwriter.h"

#include "core/capture/bytesink.h"
#include "core/capture/captureblocks.h"
#include "core/capture/captureformat.h"
#include "core/capture/entrycodec.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace optoscope {

using namespace capture;

namespace {

constexpr qsizetype mostCharacters = 4096; ///< in a packet
constexpr qsizetype mostInterfaces = 1000;
constexpr qint64 nanosecondsInMillisecond = 1'000'000;
constexpr qint64 nanosecondsInSecond = 1'000'000'000;
constexpr int mostErrorsInSecond = 100;

quint8 payloadOf(Character character, const std::optional<LineSettings> &settings)
{
    const int mask = settings ? settings->format.dataMask() : 0xFF;
    return static_cast<quint8>(character.wire & mask);
}

/// Flags of a character whose payload is \a payload: what the payload leaves out of it.
int flagsOf(Character character, quint8 payload)
{
    const int lost = character.wire & ~payload;
    return character.flags.toInt() | ((lost & 0x80) != 0 ? bit7Flag : 0)
        | ((lost & 0x40) != 0 ? bit6Flag : 0) | ((lost & 0x20) != 0 ? bit5Flag : 0);
}

qint64 countOf(Instant at)
{
    return std::clamp<qint64>(at.time_since_epoch().count(), -latest, latest);
}

/// The line settings as their own short names: "9600 7E1, port 8N1".
QString nameOf(const LineSettings &settings)
{
    QString name = QString::number(settings.baud.value) + u' ' + settings.format.toText();
    if (settings.portFormat != settings.format)
        name += u", port "_qs + settings.portFormat.toText();
    return name;
}

RtacEvent eventOf(const TraceEntry &entry)
{
    const auto *held = std::get_if<Break>(&entry.what);
    return held && held->on ? RtacEvent::Break : RtacEvent::StatusChange;
}

quint8 linesOf(const ControlLines &lines)
{
    return static_cast<quint8>((lines.cts ? ctsBit : 0) | (lines.dcd ? dcdBit : 0)
                               | (lines.dsr ? dsrBit : 0) | (lines.rts ? rtsBit : 0)
                               | (lines.dtr ? dtrBit : 0) | (lines.ring ? ringBit : 0));
}

} // namespace

qint64 epochOf(const QDateTime &anchor)
{
    constexpr qint64 last = 5'680'281'600'000; // 2150-01-01
    const qint64 milliseconds = anchor.isValid() ? anchor.toMSecsSinceEpoch() : 0;
    return milliseconds < 0 || milliseconds > last ? 0 : milliseconds * nanosecondsInMillisecond;
}

/// A packet of characters that may still grow.
struct PcapngWriter::Pending {
    struct Damaged {
        Instant at;
        CharacterFlags flags;
    };

    bool sent = false;
    Instant at; ///< of its first run
    Instant last; ///< of its last character
    Instant end; ///< of its last character's last bit
    QByteArray payload;
    QByteArray characters;
    QByteArray runs;
    QList<Damaged> damaged;

    void add(Instant begin, quint8 data, int flags)
    {
        const qint64 delta = payload.isEmpty() ? 0 : std::max<qint64>((begin - last).count(), 0);
        ByteSink sink(characters);
        sink.number(
            static_cast<quint32>(std::min<qint64>(delta, std::numeric_limits<quint32>::max())));
        sink.byte(flags);
        payload.append(static_cast<char>(data));
        last = begin;
    }
};

PcapngWriter::PcapngWriter(const CaptureFacts &facts, std::shared_ptr<const Wording> wording)
    : m_facts(facts)
    , m_wording(std::move(wording))
{
    writeSection();
}

PcapngWriter::~PcapngWriter() = default;
PcapngWriter::PcapngWriter(PcapngWriter &&) noexcept = default;
PcapngWriter &PcapngWriter::operator=(PcapngWriter &&) noexcept = default;

QByteArray PcapngWriter::take()
{
    return std::exchange(m_out, {});
}

void PcapngWriter::append(const TraceEntry &entry)
{
    if (const CharacterRun *run = runOf(entry)) {
        appendRun(entry.at, *run, std::holds_alternative<Sent>(entry.what));
        return;
    }
    endPacket();
    appendWhat(entry);
}

/// A run joins the packet before if it follows within two character times.
bool PcapngWriter::joins(Instant at, bool sent) const
{
    if (!m_pending || m_pending->sent != sent || at < m_pending->last)
        return false;
    const nanoseconds characterTime =
        m_settings && m_settings->baud.value > 0 ? m_settings->characterTime() : nanoseconds(0);
    return at - m_pending->end < 2 * characterTime && m_pending->payload.size() < mostCharacters
        && m_pending->runs.size() < longestOption - 64;
}

void PcapngWriter::appendRun(Instant at, const CharacterRun &run, bool sent)
{
    if (!joins(at, sent))
        endPacket();
    if (m_interface < 0)
        chooseInterface({});
    qsizetype from = 0;
    do {
        if (!m_pending) {
            m_pending = std::make_unique<Pending>();
            m_pending->sent = sent;
            m_pending->at = at + run.spacing * from;
        }
        const qsizetype room = mostCharacters - m_pending->payload.size();
        const qsizetype count = std::min(room, run.characters.size() - from);
        appendPart(at, run, from, count);
        from += count;
        if (from < run.characters.size())
            endPacket();
    } while (from < run.characters.size());
}

void PcapngWriter::appendPart(Instant at, const CharacterRun &run, qsizetype from, qsizetype count)
{
    Pending &packet = *m_pending;
    ByteSink runs(packet.runs);
    runs.byte((run.beginsRead ? runBeginsRead : 0) | (from > 0 ? runContinues : 0));
    runs.varint(static_cast<quint64>(count));
    runs.zigzag(countOf(at) - countOf(packet.at));
    runs.zigzag(std::clamp<qint64>(run.spacing.count(), -widestSpacing, widestSpacing));
    runs.zigzag(std::clamp<qint64>(run.lateness.count(), -latest, latest));
    for (qsizetype i = from; i < from + count; ++i) {
        const Character character = run.characters.at(i);
        const quint8 payload = payloadOf(character, m_settings);
        const bool beginsRead = i == 0 && run.beginsRead;
        const Instant begin = at + run.spacing * i;
        packet.add(begin, payload, flagsOf(character, payload) | (beginsRead ? beginsReadFlag : 0));
        if (character.isDamaged())
            packet.damaged.append({begin, character.flags});
    }
    packet.end = endOf(at, run);
}

void PcapngWriter::endPacket()
{
    const auto packet = std::exchange(m_pending, {});
    if (!packet)
        return;
    QByteArray options;
    appendCustom(options, charactersTag, packet->characters);
    appendCustom(options, runsTag, packet->runs);
    const RtacEvent event = packet->sent ? RtacEvent::TxStart : RtacEvent::RxStart;
    writePacket(packet->at, static_cast<quint8>(event),
                packet->sent ? Direction::Out : Direction::In, packet->payload, options);
    appendErrors(*packet);
}

/// Other programs find damaged characters by these packets; they are not read again.
void PcapngWriter::appendErrors(const Pending &packet)
{
    constexpr std::pair<CharacterFlag, RtacEvent> events[] = {
        {CharacterFlag::ParityError, RtacEvent::ParityError},
        {CharacterFlag::FramingError, RtacEvent::FramingError},
        {CharacterFlag::Break, RtacEvent::Break},
        {CharacterFlag::Overrun, RtacEvent::Overflow}};
    QByteArray options;
    appendCustom(options, derivedTag, {});
    for (const auto &damaged : packet.damaged) {
        for (const auto &[flag, event] : events) {
            if (!damaged.flags.testFlag(flag))
                continue;
            if (m_errors == 0 || damaged.at < m_errorSecond
                || damaged.at - m_errorSecond >= std::chrono::seconds(1)) {
                m_errorSecond = damaged.at;
                m_errors = 0;
            }
            if (++m_errors > mostErrorsInSecond)
                continue;
            writePacket(damaged.at, static_cast<quint8>(event),
                        packet.sent ? Direction::Out : Direction::In, {}, options);
        }
    }
}

void PcapngWriter::appendWhat(const TraceEntry &entry)
{
    const auto *settings = std::get_if<LineSettings>(&entry.what);
    if (settings || m_interface < 0)
        chooseInterface(settings ? std::optional(*settings) : m_settings);
    if (const auto *lines = std::get_if<ControlLines>(&entry.what))
        m_lines = linesOf(*lines);
    QByteArray options;
    appendText(options, commentOption, commentOf(entry));
    const QByteArray what = encodeWhat(entry);
    for (qsizetype from = 0; from < what.size(); from += longestOption)
        appendCustom(
            options, entryTag,
            QByteArrayView(what).sliced(from).first(std::min(longestOption, what.size() - from)));
    const bool isBreak = std::holds_alternative<Break>(entry.what);
    writePacket(entry.at, static_cast<quint8>(eventOf(entry)),
                isBreak ? Direction::Out : Direction::None, {}, options);
}

QString PcapngWriter::commentOf(const TraceEntry &entry) const
{
    QString text = m_wording ? m_wording->entryText(entry) : QString();
    if (!text.isEmpty())
        return text;
    if (const auto *settings = std::get_if<LineSettings>(&entry.what))
        return nameOf(*settings);
    if (const auto *event = std::get_if<Event>(&entry.what)) {
        if (event->kind == Event::Kind::Found)
            return findingName(event->finding.id);
        if (event->kind == Event::Kind::Measured)
            return evidenceName(event->evidence.id);
        return event->detail;
    }
    if (const auto *note = std::get_if<Note>(&entry.what))
        return note->text;
    return {};
}

void PcapngWriter::chooseInterface(const std::optional<LineSettings> &settings)
{
    m_settings = settings;
    const Interface wanted{settings};
    m_interface = m_interfaces.indexOf(wanted);
    if (m_interface >= 0)
        return;
    if (m_interfaces.size() >= mostInterfaces) {
        m_interface = 0;
        return;
    }
    m_interface = m_interfaces.size();
    m_interfaces.append(wanted);
    writeInterface(wanted);
}

void PcapngWriter::writeSection()
{
    QByteArray body;
    ByteSink sink(body);
    sink.number(byteOrderMagic);
    sink.number(quint16{1});
    sink.number(quint16{0});
    sink.number(qint64{-1});
    appendText(body, hardwareOption, m_facts.adapter);
    appendText(body, systemOption, m_facts.system);
    appendText(body, programOption, m_facts.program);
    QByteArray facts;
    ByteSink factsSink(facts);
    factsSink.byte(m_facts.anchor.isValid() ? 1 : 0);
    factsSink.zigzag(m_facts.anchor.isValid() ? m_facts.anchor.toMSecsSinceEpoch() : 0);
    factsSink.string(m_facts.target.left(longestText));
    appendCustom(body, factsTag, facts);
    appendOption(body, endOption, {});
    appendBlock(m_out, sectionBlock, body);
}

void PcapngWriter::writeInterface(const Interface &interface)
{
    QByteArray body;
    ByteSink sink(body);
    sink.number(rtacSerial);
    sink.number(quint16{0});
    sink.number(quint32{0});
    appendText(body, nameOption, m_facts.target);
    const auto &settings = interface.settings;
    if (settings) {
        appendText(body, descriptionOption, nameOf(*settings));
        if (settings->baud.value > 0) {
            QByteArray speed;
            ByteSink(speed).number(static_cast<quint64>(settings->baud.value));
            appendOption(body, speedOption, speed);
        }
    }
    appendOption(body, resolutionOption, QByteArrayView("\x09", 1));
    if (settings)
        appendCustom(body, settingsTag, encodeSettings(*settings));
    appendOption(body, endOption, {});
    appendBlock(m_out, interfaceBlock, body);
}

void PcapngWriter::writePacket(Instant at, quint8 event, Direction direction,
                               QByteArrayView payload, const QByteArray &options)
{
    const qint64 exact = epochOf(m_facts.anchor) + countOf(at);
    // Before 1970 there is no time; our own details have it.
    const qint64 time = std::max<qint64>(exact, 0);
    QByteArray body;
    body.reserve(64 + payload.size() + options.size());
    ByteSink sink(body);
    const auto size = static_cast<quint32>(rtacHeaderSize + payload.size());
    sink.number(static_cast<quint32>(m_interface));
    sink.number(static_cast<quint32>(time >> 32));
    sink.number(static_cast<quint32>(time));
    sink.number(size);
    sink.number(size);
    sink.number(qToBigEndian(static_cast<quint32>(time / nanosecondsInSecond)));
    sink.number(qToBigEndian(static_cast<quint32>(time % nanosecondsInSecond / 1000)));
    sink.byte(event);
    sink.byte(m_lines);
    sink.number(quint16{0});
    body.append(payload);
    padBlock(body);
    if (direction != Direction::None) {
        QByteArray flags;
        ByteSink(flags).number(direction == Direction::In ? inbound : outbound);
        appendOption(body, flagsOption, flags);
    }
    body.append(options);
    if (exact != time) {
        QByteArray correction;
        ByteSink(correction).zigzag(exact - time);
        appendCustom(body, timeTag, correction);
    }
    appendOption(body, endOption, {});
    appendBlock(m_out, packetBlock, body);
    ++m_packetCount;
}

void PcapngWriter::finish()
{
    endPacket();
    if (m_interface < 0)
        chooseInterface({});
    m_out += endOfRecording(m_packetCount);
}

QByteArray PcapngWriter::endOfRecording(std::optional<qint64> packets)
{
    QByteArray body;
    ByteSink sink(body);
    sink.number(quint32{0});
    sink.number(quint64{0});
    if (packets) {
        QByteArray count;
        ByteSink(count).number(static_cast<quint64>(*packets));
        appendOption(body, receivedOption, count);
    }
    appendCustom(body, closedTag, {});
    appendOption(body, endOption, {});
    QByteArray block;
    appendBlock(block, statisticsBlock, body);
    return block;
}

} // namespace optoscope
