// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/wavefile.h"
#include "core/trace/traceentry.h"

#include <functional>

class QIODevice;

namespace optoscope {

/// The lines of a recorded waveform that carry characters, each idle at mark.
struct ChosenChannels {
    std::optional<WaveChannel> sent;
    std::optional<WaveChannel> received;
};

/// Chooses the lines: those named RX and TX if there are, else the two with the most readable
/// characters, of which the one that speaks first is what we sent; a single one is what was
/// received. Turned around where the line idles low.
/// Where \a options name lines, only these are taken; the error says that there is no such line.
std::variant<ChosenChannels, ImportError> chooseChannels(const WaveFile &file,
                                                         const WaveOptions &options);
/// The same without options.
ChosenChannels chooseChannels(const WaveFile &file);

/// What the UART makes of the lines, as entries of a trace in the order of time: line settings
/// where they change, and runs of characters with their measured times. Baud and format are guessed
/// burst by burst where \a options do not say them; noise that no speed can read is read as 300
/// baud 7E1.
TraceEntries decodeChannels(const ChosenChannels &channels, const WaveOptions &options = {});

/// So much of a file's beginning tells what it is.
inline constexpr qsizetype waveHeadSize = 4096;
/// Whether a file with this name and beginning is a recorded waveform; an empty one is not.
bool looksLikeWaveform(const QString &name, QByteArrayView head);
/// The same for a file; false if it cannot be opened or is no regular file.
bool isWaveFile(const QString &name);

/// Told how much of a file has been read, in bytes; what returns false ends the reading.
using ReadProgress = std::function<bool(qint64 done, qint64 total)>;

/// Reads a recorded waveform by ending and content: VCD, sigrok `.sr`, CSV or lirc's text. A file
/// whose reading was ended is an error; that of a `.sr` file cannot be.
WaveResult readWaveFile(const QString &name, std::optional<double> threshold = {},
                        const ReadProgress &progress = {});
/// The same from memory; \a name says its ending.
WaveResult readWaveform(const QString &name, const QByteArray &content,
                        std::optional<double> threshold = {});

} // namespace optoscope
