// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/decodecommand.h"

#include "app/cli/readoutoutput.h"
#include "app/cli/waveformoptions.h"
#include "core/capture/bytesimport.h"
#include "core/recognise/lineclassifier.h"
#include "ui/texts/capturetexts.h"
#include "ui/texts/texts.h"

namespace optoscope::cli {

namespace {

// A file that is no recording can hold a message a byte; this keeps its decoding within bounds.
constexpr qsizetype mostMessages = 200000;

/// The characters were read as the person said, and hold their parity bits.
bool holdsParityBits(const TraceEntries &entries)
{
    LineClassifier classifier;
    classifier.append(entries);
    return classifier.verdict().lineClass == LineClass::parityBitsLeft;
}

} // namespace

texts::CommandText DecodeCommand::text() const
{
    return texts::commandText(texts::Command::Decode);
}

QList<QCommandLineOption> DecodeCommand::options() const
{
    return waveformOptions();
}

std::optional<QString> DecodeCommand::accept(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty())
        return texts::usageErrorText(texts::UsageError::NoFile, {});
    if (arguments.size() > 1)
        return texts::usageErrorText(texts::UsageError::TooManyArguments, arguments.at(1));
    m_file = arguments.first();
    return acceptWaveformOptions(parser, m_wave);
}

ExitStatus DecodeCommand::run(Console &console, bool json)
{
    return isCaptureFile(m_file) ? decodeCapture(console, json) : decodeBytes(console, json);
}

/// Entry by entry: a capture may be larger than memory.
ExitStatus DecodeCommand::decodeCapture(Console &console, bool json) const
{
    ReadoutOutput output(console);
    bool isEmpty = true;
    const auto result = readCaptureFile(m_file, [&](const TraceEntries &entries) {
        isEmpty = false;
        output.append(entries);
        return output.messageCount() <= mostMessages;
    });
    if (const auto *error = std::get_if<ImportError>(&result)) {
        console.writeNotice(texts::importErrorText(*error));
        return ExitStatus::CannotOpen;
    }
    const CaptureProblems &problems = std::get<CaptureSummary>(result).problems;
    if (isEmpty && !problems.isEmpty()) {
        console.writeNotice(texts::importErrorText({ImportError::Kind::NoEntries, m_file, {}}));
        return ExitStatus::CannotOpen;
    }
    for (const CaptureProblem &problem : problems)
        console.writeNotice(texts::captureProblemText(m_file, problem));
    if (output.messageCount() > mostMessages)
        console.writeNotice(texts::tooManyMessagesText(mostMessages));
    output.finish();
    output.write(console, json);
    return ExitStatus::Done;
}

ExitStatus DecodeCommand::decodeBytes(Console &console, bool json) const
{
    const auto result = importFile(m_file, m_wave);
    if (const auto *error = std::get_if<ImportError>(&result)) {
        console.writeNotice(texts::importErrorText(*error));
        return ExitStatus::CannotOpen;
    }
    const auto &imported = std::get<ImportedBytes>(result);
    if (imported.capture)
        for (const CaptureProblem &problem : imported.capture->problems)
            console.writeNotice(texts::captureProblemText(m_file, problem));
    if (imported.lineEndsRestored)
        console.writeNotice(texts::lineEndsRestoredText());
    if (m_wave.format && holdsParityBits(imported.entries))
        console.writeNotice(texts::readAgainMaskedText());
    ReadoutOutput output(console);
    for (const TraceEntry &entry : imported.entries) {
        output.append({entry});
        if (output.messageCount() > mostMessages) {
            console.writeNotice(texts::tooManyMessagesText(mostMessages));
            break;
        }
    }
    output.finish();
    output.write(console, json);
    return ExitStatus::Done;
}

} // namespace optoscope::cli
