// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/recognise/linecases.h"

#include "core/bench/remotecontrol.h"
#include "core/iec62056/check.h"
#include "core/uart/decoder.h"
#include "core/uart/softwareparity.h"

#include <random>

namespace optoscope {

namespace {

using namespace std::chrono_literals;

constexpr Instant begin = Instant() + 100ms;

class Chance
{
public:
    explicit Chance(quint32 seed)
        : m_engine(seed)
    {
    }
    int number(int least, int most)
    {
        return std::uniform_int_distribution<int>(least, most)(m_engine);
    }
    double real(double least, double most)
    {
        return std::uniform_real_distribution<double>(least, most)(m_engine);
    }
    double exponential(double mean)
    {
        return std::exponential_distribution<double>(1 / mean)(m_engine);
    }
    bool flip(double probability) { return real(0, 1) < probability; }
    template <typename T>
    T pick(std::initializer_list<T> choices)
    {
        return *(choices.begin() + number(0, static_cast<int>(choices.size()) - 1));
    }
    QByteArray bytes(int count)
    {
        QByteArray bytes;
        for (int i = 0; i < count; ++i)
            bytes.append(static_cast<char>(number(0, 255)));
        return bytes;
    }
    QByteArray digits(int count)
    {
        QByteArray digits;
        for (int i = 0; i < count; ++i)
            digits.append(static_cast<char>('0' + number(0, 9)));
        return digits;
    }

private:
    std::mt19937 m_engine;
};

/// A case and the waveforms that it came from.
struct Drawing {
    TraceEntries entries;
    Waveform sent;
    Waveform heard;
};

nanoseconds seconds(double value)
{
    return nanoseconds(static_cast<qint64>(value * 1e9));
}

CharacterFormat portFormat(const LineSettings &settings)
{
    return settings.parity == ParityBy::Software ? settings.portFormat : settings.format;
}

LineSettings settings7E1(Chance &chance, int baud)
{
    return chance.flip(0.5) ? withSoftwareParity(Baud{baud}, format7E1)
                            : withHardwareParity(Baud{baud}, format7E1);
}

LineSettings settings8N1(int baud)
{
    return withHardwareParity(Baud{baud}, format8N1);
}

/// How somebody listens to whatever may come.
LineSettings anySettings(Chance &chance)
{
    const int baud = chance.pick({300, 300, 2400, 9600, 9600, 38400});
    return chance.flip(0.5) ? settings7E1(chance, baud) : settings8N1(baud);
}

Waveform drawn(const QByteArray &data, const LineSettings &settings, Instant at = begin)
{
    Waveform line;
    Encoder({settings.baud}, portFormat(settings))
        .encode(at, toCharacters(encodeCharacters(data, settings)), line);
    return line;
}

void appendSent(Drawing &drawing, const QByteArray &data, const LineSettings &settings)
{
    drawing.sent = drawn(data, settings);
    const Characters characters = toCharacters(encodeCharacters(data, settings));
    drawing.entries.append({begin, Sent{{characters, settings.characterTime(), {}, true}}});
}

/// What a port hears of \a line, each character for itself.
void appendHeard(Drawing &drawing, const Waveform &line, const LineSettings &settings)
{
    drawing.heard = line;
    Decoder decoder({settings.baud}, portFormat(settings), line.initial(),
                    {{}, ReceiverModel::SeesStart::AtTheNextSample});
    decoder.feed(line, Instant());
    const Instant end = line.edges().empty() ? begin : line.edges().back().at;
    for (const TimedCharacter &timed : decoder.take(end + 5s)) {
        const Character character = checkCharacter(timed.character, settings);
        drawing.entries.append(
            {timed.at, Received{{{character}, settings.characterTime(), {}, true}}});
    }
}

QByteArray heardData(const TraceEntries &entries)
{
    QByteArray data;
    for (const TraceEntry &entry : entries)
        if (const auto *received = std::get_if<Received>(&entry.what))
            data += toBytes(received->run.characters, 0x7F);
    return data;
}

QByteArray request(Chance &chance)
{
    const QByteArray address = chance.flip(0.4) ? chance.digits(chance.number(1, 12)) : "";
    return "/?" + address + "!\r\n";
}

QByteArray identification(Chance &chance)
{
    const auto maker = chance.pick({"LGZ", "ISk", "EMH", "ACE", "ESY", "KAM"});
    const char baud = static_cast<char>('0' + chance.number(0, 6));
    return QByteArray("/") + maker + baud + chance.pick({"\\2", ""}) + "M"
        + chance.digits(chance.number(3, 12)) + "\r\n";
}

QByteArray block(Chance &chance, int sets)
{
    QByteArray block;
    for (int i = 0; i < sets; ++i) {
        block += chance.pick({"", "1-1:"}) + QByteArray::number(chance.number(0, 99)) + '.'
            + chance.digits(1) + '.' + chance.digits(1) + '(' + chance.digits(6) + '.'
            + chance.digits(2) + chance.pick({"*kWh", "*kW", ""}) + ")\r\n";
    }
    return block;
}

QByteArray dataMessage(Chance &chance, int sets)
{
    const QByteArray covered = block(chance, sets) + "!\r\n\x03";
    return '\x02' + covered + static_cast<char>(xorCheck(covered));
}

QByteArray readout(Chance &chance)
{
    switch (chance.number(0, 3)) {
    case 0: return identification(chance);
    case 1: return dataMessage(chance, chance.number(2, 30));
    case 2: return identification(chance) + "\r\n" + block(chance, chance.number(3, 12)) + "!\r\n";
    default: return identification(chance) + dataMessage(chance, chance.number(1, 30));
    }
}

QByteArray telegram(Chance &chance)
{
    QByteArray text = "/XMX5M" + chance.digits(8) + "\r\n\r\n1-3:0.2.8(50)\r\n0-0:1.0.0("
        + chance.digits(12) + "W)\r\n0-0:96.1.1(" + chance.digits(20) + ")\r\n"
        + block(chance, chance.number(2, 15)) + '!';
    const QByteArray crc = QByteArray::number(crc16(text), 16).toUpper().rightJustified(4, '0');
    return text + crc + "\r\n";
}

QByteArray sml(Chance &chance)
{
    QByteArray message("\x1B\x1B\x1B\x1B\x01\x01\x01\x01\x76\x05", 10);
    message += chance.bytes(4) + QByteArray("\x62\x00\x62\x00\x72\x63\x07\x01\x77\x01", 10);
    const int values = chance.number(2, 8);
    for (int i = 0; i < values; ++i)
        message += QByteArray("\x77\x07\x01\x00", 4) + chance.bytes(3) + '\xFF' + "\x01\x01\x62\x1E"
            + "\x52\xFF\x56" + chance.bytes(5) + '\x01';
    message += QByteArray("\x1B\x1B\x1B\x1B\x1A\x00", 6) + chance.bytes(2);
    // Somebody begins to listen in the middle.
    return chance.flip(0.3) ? message.mid(message.size() / 2) + message : message;
}

QByteArray frameCheck(const QByteArray &covered)
{
    // Qt's ISO 3309 check sum is HDLC's.
    const quint16 sum = qChecksum(covered, Qt::ChecksumIso3309);
    return QByteArray(1, static_cast<char>(sum & 0xFF)) + static_cast<char>(sum >> 8);
}

QByteArray hdlc(Chance &chance)
{
    const bool hasInformation = chance.flip(0.8);
    const QByteArray information = hasInformation ? chance.bytes(chance.number(5, 120)) : "";
    const QByteArray addresses =
        chance.pick({QByteArray("\x03\x21"), QByteArray("\x00\x02\x23\x03", 4),
                     QByteArray("\xCE\xFF\x03"), QByteArray("\x41\x03")});
    const auto length = addresses.size() + 3 + (hasInformation ? information.size() + 4 : 2);
    QByteArray frame(1, static_cast<char>(0xA0 | (length >> 8)));
    frame += static_cast<char>(length & 0xFF);
    frame += addresses + chance.pick({'\x73', '\x13', '\x1F'});
    frame += frameCheck(frame);
    if (hasInformation) {
        frame += information;
        frame += frameCheck(frame);
    }
    return '\x7E' + frame + '\x7E';
}

QByteArray mbus(Chance &chance)
{
    if (chance.flip(0.2))
        return "\xE5";
    const QByteArray content = "\x08\x01\x72" + chance.bytes(chance.number(12, 120));
    int sum = 0;
    for (const char byte : content)
        sum += static_cast<quint8>(byte);
    const auto length = static_cast<char>(content.size());
    return QByteArray("\x68") + length + length + '\x68' + content + static_cast<char>(sum & 0xFF)
        + '\x16';
}

QByteArray strange(Chance &chance)
{
    switch (chance.number(0, 3)) {
    case 0: // ANSI C12.18
        return QByteArray("\xEE\x00\x00\x00\x00", 5) + chance.bytes(chance.number(4, 30));
    case 1: // KMP
        return "\x40\x3F\x10\x01" + chance.bytes(chance.number(8, 30)) + '\r';
    case 2: return "boot=1\r\nfw=" + chance.digits(6) + "\r\ntime=" + chance.digits(10) + "\r\n";
    default: return chance.bytes(chance.number(12, 60));
    }
}

/// Light that comes later by \a later and goes out later by \a longer.
Waveform withPulses(const Waveform &line, nanoseconds later, nanoseconds longer)
{
    Waveform changed;
    const std::vector<Edge> &edges = line.edges();
    for (size_t i = 0; i + 1 < edges.size(); i += 2) {
        const Instant on = edges[i].at + later;
        const Instant off = edges[i + 1].at + longer;
        if (on >= off)
            continue;
        changed.set(on, Level::Space);
        changed.set(off, Level::Mark);
    }
    return changed;
}

Waveform spikes(const Waveform &line, nanoseconds width)
{
    Waveform changed;
    for (const Edge &edge : line.edges()) {
        Waveform spike;
        spike.set(edge.at, Level::Space);
        spike.set(edge.at + width, Level::Mark);
        changed = spaceOfEither(changed, spike);
    }
    return changed;
}

Waveform glitches(Chance &chance, nanoseconds length, double perSecond, double shortest,
                  double longest)
{
    Waveform line;
    for (double at = chance.exponential(1 / perSecond); seconds(at) < length;
         at += chance.exponential(1 / perSecond)) {
        const Instant on = begin + seconds(at);
        if (!line.edges().empty() && on <= line.edges().back().at)
            continue;
        line.set(on, Level::Space);
        line.set(on + seconds(chance.real(shortest, longest)), Level::Mark);
    }
    return line;
}

Waveform damaged(Chance &chance, const Waveform &line, nanoseconds bit)
{
    const auto bits = [&](double least, double most) {
        return seconds(chance.real(least, most) * static_cast<double>(bit.count()) * 1e-9);
    };
    switch (chance.number(0, 3)) {
    case 0: return withPulses(line, bits(0.42, 2.5), 0ns);
    case 1: return withPulses(line, 0ns, bits(0.5, 1.6));
    case 2: return spikes(line, bits(0.5, 1.2));
    default: {
        const nanoseconds length = line.edges().back().at - begin;
        const double bitSeconds = static_cast<double>(bit.count()) * 1e-9;
        return spaceOfEither(
            line, glitches(chance, length, 0.05 / bitSeconds, 0.5 * bitSeconds, 2 * bitSeconds));
    }
    }
}

Waveform lamp(Chance &chance)
{
    const double period = 1 / chance.pick({100.0, 120.0, 50.0});
    const double duty = chance.real(0.1, 0.95);
    const double length = chance.real(0.7, 3);
    Waveform line;
    for (double at = chance.real(0, period); at < length; at += period) {
        line.set(begin + seconds(at), Level::Space);
        line.set(begin + seconds(at + duty * period), Level::Mark);
    }
    return line;
}

/// A press of a TV remote's key, as a slow receiver sees it or one that follows the carrier.
Waveform remote(Chance &chance)
{
    const RemoteCode code = chance.pick({RemoteCode::nec, RemoteCode::rc5});
    if (chance.flip(0.5))
        return remoteBursts(code, begin);
    return remotePress(code, begin, static_cast<quint64>(chance.number(0, 1'000'000)));
}

Waveform noise(Chance &chance)
{
    return glitches(chance, seconds(chance.real(2, 8)), chance.real(20, 80), 5e-5, 2e-3);
}

/// Sender and reader at two bauds. From too few characters nobody can tell.
Drawing mismatch(Chance &chance, LineCase &drawn)
{
    const auto draw = [&] { return chance.pick({300, 600, 1200, 2400, 4800, 9600, 19200}); };
    const int sender = draw();
    int reader = draw();
    while (reader == sender)
        reader = draw();
    drawn.senderBaud = Baud{sender};
    const QByteArray text = identification(chance) + dataMessage(chance, chance.number(5, 40));
    Drawing drawing;
    const LineSettings heardAt =
        chance.flip(0.7) ? settings7E1(chance, reader) : settings8N1(reader);
    drawing.entries.append({Instant(), heardAt});
    appendHeard(drawing, optoscope::drawn(text, withSoftwareParity(Baud{sender}, format7E1)),
                heardAt);
    return drawing;
}

Drawing heardAlone(const Waveform &line, const LineSettings &settings)
{
    Drawing drawing{{{Instant(), settings}}, Waveform(), Waveform()};
    appendHeard(drawing, line, settings);
    return drawing;
}

Drawing spoken(const QByteArray &data, const LineSettings &settings)
{
    return heardAlone(drawn(data, settings), settings);
}

Drawing echo(Chance &chance, LineClass lineClass)
{
    const LineSettings settings = settings7E1(chance, chance.pick({300, 300, 2400, 9600}));
    const QByteArray data = request(chance);
    const Waveform line = drawn(data, settings);
    Drawing drawing{{{Instant(), settings}}, Waveform(), Waveform()};
    appendSent(drawing, data, settings);
    if (lineClass == LineClass::exactEcho)
        appendHeard(drawing, line, settings);
    else if (lineClass == LineClass::damagedEcho)
        appendHeard(drawing, damaged(chance, line, settings.bitTime()), settings);
    else if (lineClass == LineClass::invertedEcho)
        appendHeard(drawing, inverted(line), settings);
    const bool isDamaged = lineClass == LineClass::damagedEcho;
    const QByteArray heard = heardData(drawing.entries);
    return isDamaged && (heard == data || heard.isEmpty()) ? Drawing() : drawing;
}

Drawing light(Chance &chance, LineClass lineClass)
{
    const LineSettings settings = anySettings(chance);
    Waveform line;
    qsizetype least = 1;
    if (lineClass == LineClass::singleBreak) {
        line.set(begin + seconds(chance.real(0, 2)), Level::Space);
    } else if (lineClass == LineClass::lampFlicker) {
        line = lamp(chance);
        least = 10;
    } else {
        line = chance.flip(0.8) ? noise(chance) : remote(chance);
        least = 8;
    }
    Drawing drawing{{{Instant(), settings}}, Waveform(), Waveform()};
    if (chance.flip(0.5))
        appendSent(drawing, request(chance), settings);
    appendHeard(drawing, line, settings);
    return heardData(drawing.entries).size() < least ? Drawing() : drawing;
}

Drawing protocol(Chance &chance, LineClass lineClass)
{
    switch (lineClass) {
    case LineClass::parityBitsLeft: {
        const LineSettings sender = withSoftwareParity(Baud{chance.pick({300, 9600})}, format7E1);
        return heardAlone(drawn(readout(chance), sender), settings8N1(sender.baud.value));
    }
    case LineClass::iec62056:
        return spoken(readout(chance), settings7E1(chance, chance.pick({300, 2400, 9600})));
    case LineClass::dsmr:
        return spoken(telegram(chance),
                      chance.flip(0.5) ? settings8N1(115200) : settings7E1(chance, 9600));
    case LineClass::sml:
        return heardAlone(drawn(sml(chance), settings8N1(9600)),
                          chance.flip(0.3) ? settings7E1(chance, 9600) : settings8N1(9600));
    case LineClass::hdlc: return spoken(hdlc(chance), settings8N1(9600));
    case LineClass::mbus:
        return spoken(mbus(chance), withHardwareParity(Baud{2400}, {8, Parity::Even, 1}));
    default: return spoken(strange(chance), settings8N1(chance.pick({1200, 9600})));
    }
}

Drawing draw(Chance &chance, LineClass lineClass, LineCase &drawn)
{
    switch (lineClass) {
    case LineClass::silence:
    case LineClass::exactEcho:
    case LineClass::damagedEcho:
    case LineClass::invertedEcho: return echo(chance, lineClass);
    case LineClass::singleBreak:
    case LineClass::lampFlicker:
    case LineClass::lightNoise: return light(chance, lineClass);
    case LineClass::wrongBaud: {
        const Drawing drawing = mismatch(chance, drawn);
        return heardData(drawing.entries).size() < 8 ? Drawing() : drawing;
    }
    default: return protocol(chance, lineClass);
    }
}

} // namespace

LineCase drawLineCase(LineClass lineClass, quint32 seed)
{
    Chance chance(seed * 16 + static_cast<quint32>(lineClass));
    LineCase drawn;
    Drawing drawing;
    while (drawing.entries.isEmpty())
        drawing = draw(chance, lineClass, drawn);
    drawn.entries = drawing.entries;
    drawn.sent = drawing.sent;
    drawn.heard = drawing.heard;
    return drawn;
}

TraceEntries withoutFlags(TraceEntries entries)
{
    for (TraceEntry &entry : entries)
        if (auto *received = std::get_if<Received>(&entry.what))
            for (Character &character : received->run.characters)
                character.flags = {};
    return entries;
}

TraceEntries withoutTimes(TraceEntries entries)
{
    for (TraceEntry &entry : entries) {
        entry.at = Instant();
        if (auto *received = std::get_if<Received>(&entry.what))
            received->run.spacing = {};
        if (auto *sent = std::get_if<Sent>(&entry.what))
            sent->run.spacing = {};
    }
    return withoutFlags(entries);
}

} // namespace optoscope
