// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pollcommand.h"

#include "app/cli/lineoptions.h"
#include "app/cli/pollrun.h"
#include "app/cli/targetargument.h"
#include "core/polling/plantext.h"
#include "core/polling/polltime.h"
#include "ui/texts/polltexts.h"

#include <QFileInfo>
#include <QSysInfo>

#include <limits>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

constexpr int mostDays = 3660;

QString wrong(texts::UsageError error, const QString &what)
{
    return texts::usageErrorText(error, what);
}

/// A whole number from \a least to \a most; false if the option has another value.
bool takeNumber(const QCommandLineParser &parser, const QString &name, int least, int most,
                int &number)
{
    if (!parser.isSet(name))
        return true;
    bool isNumber = false;
    number = parser.value(name).toInt(&isNumber);
    return isNumber && number >= least && number <= most;
}

} // namespace

texts::CommandText PollCommand::text() const
{
    return texts::commandText(texts::Command::Poll);
}

QList<QCommandLineOption> PollCommand::options() const
{
    using Option = texts::CommandOption;
    return QList{makeOption(u"every"_qs, Option::Every, u"TIME"_qs),
                 makeOption(u"codes"_qs, Option::Codes, u"CODE,…"_qs),
                 makeOption(u"store"_qs, Option::Store, u"STORE"_qs),
                 makeOption(u"quiet"_qs, Option::Quiet, u"FROM-TO,…"_qs),
                 makeOption(u"retries"_qs, Option::Retries, u"N"_qs),
                 makeOption(u"wake-ups"_qs, Option::WakeUps, u"N"_qs),
                 makeOption(u"go-on"_qs, Option::GoOn),
                 makeOption(u"meter"_qs, Option::Meter, u"NUMBER"_qs),
                 makeOption(u"station"_qs, Option::Station, u"NAME"_qs),
                 makeOption(u"count"_qs, Option::Count, u"N"_qs),
                 makeOption(u"days"_qs, Option::Days, u"N"_qs),
                 TraceFile::option()}
    + lineOptions();
}

std::optional<QString> PollCommand::accept(const QCommandLineParser &parser)
{
    if (auto failure = acceptTarget(parser, m_plan.request.target))
        return failure;
    if (auto failure = m_trace.accept(parser))
        return failure;
    if (const QString trace = parser.value(u"trace"_qs); !trace.isEmpty() && trace != u"-")
        m_traceFile = QFileInfo(trace).absoluteFilePath();
    if (auto failure = acceptLineOptions(parser, m_plan.request))
        return failure;
    if (auto failure = acceptSchedule(parser))
        return failure;
    if (!takeNumber(parser, u"count"_qs, 1, std::numeric_limits<int>::max(), m_count))
        return wrong(texts::UsageError::BadCount, parser.value(u"count"_qs));
    if (!takeNumber(parser, u"days"_qs, 1, mostDays, m_days))
        return wrong(texts::UsageError::BadDays, parser.value(u"days"_qs));
    if (m_days > 0 && m_plan.request.target.kind != Target::Kind::Virtual)
        return wrong(texts::UsageError::DaysOfRealTarget, m_plan.request.target.toText());
    if (m_days > 0 && parser.isSet(u"trace"_qs))
        return wrong(texts::UsageError::DaysOfTrace, {});
    return acceptStore(parser);
}

std::optional<QString> PollCommand::acceptSchedule(const QCommandLineParser &parser)
{
    SchedulePlan &schedule = m_plan.schedule;
    if (!parser.isSet(u"every"_qs))
        return wrong(texts::UsageError::NoEvery, {});
    const auto interval = intervalFrom(parser.value(u"every"_qs));
    if (!interval)
        return wrong(texts::UsageError::BadEvery, parser.value(u"every"_qs));
    schedule.interval = *interval;
    if (parser.isSet(u"quiet"_qs)) {
        const auto quiet = quietTimesFrom(parser.value(u"quiet"_qs));
        if (!quiet)
            return wrong(texts::UsageError::BadQuiet, parser.value(u"quiet"_qs));
        schedule.quiet = *quiet;
    }
    constexpr int mostRetries = 100;
    if (!takeNumber(parser, u"retries"_qs, 0, mostRetries, schedule.retries.most))
        return wrong(texts::UsageError::BadRetries, parser.value(u"retries"_qs));
    if (!takeNumber(parser, u"wake-ups"_qs, 1, std::numeric_limits<int>::max(),
                    schedule.wakeUpsPerDay))
        return wrong(texts::UsageError::BadCount, parser.value(u"wake-ups"_qs));
    schedule.stopsOnRefusal = !parser.isSet(u"go-on"_qs);
    const SchedulePlanError error =
        Schedule::check(schedule, QTimeZone::systemTimeZone(), pollTime().utc);
    if (error != SchedulePlanError::None)
        return texts::schedulePlanErrorText(error);
    return {};
}

std::optional<QString> PollCommand::acceptStore(const QCommandLineParser &parser)
{
    m_plan.codes = codesFrom(parser.value(u"codes"_qs));
    m_plan.meter = parser.value(u"meter"_qs).trimmed();
    m_plan.station = parser.value(u"station"_qs).trimmed();
    if (m_plan.station.isEmpty())
        m_plan.station = QSysInfo::machineHostName();
    if (!parser.isSet(u"store"_qs))
        return {};
    m_store = parseStoreAddress(parser.value(u"store"_qs));
    if (!m_store)
        return wrong(texts::UsageError::BadStore, parser.value(u"store"_qs));
    return {};
}

ExitStatus PollCommand::run(Console &console, bool json)
{
    m_trace.open(m_plan.request.target, console);
    PollRun run(m_plan, m_store, console, json);
    run.tellPlan();
    const ExitStatus status =
        m_days > 0 ? run.virtually(m_days, m_count) : run.really(m_count, m_trace, m_traceFile);
    const bool isRecorded = m_trace.finish(console);
    return status == ExitStatus::Done && !isRecorded ? ExitStatus::CannotOpen : status;
}

} // namespace optoscope::cli
