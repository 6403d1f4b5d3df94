// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/convertcommand.h"

#include "app/cli/waveformoptions.h"
#include "core/capture/vcdwriter.h"
#include "ui/texts/capturetexts.h"
#include "ui/texts/formattexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/tracewording.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

/// Those of the recording, if it has any.
CaptureFacts factsOf(const CaptureSummary &summary)
{
    CaptureFacts facts = summary.facts;
    if (facts.program.isEmpty())
        facts.program =
            QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion();
    return facts;
}

QJsonObject jsonOf(const QString &file, const ExportSummary &summary)
{
    QJsonObject object{{u"file"_qs, file}};
    switch (summary.format) {
    case ExportFormat::Pcapng: object.insert(u"packets"_qs, summary.count); break;
    case ExportFormat::Vcd:
        object.insert(u"edges"_qs, summary.count);
        object.insert(u"edgesAre"_qs,
                      summary.edgesAreMeasured ? u"measured"_qs : u"reconstructed"_qs);
        object.insert(u"timesAreAssumed"_qs, summary.timesAreAssumed);
        break;
    default: object.insert(u"rows"_qs, summary.count); break;
    }
    return object;
}

} // namespace

texts::CommandText ConvertCommand::text() const
{
    return texts::commandText(texts::Command::Convert);
}

QList<QCommandLineOption> ConvertCommand::options() const
{
    return waveformOptions() << formOption();
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
    const auto format = exportFormatOf(m_out);
    if (!format)
        return texts::usageErrorText(texts::UsageError::BadOutEnding, m_out);
    m_format = *format;
    if (auto failure = acceptForm(parser, m_form))
        return failure;
    return acceptWaveformOptions(parser, m_wave);
}

ExitStatus ConvertCommand::run(Console &console, bool json)
{
    const bool isMeasured =
        m_format == ExportFormat::Vcd && m_form == BytesForm::Detect && isWaveFile(m_in);
    const auto converted = isMeasured ? convertMeasured() : convert(console);
    if (const auto *error = std::get_if<ImportError>(&converted)) {
        console.writeNotice(texts::importErrorText(*error));
        return ExitStatus::CannotOpen;
    }
    const auto &result = std::get<ExportResult>(converted);
    if (const auto *error = std::get_if<ExportError>(&result)) {
        console.writeNotice(texts::exportErrorText(*error));
        return ExitStatus::CannotOpen;
    }
    const auto &summary = std::get<ExportSummary>(result);
    if (json)
        console.writeJson(QJsonDocument(jsonOf(m_out, summary)));
    else
        console.writeLine(texts::exportedText(m_out, summary));
    return ExitStatus::Done;
}

/// A capture entry by entry: it may be much larger than what a trace needs for it.
std::variant<ConvertCommand::Recorded, ImportError> ConvertCommand::read(Console &console) const
{
    Recorded recorded;
    std::optional<CaptureSummary> summary;
    if (m_form == BytesForm::Detect && isCaptureFile(m_in)) {
        auto result = readCaptureFile(m_in, [&recorded](const TraceEntries &entries) {
            recorded.trace.append(entries);
            return true;
        });
        if (auto *error = std::get_if<ImportError>(&result))
            return *error;
        summary = std::get<CaptureSummary>(result);
        if (recorded.trace.isEmpty() && !summary->problems.isEmpty())
            return ImportError{ImportError::Kind::NoEntries, m_in, {}};
    } else {
        auto result = importFile(m_in, m_wave, m_form);
        if (auto *error = std::get_if<ImportError>(&result))
            return *error;
        const auto &imported = std::get<ImportedBytes>(result);
        recorded.trace.append(imported.entries);
        recorded.trace.setAnchor(imported.anchor);
        summary = imported.capture;
        if (imported.lineEndsRestored)
            console.writeNotice(texts::lineEndsRestoredText());
    }
    if (summary) {
        for (const CaptureProblem &problem : std::as_const(summary->problems))
            console.writeNotice(texts::captureProblemText(m_in, problem));
    }
    recorded.facts = factsOf(summary.value_or(CaptureSummary{}));
    return recorded;
}

std::variant<ExportResult, ImportError> ConvertCommand::convert(Console &console) const
{
    auto result = read(console);
    if (auto *error = std::get_if<ImportError>(&result))
        return *error;
    const auto &recorded = std::get<Recorded>(result);
    return exportTrace(m_out, recorded.trace, recorded.facts,
                       std::make_shared<texts::TraceWording>(), m_format);
}

/// What the lines looked like, as they were measured.
std::variant<ExportResult, ImportError> ConvertCommand::convertMeasured() const
{
    const WaveResult result = readWaveFile(m_in, m_wave.threshold);
    if (const auto *error = std::get_if<ImportError>(&result))
        return *error;
    const auto &file = std::get<WaveFile>(result);
    auto chosen = chooseChannels(file, m_wave);
    if (auto *error = std::get_if<ImportError>(&chosen)) {
        error->name = m_in;
        return *error;
    }
    const auto lines = measuredLines(std::get<ChosenChannels>(chosen), file.begin, file.end);
    return exportLevels(m_out, lines, texts::TraceWording());
}

} // namespace optoscope::cli
