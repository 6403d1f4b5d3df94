// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/entrycodec.h"

#include "core/capture/bytesink.h"
#include "core/capture/bytesource.h"
#include "core/capture/captureformat.h"

#include <QMetaEnum>

namespace optoscope {

namespace {

using What = decltype(TraceEntry::what);

enum class Kind : quint8 { Settings = 1, ControlLines, Break, Event, Note };

constexpr int fastestBaud = 100'000'000;

enum LineBit : quint8 { Dtr = 1, Rts = 2, Cts = 4, Dsr = 8, Dcd = 16, Ring = 32 };

// Enumerators are written by name: a later version may put others between them.
template <typename Enum>
void writeName(ByteSink &sink, Enum value)
{
    sink.string(QLatin1String(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value))));
}

template <typename Enum>
Enum readName(ByteSource &source)
{
    bool ok = false;
    const int value =
        QMetaEnum::fromType<Enum>().keyToValue(source.string().toLatin1().constData(), &ok);
    if (!ok)
        source.fail();
    return static_cast<Enum>(ok ? value : 0);
}

template <typename Enum>
Enum readEnum(ByteSource &source, Enum last)
{
    const quint8 value = source.byte();
    if (value > static_cast<quint8>(last))
        source.fail();
    return source.isOk() ? static_cast<Enum>(value) : Enum{};
}

void writeTime(ByteSink &sink, const std::optional<Instant> &at)
{
    sink.byte(at ? 1 : 0);
    if (at)
        sink.zigzag(at->time_since_epoch().count());
}

std::optional<Instant> readTime(ByteSource &source, nanoseconds shift)
{
    if (source.byte() == 0)
        return {};
    const auto isInRange = [](qint64 count) {
        return count >= -capture::latest && count <= capture::latest;
    };
    const qint64 at = source.zigzag();
    if (!isInRange(at) || !isInRange(at + shift.count()))
        source.fail();
    return Instant(nanoseconds(source.isOk() ? at : 0) + shift);
}

void write(ByteSink &sink, CharacterFormat format)
{
    sink.byte(format.dataBits);
    sink.byte(static_cast<int>(format.parity));
    sink.byte(format.stopBits);
}

CharacterFormat readFormat(ByteSource &source)
{
    const int dataBits = source.byte();
    const auto parity = readEnum(source, Parity::Space);
    const int stopBits = source.byte();
    if (dataBits < 5 || dataBits > 8 || stopBits < 1 || stopBits > 2)
        source.fail();
    return source.isOk() ? CharacterFormat{dataBits, parity, stopBits} : format8N1;
}

void write(ByteSink &sink, const LineSettings &settings)
{
    sink.number(static_cast<qint32>(settings.baud.value));
    write(sink, settings.format);
    write(sink, settings.portFormat);
    sink.byte(static_cast<int>(settings.parity));
}

LineSettings readSettings(ByteSource &source)
{
    LineSettings settings;
    settings.baud.value = source.number<qint32>();
    settings.format = readFormat(source);
    settings.portFormat = readFormat(source);
    settings.parity = readEnum(source, ParityBy::None);
    if (settings.baud.value < 0 || settings.baud.value > fastestBaud)
        source.fail();
    return settings;
}

void write(ByteSink &sink, const ControlLines &lines)
{
    sink.byte((lines.dtr ? Dtr : 0) | (lines.rts ? Rts : 0) | (lines.cts ? Cts : 0)
              | (lines.dsr ? Dsr : 0) | (lines.dcd ? Dcd : 0) | (lines.ring ? Ring : 0));
}

ControlLines readLines(ByteSource &source)
{
    const int bits = source.byte();
    const auto has = [bits](LineBit bit) { return (bits & bit) != 0; };
    return {has(Dtr), has(Rts), has(Cts), has(Dsr), has(Dcd), has(Ring)};
}

void write(ByteSink &sink, const Finding &finding)
{
    writeName(sink, finding.id);
    sink.byte(static_cast<int>(finding.severity));
    sink.byte(static_cast<int>(finding.blame));
    writeTime(sink, finding.at);
    sink.zigzag(finding.offset);
    sink.real(finding.value);
    sink.real(finding.limit);
    sink.string(finding.detail);
}

Finding readFinding(ByteSource &source, nanoseconds shift)
{
    Finding finding;
    finding.id = readName<FindingId>(source);
    finding.severity = readEnum(source, Severity::error);
    finding.blame = readEnum(source, Blame::meter);
    finding.at = readTime(source, shift);
    finding.offset = source.zigzag();
    finding.value = source.real();
    finding.limit = source.real();
    finding.detail = source.string();
    return finding;
}

void write(ByteSink &sink, const Evidence &evidence)
{
    writeName(sink, evidence.step);
    writeName(sink, evidence.id);
    sink.real(evidence.value);
    sink.string(evidence.detail);
    writeTime(sink, evidence.at);
}

Evidence readEvidence(ByteSource &source, nanoseconds shift)
{
    Evidence evidence;
    evidence.step = readName<TestStep>(source);
    evidence.id = readName<EvidenceId>(source);
    evidence.value = source.real();
    evidence.detail = source.string();
    evidence.at = readTime(source, shift);
    return evidence;
}

void write(ByteSink &sink, const Event &event)
{
    sink.byte(static_cast<int>(event.kind));
    sink.string(event.detail);
    // Most events have neither, and then they are as a new one has them.
    const bool hasFinding = event.finding != Finding{};
    const bool hasEvidence = event.evidence != Evidence{};
    sink.byte((hasFinding ? 1 : 0) | (hasEvidence ? 2 : 0));
    if (hasFinding)
        write(sink, event.finding);
    if (hasEvidence)
        write(sink, event.evidence);
}

Event readEvent(ByteSource &source, nanoseconds shift)
{
    Event event;
    event.kind = readEnum(source, Event::Kind::Tried);
    event.detail = source.string();
    const int parts = source.byte();
    if ((parts & 1) != 0)
        event.finding = readFinding(source, shift);
    if ((parts & 2) != 0)
        event.evidence = readEvidence(source, shift);
    return event;
}

} // namespace

QByteArray encodeWhat(const TraceEntry &entry)
{
    QByteArray bytes;
    ByteSink sink(bytes);
    const auto kind = [&](Kind value) { sink.byte(static_cast<int>(value)); };
    if (const auto *settings = std::get_if<LineSettings>(&entry.what)) {
        kind(Kind::Settings);
        write(sink, *settings);
    } else if (const auto *lines = std::get_if<ControlLines>(&entry.what)) {
        kind(Kind::ControlLines);
        write(sink, *lines);
    } else if (const auto *held = std::get_if<Break>(&entry.what)) {
        kind(Kind::Break);
        sink.byte(held->on ? 1 : 0);
    } else if (const auto *event = std::get_if<Event>(&entry.what)) {
        kind(Kind::Event);
        write(sink, *event);
    } else if (const auto *note = std::get_if<Note>(&entry.what)) {
        kind(Kind::Note);
        sink.string(note->text);
    }
    return bytes;
}

std::optional<What> decodeWhat(QByteArrayView bytes, nanoseconds shift)
{
    ByteSource source(bytes);
    What what;
    switch (static_cast<Kind>(source.byte())) {
    case Kind::Settings: what = readSettings(source); break;
    case Kind::ControlLines: what = readLines(source); break;
    case Kind::Break: what = Break{source.byte() != 0}; break;
    case Kind::Event: what = readEvent(source, shift); break;
    case Kind::Note: what = Note{source.string()}; break;
    default: source.fail(); break;
    }
    if (!source.isOk() || !source.isAtEnd())
        return {};
    return what;
}

QByteArray encodeSettings(const LineSettings &settings)
{
    QByteArray bytes;
    ByteSink sink(bytes);
    write(sink, settings);
    return bytes;
}

std::optional<LineSettings> decodeSettings(QByteArrayView bytes)
{
    ByteSource source(bytes);
    const LineSettings settings = readSettings(source);
    if (!source.isOk())
        return {};
    return settings;
}

} // namespace optoscope
