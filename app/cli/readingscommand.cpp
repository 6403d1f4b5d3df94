// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/readingscommand.h"

#include "core/capture/wholefile.h"
#include "core/polling/readingimport.h"
#include "ui/texts/storetexts.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

ExitStatus fail(Console &console, const StoreError &error)
{
    console.writeNotice(texts::storeErrorText(error));
    return ExitStatus::CannotOpen;
}

bool endsWith(const QString &name, QLatin1String ending)
{
    return name.endsWith(ending, Qt::CaseInsensitive);
}

QString iso(UtcTime utc)
{
    return QDateTime::fromMSecsSinceEpoch(utc.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject stateJson(const SeriesSummary &state)
{
    return {{u"meter"_qs, state.series.meter},
            {u"code"_qs, QString::fromLatin1(state.series.code)},
            {u"bracket"_qs, state.series.bracket},
            {u"unit"_qs, QString::fromLatin1(state.series.unit)},
            {u"count"_qs, state.count},
            {u"last"_qs, state.last.value},
            {u"lastUtc"_qs, iso(state.last.utc)}};
}

} // namespace

texts::CommandText ReadingsCommand::text() const
{
    return texts::commandText(texts::Command::Readings);
}

QList<QCommandLineOption> ReadingsCommand::options() const
{
    return {makeOption(u"import"_qs, texts::CommandOption::Import, u"TABLE.csv"_qs)};
}

std::optional<QString> ReadingsCommand::accept(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty())
        return texts::usageErrorText(texts::UsageError::NoStore, {});
    const auto store = parseStoreAddress(arguments.first());
    if (!store)
        return texts::usageErrorText(texts::UsageError::BadStore, arguments.first());
    m_store = *store;
    m_out = arguments.value(1);
    m_in = parser.value(u"import"_qs);
    const qsizetype most = m_in.isEmpty() ? 2 : 1;
    if (arguments.size() > most)
        return texts::usageErrorText(texts::UsageError::TooManyArguments, arguments.at(most));
    if (!m_out.isEmpty() && !endsWith(m_out, QLatin1String(".csv"))
        && !endsWith(m_out, QLatin1String(".json")))
        return texts::usageErrorText(texts::UsageError::BadTableEnding, m_out);
    return {};
}

ExitStatus ReadingsCommand::run(Console &console, bool json)
{
    if (!m_in.isEmpty())
        return importTable(console, json);
    auto opened = ReadingReader::open(m_store);
    if (const auto *failure = std::get_if<StoreError>(&opened))
        return fail(console, *failure);
    ReadingReader &reader = *std::get<std::unique_ptr<ReadingReader>>(opened);
    return m_out.isEmpty() ? summarise(reader, console, json) : exportAll(reader, console, json);
}

ExitStatus ReadingsCommand::importTable(Console &console, bool json) const
{
    QFile file(m_in);
    if (!file.open(QIODevice::ReadOnly)) {
        console.writeNotice(texts::notReadText(m_in, file.errorString()));
        return ExitStatus::CannotOpen;
    }
    auto opened = ReadingStore::open(m_store);
    if (const auto *failure = std::get_if<StoreError>(&opened))
        return fail(console, *failure);
    const auto imported = importReadings(file, *std::get<std::unique_ptr<ReadingStore>>(opened));
    if (const auto *failure = std::get_if<StoreError>(&imported))
        return fail(console, *failure);
    const auto count = std::get<ReadingCount>(imported);
    if (json)
        console.writeJson(
            QJsonDocument(QJsonObject{{u"file"_qs, m_in}, {u"readings"_qs, count.readings}}));
    else
        console.writeLine(texts::importedText(m_in, count));
    return ExitStatus::Done;
}

ExitStatus ReadingsCommand::exportAll(ReadingReader &reader, Console &console, bool json) const
{
    WholeFile file(m_out);
    if (!file.open(QIODevice::WriteOnly)) {
        console.writeNotice(texts::notWrittenText(m_out, file.errorString()));
        return ExitStatus::CannotOpen;
    }
    const auto written = endsWith(m_out, QLatin1String(".csv")) ? writeReadingsCsv(reader, file)
                                                                : writeReadingsJson(reader, file);
    if (const auto *failure = std::get_if<StoreError>(&written))
        return fail(console, *failure);
    if (!file.finish()) {
        console.writeNotice(texts::notWrittenText(m_out, file.errorString()));
        return ExitStatus::CannotOpen;
    }
    const auto count = std::get<ReadingCount>(written);
    if (json)
        console.writeJson(
            QJsonDocument(QJsonObject{{u"file"_qs, m_out}, {u"readings"_qs, count.readings}}));
    else
        console.writeLine(texts::exportedText(m_out, count));
    return ExitStatus::Done;
}

ExitStatus ReadingsCommand::summarise(ReadingReader &reader, Console &console, bool json)
{
    const auto span = reader.span();
    if (const auto *failure = std::get_if<StoreError>(&span))
        return fail(console, *failure);
    const auto states = reader.summaries();
    if (const auto *failure = std::get_if<StoreError>(&states))
        return fail(console, *failure);
    const auto &all = std::get<QList<SeriesSummary>>(states);
    const auto &[polls, first, last] = std::get<StoreSpan>(span);
    if (json) {
        QJsonArray series;
        for (const SeriesSummary &state : all)
            series.append(stateJson(state));
        console.writeJson(
            QJsonDocument(QJsonObject{{u"polls"_qs, polls},
                                      {u"first"_qs, first ? QJsonValue(iso(*first)) : QJsonValue()},
                                      {u"last"_qs, last ? QJsonValue(iso(*last)) : QJsonValue()},
                                      {u"series"_qs, series}}));
        return ExitStatus::Done;
    }
    console.writeLine(texts::storeSummaryText(polls, all.size(), first, last));
    for (const SeriesSummary &state : all)
        console.writeLine(texts::seriesLine(state.series, state.count, state.last.value));
    return ExitStatus::Done;
}

} // namespace optoscope::cli
