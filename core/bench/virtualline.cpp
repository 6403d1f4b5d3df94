// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/virtualline.h"

#include "core/bench/foreignmeter.h"
#include "core/bench/virtualmeter.h"

#include <algorithm>

namespace optoscope {

using namespace std::chrono_literals;

namespace {

/// A port hands over what it has read after some characters, so long after the first, or when the
/// line falls silent: as a UART with a small buffer.
constexpr nanoseconds longestHold = 20ms;

/// The port's receiver: what it makes of a remote's carrier hangs on its samples.
constexpr ReceiverModel uart{{}, ReceiverModel::SeesStart::AtTheNextSample};

/// Whether \a next follows \a before without a pause.
bool isContiguous(const TimedCharacter &before, const TimedCharacter &next,
                  nanoseconds characterTime)
{
    return next.at - before.at <= characterTime + characterTime / 20;
}

std::unique_ptr<LineMeter> makeMeter(const Scenario &scenario, const ReadoutFile &readout)
{
    if (scenario.meter.speaks == Speaks::iec62056)
        return std::make_unique<VirtualMeter>(scenario.meter, readout, scenario.seed);
    return std::make_unique<ForeignMeter>(scenario.meter, scenario.seed);
}

} // namespace

VirtualLine::VirtualLine(const Scenario &scenario, const ReadoutFile &readout)
    : m_scenario(scenario)
    , m_meter(makeMeter(scenario, readout))
    , m_path(scenario)
    , m_meterDecoder({m_meter->baud()}, m_meter->format())
    , m_signOnDecoder({m_meter->baud()}, m_meter->format())
    , m_portDecoder({}, format8N1, Level::Mark, uart)
    , m_meterDecoderBaud(m_meter->baud())
{
}

void VirtualLine::start(Instant now)
{
    m_meter->start(now);
    listenFrom(now);
    spread(now);
}

// --- the port ------------------------------------------------------------------------------------

/// A port that does not do what it is told makes other characters than it should.
CharacterFormat VirtualLine::formatOnWire(CharacterFormat portFormat) const
{
    if (portFormat.parity == Parity::None || m_scenario.port.parity == PortParity::ok)
        return portFormat;
    const int dataBits = m_scenario.port.parity == PortParity::sent7N1 ? 7 : 8;
    return {dataBits, Parity::None, portFormat.stopBits};
}

void VirtualLine::setPort(Instant now, Baud baud, CharacterFormat portFormat)
{
    advance(now);
    configurePort(now, baud, portFormat);
}

void VirtualLine::configurePort(Instant at, Baud baud, CharacterFormat portFormat)
{
    const BitClock clock{baud, m_scenario.port.clock};
    const CharacterFormat format = formatOnWire(portFormat);
    if (clock == m_portClock && format == m_portFormat)
        return;
    hearMeter(at);
    m_portClock = clock;
    m_portFormat = format;
    m_portDecoder.restart(at, clock, format);
}

VirtualLine::Sending VirtualLine::send(Instant now, const Characters &characters)
{
    advance(now);
    if (m_followsMeter)
        configurePort(now, m_meter->baud(), m_meter->format());
    const Instant begin = std::max(now, m_sendEnd);
    Characters cut = characters;
    for (Character &character : cut)
        character.wire &= static_cast<quint8>((1 << m_scenario.port.characterBits) - 1);
    m_sendEnd = Encoder(m_portClock, m_portFormat).encode(begin, cut, m_ours);
    spread(now);
    return {begin, m_sendEnd};
}

void VirtualLine::setBreak(Instant now, bool on)
{
    advance(now);
    m_ours.set(now, on ? Level::Space : Level::Mark);
    m_sendEnd = std::min(m_sendEnd, now);
    spread(now);
}

void VirtualLine::dropUnsent(Instant now)
{
    setBreak(now, false);
}

/// What the port says of a character that its UART has read.
Character VirtualLine::asReported(Character character) const
{
    if (!m_scenario.port.reportsErrors)
        character.flags = {};
    character.wire &= static_cast<quint8>((1 << m_scenario.port.characterBits) - 1);
    return character;
}

TraceEntries VirtualLine::takeReceived()
{
    TraceEntries runs;
    const nanoseconds usual = m_portDecoder.characterTime();
    for (size_t i = 0; i < m_received.size();) {
        CharacterRun run;
        run.spacing = usual;
        const size_t first = i;
        do {
            run.characters.append(asReported(m_received[i].character));
            ++i;
        } while (i < m_received.size() && isContiguous(m_received[i - 1], m_received[i], usual));
        if (i - first > 1)
            run.spacing =
                (m_received[i - 1].at - m_received[first].at) / static_cast<qint64>(i - first - 1);
        run.beginsRead = first == 0;
        runs.append(TraceEntry{m_received[first].at, Received{run}});
    }
    m_received.clear();
    return runs;
}

// --- the light -----------------------------------------------------------------------------------

/// The two sides see a new future from \a from on.
void VirtualLine::spread(Instant from)
{
    followLeds(from);
    m_ours.forgetBefore(from - m_path.afterglow());
    m_meters.forgetBefore(from);
    m_path.spread(m_ours, m_meters, from);
    const Waveform atMeter = m_path.atMeter();
    m_meterDecoder.feed(atMeter, from);
    m_signOnDecoder.feed(atMeter, from);
    m_portDecoder.feed(m_path.atPort(), from);
}

/// A line that is space when the listening begins is no start bit.
void VirtualLine::listenFrom(Instant now)
{
    m_path.spread(m_ours, m_meters, now);
    const Level atMeter = m_path.atMeter().levelAt(now);
    m_meterDecoder = Decoder({m_meter->baud()}, m_meter->format(), atMeter);
    m_signOnDecoder = m_meterDecoder;
    m_portDecoder = Decoder(m_portClock, m_portFormat, m_path.atPort().levelAt(now), uart);
}

// --- the hands and the camera --------------------------------------------------------------------

void VirtualLine::arrange(Instant now, const Surroundings &around)
{
    advance(now);
    m_path.arrange(around);
    spread(now);
}

void VirtualLine::watchLeds(Instant now)
{
    advance(now);
    m_probeLed.emplace(now, m_scenario.transmitter.power);
    m_meterLed.emplace(now, m_scenario.meter.ledPower);
}

std::optional<LedWatch> VirtualLine::probeLed(Instant now)
{
    advance(now);
    followLeds(now);
    return m_probeLed;
}

std::optional<LedWatch> VirtualLine::meterLed(Instant now)
{
    advance(now);
    followLeds(now);
    return m_meterLed;
}

/// The light of the last spread() up to \a until is seen.
void VirtualLine::followLeds(Instant until)
{
    if (m_probeLed)
        m_probeLed->follow(m_path.led(), until);
    if (m_meterLed)
        m_meterLed->follow(m_meters, until);
}

// --- time ----------------------------------------------------------------------------------------

void VirtualLine::advance(Instant now)
{
    for (;;) {
        const std::optional<Instant> heard = nextHeard();
        const std::optional<Instant> due = m_meter->deadline();
        const std::optional<Instant> fades = m_path.deadline();
        if (fades && *fades <= now && (!heard || *fades <= *heard) && (!due || *fades <= *due)) {
            hearMeter(*fades);
            spread(*fades);
        } else if (heard && *heard <= now && (!due || *heard <= *due)) {
            stepMeter(*heard);
        } else if (due && *due <= now) {
            m_meter->expire(*due);
            emitMeter(*due);
        } else {
            break;
        }
    }
    if (!m_meter->listensForSignOn())
        m_signOnDecoder.take(now);
    hearMeter(now);
}

/// When the meter has read another character.
std::optional<Instant> VirtualLine::nextHeard() const
{
    const std::optional<Instant> heard = m_meterDecoder.nextEnd();
    if (!m_meter->listensForSignOn())
        return heard;
    const std::optional<Instant> signOn = m_signOnDecoder.nextEnd();
    return heard && (!signOn || *heard < *signOn) ? heard : signOn;
}

/// The meter hears the characters that end at \a at.
void VirtualLine::stepMeter(Instant at)
{
    for (const TimedCharacter &heard : m_meterDecoder.take(at))
        m_meter->receive(m_meterDecoder.endOf(heard), heard.character);
    for (const TimedCharacter &heard : m_signOnDecoder.take(at))
        m_meter->receiveSignOn(m_signOnDecoder.endOf(heard), heard.character);
    emitMeter(at);
}

/// Brings what the meter does at \a at onto the line.
void VirtualLine::emitMeter(Instant at)
{
    if (m_meter->baud() != m_meterDecoderBaud) {
        m_meterDecoderBaud = m_meter->baud();
        m_meterDecoder.restart(at, {m_meterDecoderBaud}, m_meter->format());
    }
    while (const auto run = m_meter->takeOutput()) {
        if (m_followsMeter)
            configurePort(run->at, run->baud, run->format);
        Encoder({run->baud}, run->format).encode(run->at, run->characters, m_meters);
        spread(run->at);
    }
}

void VirtualLine::hearMeter(Instant until)
{
    const std::vector<TimedCharacter> heard = m_portDecoder.take(until);
    m_received.insert(m_received.end(), heard.begin(), heard.end());
}

std::optional<Instant> VirtualLine::delivery() const
{
    const std::optional<Instant> first = m_portDecoder.nextEnd();
    if (!first)
        return {};
    const auto coming = m_portDecoder.peek(*first + longestHold, m_longestRead);
    size_t last = 0;
    while (last + 1 < coming.size()
           && isContiguous(coming[last], coming[last + 1], m_portDecoder.characterTime()))
        ++last;
    return m_portDecoder.endOf(coming[last]);
}

std::optional<Instant> VirtualLine::deadline() const
{
    std::optional<Instant> least;
    for (const auto &candidate :
         {m_meter->deadline(), m_path.deadline(), nextHeard(), delivery()}) {
        if (candidate && (!least || *candidate < *least))
            least = candidate;
    }
    return least;
}

} // namespace optoscope
