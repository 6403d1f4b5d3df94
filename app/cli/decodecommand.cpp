// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/decodecommand.h"

#include "app/cli/readoutoutput.h"
#include "app/cli/waveformoptions.h"
#include "core/recognise/lineclassifier.h"
#include "ui/texts/capturetexts.h"
#include "ui/texts/texts.h"

namespace optoscope::cli {

namespace {

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
    return waveformOptions() << formOption();
}

std::optional<QString> DecodeCommand::accept(const QCommandLineParser &parser)
{
    return m_file.accept(parser);
}

ExitStatus DecodeCommand::run(Console &console, bool json)
{
    const bool isCapture = m_file.form() == BytesForm::Detect && isCaptureFile(m_file.name());
    return isCapture ? decodeCapture(console, json) : decodeBytes(console, json);
}

/// Entry by entry: a capture may be larger than memory.
ExitStatus DecodeCommand::decodeCapture(Console &console, bool json) const
{
    ReadoutOutput output(console);
    bool isEmpty = true;
    const auto result = readCaptureFile(m_file.name(), [&](const TraceEntries &entries) {
        isEmpty = false;
        output.append(entries);
        return output.messageCount() <= RecordingFile::mostMessages;
    });
    if (const auto *error = std::get_if<ImportError>(&result)) {
        console.writeNotice(texts::importErrorText(*error));
        return ExitStatus::CannotOpen;
    }
    const CaptureProblems &problems = std::get<CaptureSummary>(result).problems;
    if (isEmpty && !problems.isEmpty()) {
        console.writeNotice(
            texts::importErrorText({ImportError::Kind::NoEntries, m_file.name(), {}}));
        return ExitStatus::CannotOpen;
    }
    for (const CaptureProblem &problem : problems)
        console.writeNotice(texts::captureProblemText(m_file.name(), problem));
    if (output.messageCount() > RecordingFile::mostMessages)
        console.writeNotice(texts::tooManyMessagesText(RecordingFile::mostMessages));
    output.finish();
    output.write(console, json);
    return ExitStatus::Done;
}

ExitStatus DecodeCommand::decodeBytes(Console &console, bool json) const
{
    const auto imported = m_file.read(console);
    if (!imported)
        return ExitStatus::CannotOpen;
    if (m_file.options().format && holdsParityBits(imported->entries))
        console.writeNotice(texts::readAgainMaskedText());
    ReadoutOutput output(console);
    for (const TraceEntry &entry : imported->entries) {
        output.append({entry});
        if (output.messageCount() > RecordingFile::mostMessages) {
            console.writeNotice(texts::tooManyMessagesText(RecordingFile::mostMessages));
            break;
        }
    }
    output.finish();
    output.write(console, json);
    return ExitStatus::Done;
}

} // namespace optoscope::cli
