// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/convertcommand.h"

#include "app/cli/waveformoptions.h"
#include "core/capture/bytesimport.h"
#include "core/capture/pcapngwriter.h"
#include "core/capture/vcdwriter.h"
#include "ui/texts/capturetexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/tracewording.h"

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

bool isCaptureName(const QString &name)
{
    return name.endsWith(u".pcapng", Qt::CaseInsensitive);
}

/// Those of the recording, if it has any.
CaptureFacts factsOf(const ImportedBytes &imported)
{
    CaptureFacts facts = imported.capture.value_or(CaptureSummary{}).facts;
    if (facts.program.isEmpty())
        facts.program =
            QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion();
    return facts;
}

void tellProblems(Console &console, const QString &name, const ImportedBytes &imported)
{
    if (!imported.capture)
        return;
    for (const CaptureProblem &problem : imported.capture->problems)
        console.writeNotice(texts::captureProblemText(name, problem));
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
    if (!m_out.endsWith(u".vcd", Qt::CaseInsensitive) && !isCaptureName(m_out))
        return texts::usageErrorText(texts::UsageError::BadOutEnding, m_out);
    return acceptWaveformOptions(parser, m_wave);
}

ExitStatus ConvertCommand::run(Console &console, bool json)
{
    return isCaptureName(m_out) ? writeCapture(console, json) : writeWaveform(console, json);
}

ExitStatus ConvertCommand::writeCapture(Console &console, bool json) const
{
    const auto result = importFile(m_in, m_wave);
    if (const auto *error = std::get_if<ImportError>(&result)) {
        console.writeNotice(texts::importErrorText(*error));
        return ExitStatus::CannotOpen;
    }
    const auto &imported = std::get<ImportedBytes>(result);
    tellProblems(console, m_in, imported);
    PcapngWriter writer(factsOf(imported), std::make_shared<texts::TraceWording>());
    QSaveFile file(m_out);
    bool isWritten = file.open(QIODevice::WriteOnly);
    for (const TraceEntry &entry : imported.entries) {
        writer.append(entry);
        const QByteArray bytes = writer.take();
        isWritten = isWritten && file.write(bytes) == bytes.size();
    }
    writer.finish();
    const QByteArray end = writer.take();
    if (!isWritten || file.write(end) != end.size() || !file.commit()) {
        console.writeNotice(texts::notWrittenText(m_out, file.errorString()));
        return ExitStatus::CannotOpen;
    }
    if (json)
        console.writeJson(
            QJsonDocument(QJsonObject{{u"file"_qs, m_out}, {u"packets"_qs, writer.packetCount()}}));
    else
        console.writeLine(texts::convertedCaptureText(m_out, writer.packetCount()));
    return ExitStatus::Done;
}

ExitStatus ConvertCommand::writeWaveform(Console &console, bool json) const
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
