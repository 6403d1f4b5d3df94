// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/convertcommand.h"

#include "app/cli/waveformoptions.h"
#include "core/capture/bytesimport.h"
#include "core/capture/vcdwriter.h"
#include "ui/texts/texts.h"

#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

/// What the recording's lines looked like: as they were measured, or drawn from its characters.
std::variant<VcdLines, ImportError> linesOf(const QString &name, const WaveOptions &options)
{
    if (isWaveFile(name)) {
        const WaveResult result = readWaveFile(name, options.threshold);
        if (const auto *error = std::get_if<ImportError>(&result))
            return *error;
        const auto &file = std::get<WaveFile>(result);
        auto chosen = chooseChannels(file, options);
        if (auto *error = std::get_if<ImportError>(&chosen)) {
            error->name = name;
            return *error;
        }
        return measuredLines(std::get<ChosenChannels>(chosen), file.begin, file.end);
    }
    const auto result = importFile(name, options);
    if (const auto *error = std::get_if<ImportError>(&result))
        return *error;
    Trace trace;
    trace.append(std::get<ImportedBytes>(result).entries);
    return drawLines(trace);
}

} // namespace

texts::CommandText ConvertCommand::text() const
{
    return texts::commandText(texts::Command::Convert);
}

QList<QCommandLineOption> ConvertCommand::options() const
{
    return waveformOptions();
}

std::optional<QString> ConvertCommand::accept(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.size() < 2)
        return texts::usageErrorText(texts::UsageError::NoInOut, {});
    if (arguments.size() > 2)
        return texts::usageErrorText(texts::UsageError::TooManyArguments, arguments.at(2));
    m_in = arguments.at(0);
    m_out = arguments.at(1);
    if (!m_out.endsWith(u".vcd", Qt::CaseInsensitive))
        return texts::usageErrorText(texts::UsageError::BadOutEnding, m_out);
    return acceptWaveformOptions(parser, m_wave);
}

ExitStatus ConvertCommand::run(Console &console, bool json)
{
    const auto result = linesOf(m_in, m_wave);
    if (const auto *error = std::get_if<ImportError>(&result)) {
        console.writeNotice(texts::importErrorText(*error));
        return ExitStatus::CannotOpen;
    }
    const auto &lines = std::get<VcdLines>(result);
    QSaveFile file(m_out);
    if (!file.open(QIODevice::WriteOnly) || !writeVcd(file, lines, texts::vcdCommentText(lines))
        || !file.commit()) {
        console.writeNotice(texts::notWrittenText(m_out, file.errorString()));
        return ExitStatus::CannotOpen;
    }
    const auto edges = static_cast<qint64>(lines.sent.edges().size())
        + static_cast<qint64>(lines.received.edges().size());
    if (json) {
        console.writeJson(QJsonDocument(
            QJsonObject{{u"file"_qs, m_out},
                        {u"edges"_qs, edges},
                        {u"edgesAre"_qs, lines.isMeasured ? u"measured"_qs : u"reconstructed"_qs},
                        {u"timesAreAssumed"_qs, lines.timesAreAssumed}}));
    } else {
        console.writeLine(texts::convertedText(m_out, edges));
        console.writeLine(texts::vcdCommentText(lines));
    }
    return ExitStatus::Done;
}

} // namespace optoscope::cli
