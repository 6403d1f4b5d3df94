// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/recordingfile.h"

#include "app/cli/waveformoptions.h"
#include "ui/texts/capturetexts.h"
#include "ui/texts/commandtexts.h"
#include "ui/texts/texts.h"

namespace optoscope::cli {

std::optional<QString> RecordingFile::accept(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty())
        return texts::usageErrorText(texts::UsageError::NoFile, {});
    if (arguments.size() > 1)
        return texts::usageErrorText(texts::UsageError::TooManyArguments, arguments.at(1));
    m_name = arguments.first();
    if (auto failure = acceptForm(parser, m_form))
        return failure;
    return acceptWaveformOptions(parser, m_options);
}

std::optional<ImportedBytes> RecordingFile::read(Console &console) const
{
    auto result = importFile(m_name, m_options, m_form);
    if (const auto *error = std::get_if<ImportError>(&result)) {
        console.writeNotice(texts::importErrorText(*error));
        return {};
    }
    auto &imported = std::get<ImportedBytes>(result);
    if (imported.capture) {
        for (const CaptureProblem &problem : std::as_const(imported.capture->problems))
            console.writeNotice(texts::captureProblemText(m_name, problem));
    }
    if (imported.lineEndsRestored)
        console.writeNotice(texts::lineEndsRestoredText());
    return std::move(imported);
}

} // namespace optoscope::cli
