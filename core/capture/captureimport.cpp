// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/captureimport.h"

#include "core/uart/lineguess.h"

namespace optoscope {

namespace {

using Place = std::vector<WaveChannel>::size_type;

/// The number of a channel that was chosen, -1 if none was.
qsizetype find(const WaveFile &file, const std::optional<WaveChannel> &chosen)
{
    for (qsizetype i = 0; chosen && i < std::ssize(file.channels); ++i) {
        const WaveChannel &channel = file.channels[static_cast<Place>(i)];
        if (channel.name == chosen->name
            && (channel.line == chosen->line || inverted(channel.line) == chosen->line))
            return i;
    }
    return -1;
}

/// Channel \a number with mark as its idle level; nothing if there is none.
std::optional<WaveChannel> take(const WaveFile &file, qsizetype number, bool isTurned)
{
    if (number < 0 || number >= std::ssize(file.channels))
        return {};
    const WaveChannel &channel = file.channels[static_cast<Place>(number)];
    return isTurned ? WaveChannel{channel.name, inverted(channel.line)} : channel;
}

bool idlesLow(const WaveFile &file, qsizetype number)
{
    return number >= 0 && number < std::ssize(file.channels)
        && isInverted(file.channels[static_cast<Place>(number)].line, file.begin, file.end);
}

ImportedCapture importWave(const WaveFile &file, const ImportChoices &choices)
{
    WaveOptions options = choices.wave;
    options.channel.clear();
    options.sentChannel.clear();
    const auto found = chooseChannels(file, options);
    const auto usual =
        std::get_if<ChosenChannels>(&found) ? std::get<ChosenChannels>(found) : ChosenChannels();
    ImportedCapture capture;
    capture.isWaveform = true;
    for (const WaveChannel &channel : file.channels)
        capture.channels.append(channel.name);
    capture.received = choices.received.value_or(find(file, usual.received));
    capture.sent = choices.sent.value_or(find(file, usual.sent));
    // No line can carry both.
    if (capture.sent == capture.received)
        (choices.sent ? capture.received : capture.sent) = -1;
    const bool turnReceived = options.idlesLow.value_or(idlesLow(file, capture.received));
    const bool turnSent = options.idlesLow.value_or(idlesLow(file, capture.sent));
    capture.isInverted = capture.received >= 0 ? turnReceived : turnSent;
    capture.entries = decodeChannels(
        {take(file, capture.sent, turnSent), take(file, capture.received, turnReceived)}, options);
    return capture;
}

} // namespace

OpeningResult importCapture(const QString &name, const ImportChoices &choices,
                            const ReadProgress &progress)
{
    if (choices.form == BytesForm::Detect && isWaveFile(name)) {
        const WaveResult result = readWaveFile(name, choices.wave.threshold, progress);
        if (const auto *error = std::get_if<ImportError>(&result))
            return *error;
        return importWave(std::get<WaveFile>(result), choices);
    }
    auto result = importFile(name, choices.wave, choices.form);
    if (const auto *error = std::get_if<ImportError>(&result))
        return *error;
    auto &bytes = std::get<ImportedBytes>(result);
    ImportedCapture capture;
    capture.entries = std::move(bytes.entries);
    capture.lineEndsRestored = bytes.lineEndsRestored;
    capture.form = bytes.form;
    capture.anchor = bytes.capture ? bytes.capture->facts.anchor : bytes.anchor;
    capture.capture = std::move(bytes.capture);
    return capture;
}

} // namespace optoscope
