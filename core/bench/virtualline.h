// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/ledwatch.h"
#include "core/bench/linemeter.h"
#include "core/bench/opticalpath.h"
#include "core/bench/readoutfile.h"
#include "core/trace/traceentry.h"
#include "core/uart/decoder.h"

#include <memory>
#include <vector>

namespace optoscope {

/// A serial port, an optical probe and a meter, joined at bit level: what each side sends becomes a
/// waveform that the other side reads with its own baud and format, so that wrong settings garble
/// as they do on a real line. Between the two waveforms lies the probe with its light
/// (OpticalPath), and around the probe what arrange() says.
///
/// Driven by time: advance() to the deadline or to whenever something is to be told, then
/// takeReceived(). The same scenario and the same calls give the same result.
class VirtualLine
{
public:
    struct Sending {
        Instant begin; ///< the first start bit
        Instant end; ///< the end of the last stop bit
    };

    VirtualLine(const Scenario &scenario, const ReadoutFile &readout);

    void start(Instant now);
    /// The port's UART runs so from now on; a character that it is reading is lost.
    void setPort(Instant now, Baud baud, CharacterFormat portFormat);
    /// The port always runs as the meter does: for a link that has no baud.
    void followMeter() { m_followsMeter = true; }
    /// The port hands over each character as soon as it has read it.
    void handOverSingly() { m_longestRead = 1; }
    /// Sends characters of the port behind those that are still going out.
    Sending send(Instant now, const Characters &characters);
    /// The port's output is held at space, or goes back to mark. Cuts what is going out.
    void setBreak(Instant now, bool on);
    /// What has not left yet never will.
    void dropUnsent(Instant now);

    /// What is at the port's pins and around the probe from now on; before the first call a probe
    /// that lies on the meter as the scenario's `placement` says.
    void arrange(Instant now, const Surroundings &around);
    const Surroundings &surroundings() const { return m_path.surroundings(); }
    /// A camera is held before the diodes from now on; what it saw before is forgotten.
    void watchLeds(Instant now);
    /// What it has seen of the probe's diode, nothing without watchLeds().
    std::optional<LedWatch> probeLed(Instant now);
    /// The same of the meter's.
    std::optional<LedWatch> meterLed(Instant now);

    void advance(Instant now);
    std::optional<Instant> deadline() const;
    /// What the port has read since the last time, in runs without gaps. The deadline is such that
    /// a port's small buffer would have handed them over.
    TraceEntries takeReceived();

    Baud meterBaud() const { return m_meter->baud(); }

private:
    void listenFrom(Instant now);
    void spread(Instant from);
    void followLeds(Instant until);
    std::optional<Instant> nextHeard() const;
    void stepMeter(Instant at);
    void emitMeter(Instant at);
    void hearMeter(Instant until);
    void configurePort(Instant at, Baud baud, CharacterFormat portFormat);
    std::optional<Instant> delivery() const;
    CharacterFormat formatOnWire(CharacterFormat portFormat) const;
    Character asReported(Character character) const;

    Scenario m_scenario;
    std::unique_ptr<LineMeter> m_meter;
    OpticalPath m_path;
    bool m_followsMeter = false;
    size_t m_longestRead = 16; ///< characters that the port hands over at once
    BitClock m_portClock;
    CharacterFormat m_portFormat = format8N1;
    Waveform m_ours; ///< at the port's output
    Waveform m_meters; ///< the meter's light
    Instant m_sendEnd = Instant::min();
    Decoder m_meterDecoder;
    Decoder m_signOnDecoder; ///< of the meter, while it waits for a repeat or a new request
    Decoder m_portDecoder;
    Baud m_meterDecoderBaud;
    std::vector<TimedCharacter> m_received;
    std::optional<LedWatch> m_probeLed;
    std::optional<LedWatch> m_meterLed;
};

} // namespace optoscope
