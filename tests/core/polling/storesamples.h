// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/readingreader.h"

#include <QTest>

namespace optoscope {

/// The value of a result, or a failed test.
template <typename T>
T valueIn(StoreResult<T> result)
{
    if (const auto *failure = std::get_if<StoreError>(&result)) {
        QTest::qFail(qPrintable(failure->name + u": "_qs + failure->detail + u" kind "_qs
                                + QString::number(static_cast<int>(failure->kind))),
                     __FILE__, __LINE__);
        return {};
    }
    return std::get<T>(std::move(result));
}

template <typename T>
StoreError errorIn(const StoreResult<T> &result)
{
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    QTest::qFail("no error", __FILE__, __LINE__);
    return {};
}

inline RegisterReading reading(const QByteArray &code, const QByteArray &raw,
                               const QByteArray &unit, std::optional<double> number)
{
    RegisterReading value;
    value.code = code;
    value.raw = raw;
    value.unit = unit;
    value.number = number;
    value.notAvailable = raw.startsWith('-') && !number;
    return value;
}

/// The \a number-th poll of a plan, a minute after the one before.
inline PollResult pollAt(qint64 plan, int number, QList<RegisterReading> readings)
{
    PollResult result;
    result.key = u"poll "_qs + QString::number(plan) + u' ' + QString::number(number);
    result.record.plan = plan;
    result.record.due = std::chrono::hours(24 * 365 * 50) + number * std::chrono::minutes(1);
    result.record.began = result.record.due + std::chrono::milliseconds(20);
    result.record.reaction = std::chrono::milliseconds(251);
    result.utc = result.record.due + std::chrono::seconds(2);
    result.meter = u"40190756"_qs;
    result.identification = "DUA5OPTOSCOPE-V1";
    result.readings = std::move(readings);
    return result;
}

inline PollPlan planFor(const QString &target)
{
    PollPlan plan;
    plan.station = u"cellar"_qs;
    plan.request.target = std::get<Target>(parseTarget(target));
    plan.request.readout.address = "12345678";
    plan.request.readout.wakeUp = true;
    plan.request.controlLines.rts = {};
    plan.schedule.interval = std::chrono::seconds(60);
    plan.schedule.quiet = {{std::chrono::hours(22), std::chrono::hours(6)}};
    plan.schedule.wakeUpsPerDay = 100;
    plan.codes = {"1.8.0", "2.8.0"};
    return plan;
}

} // namespace optoscope
