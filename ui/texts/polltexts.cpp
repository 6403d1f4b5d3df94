// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/polltexts.h"

#include "ui/texts/texts.h"
#include "ui/texts/words.h"

#include <QDateTime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace optoscope::texts {

namespace {

constexpr qsizetype valuesInLine = 4;

QString valuesText(const PollResult &result)
{
    QStringList values;
    qsizetype numbers = 0;
    for (const RegisterReading &reading : result.readings) {
        if (!reading.number || reading.bracket > 0)
            continue;
        if (++numbers <= valuesInLine)
            values.append(
                visibleText(reading.code) + u' ' + visibleText(reading.raw.trimmed())
                + (reading.unit.isEmpty() ? QString() : u' ' + visibleText(reading.unit)));
    }
    if (numbers > valuesInLine)
        values.append(Words::tr("and %1 more").arg(numbers - valuesInLine));
    return values.join(u", "_qs);
}

QString findingTitle(const PollResult &result)
{
    for (const Finding &finding : result.findings)
        if (findingName(finding.id) == result.record.finding)
            return findingText(finding).title;
    return {};
}

} // namespace

QString localTimeText(UtcTime utc)
{
    return QDateTime::fromMSecsSinceEpoch(utc.count()).toString(u"yyyy-MM-dd hh:mm:ss"_qs);
}

QString intervalText(std::chrono::milliseconds interval)
{
    if (interval % 24h == 0ms)
        return Words::tr("%1 d").arg(interval / 24h);
    if (interval % 1h == 0ms)
        return Words::tr("%1 h").arg(interval / 1h);
    if (interval % 1min == 0ms)
        return Words::tr("%1 min").arg(interval / 1min);
    return Words::tr("%1 s").arg(static_cast<double>(interval.count()) / 1000);
}

QString pollOutcomeWords(PollOutcome outcome)
{
    switch (outcome) {
    case PollOutcome::done: return Words::tr("read");
    case PollOutcome::missed: return Words::tr("left out");
    case PollOutcome::noAnswer: return Words::tr("no answer");
    case PollOutcome::damaged: return Words::tr("damaged");
    case PollOutcome::refused: return Words::tr("refused");
    case PollOutcome::linkLost: return Words::tr("port lost");
    case PollOutcome::cannotOpen: return Words::tr("port cannot be opened");
    case PollOutcome::interrupted: return Words::tr("stopped");
    case PollOutcome::otherMeter: return Words::tr("another meter");
    }
    return {};
}

QString pollLine(const PollResult &result)
{
    const PollRecord &record = result.record;
    const QString begin = localTimeText(record.due) + u"  "_qs + pollOutcomeWords(record.outcome);
    if (record.outcome == PollOutcome::missed)
        return begin + u"  "_qs
            + Words::tr("Polls: %1. %2").arg(record.count).arg(findingTitle(result));
    QStringList parts;
    if (!result.meter.isEmpty())
        parts.append(visibleText(QStringView(result.meter)));
    if (const QString values = valuesText(result); !values.isEmpty())
        parts.append(values);
    if (record.retries > 0)
        parts.append(Words::tr("retries: %1").arg(record.retries));
    if (record.outcome != PollOutcome::done)
        parts.append(findingTitle(result));
    parts.removeAll(QString());
    return begin + (parts.isEmpty() ? QString() : u"  "_qs + parts.join(u"  "_qs));
}

QString schedulePlanErrorText(SchedulePlanError error)
{
    switch (error) {
    case SchedulePlanError::None: return {};
    case SchedulePlanError::BadInterval:
        return Words::tr("Polls can be one second to 366 days apart. Choose a time between.");
    case SchedulePlanError::BadQuietTime:
        return Words::tr("A quiet time begins and ends within a day, at two different times, such "
                         "as 22:00-06:00.");
    case SchedulePlanError::NeverDue:
        return Words::tr("Every poll would fall into a quiet time. Polls are due at multiples of "
                         "the interval, counted from midnight UTC: shorten the interval or the "
                         "quiet time.");
    case SchedulePlanError::BadRetries:
        return Words::tr("A failed poll can be tried again up to 100 times, after a second or "
                         "more.");
    case SchedulePlanError::BadBudget:
        return Words::tr("The wake-ups for a day are a whole number; 0 means as many as needed.");
    }
    return {};
}

QString scheduleCostText(const ScheduleCost &cost)
{
    if (cost.batteryLife >= gentleBatteryLife)
        return {};
    return Words::tr("This wakes the meter %1 times a day, and up to %2 times if polls fail. A "
                     "read-out takes about half an hour of a battery's life: polled like this "
                     "all the time it lasts %3 % of what it would last. Poll less often, leave "
                     "out the nights, or set a budget of wake-ups.")
        .arg(cost.wakeUpsPerDay, 0, 'f', cost.wakeUpsPerDay < 10 ? 1 : 0)
        .arg(cost.mostWakeUpsPerDay, 0, 'f', cost.mostWakeUpsPerDay < 10 ? 1 : 0)
        .arg(cost.batteryLife * 100, 0, 'f', 0);
}

QString pollPlanText(const PollPlan &plan)
{
    QString text = Words::tr("Polling %1 every %2.")
                       .arg(visibleText(QStringView(plan.request.target.toText())),
                            intervalText(plan.schedule.interval));
    if (!plan.codes.isEmpty())
        text += u' ' + Words::tr("Stored: %1.").arg(visibleText(QByteArray(plan.codes.join(", "))));
    return text;
}

QString otherMeterText(const QString &before, const QString &now, const QString &option)
{
    const QString text =
        Words::tr("Another meter answers: %1 instead of %2. Its values are not stored, so that "
                  "two meters are not mixed.")
            .arg(visibleText(QStringView(now)), visibleText(QStringView(before)));
    if (option.isEmpty())
        return text + u' ' + Words::tr("Was the meter replaced?");
    return text + u' '
        + Words::tr("If the meter was replaced, stop and start again with %1.").arg(option);
}

QString pollingRefusedText()
{
    return Words::tr("The meter refused, so it is not asked any more. Find out why with "
                     "`optoscope-cli read`, or poll on with --go-on.");
}

} // namespace optoscope::texts
