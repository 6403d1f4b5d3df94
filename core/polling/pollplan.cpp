// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/pollplan.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

QString nameOf(Mode mode)
{
    constexpr const char *names[] = {"auto", "A", "B", "C", "D", "E"};
    return QLatin1String(names[static_cast<size_t>(mode)]);
}

std::optional<Mode> modeFrom(const QString &name)
{
    for (const Mode mode : {Mode::Automatic, Mode::A, Mode::B, Mode::C, Mode::D, Mode::E})
        if (nameOf(mode) == name)
            return mode;
    return {};
}

QString nameOf(ParityChoice choice)
{
    switch (choice) {
    case ParityChoice::Automatic: return u"auto"_qs;
    case ParityChoice::Software: return u"software"_qs;
    case ParityChoice::Hardware: return u"hardware"_qs;
    }
    return {};
}

std::optional<ParityChoice> parityFrom(const QString &name)
{
    for (const ParityChoice choice :
         {ParityChoice::Automatic, ParityChoice::Software, ParityChoice::Hardware})
        if (nameOf(choice) == name)
            return choice;
    return {};
}

QJsonValue switchJson(std::optional<bool> value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

std::optional<bool> switchFrom(const QJsonValue &value)
{
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

QJsonObject scheduleJson(const SchedulePlan &plan)
{
    QJsonArray quiet;
    for (const QuietTime &time : plan.quiet)
        quiet.append(QJsonObject{{u"fromMinute"_qs, qint64{time.from.count()}},
                                 {u"toMinute"_qs, qint64{time.to.count()}}});
    const RetryPlan &retries = plan.retries;
    return {{u"everyMs"_qs, qint64{plan.interval.count()}},
            {u"quiet"_qs, quiet},
            {u"retries"_qs, retries.most},
            {u"retryPauseS"_qs, qint64{retries.first.count()}},
            {u"retryGrowth"_qs, retries.growth},
            {u"retryPauseMostS"_qs, qint64{retries.longest.count()}},
            {u"wakeUpsPerDay"_qs, plan.wakeUpsPerDay},
            {u"stopsOnRefusal"_qs, plan.stopsOnRefusal}};
}

SchedulePlan scheduleFrom(const QJsonObject &json)
{
    SchedulePlan plan;
    plan.interval = milliseconds(json[u"everyMs"].toInteger(plan.interval.count()));
    for (const auto &value : json[u"quiet"].toArray())
        plan.quiet.append(
            {minutes(value[u"fromMinute"].toInteger()), minutes(value[u"toMinute"].toInteger())});
    RetryPlan &retries = plan.retries;
    retries.most = json[u"retries"].toInt(retries.most);
    retries.first = seconds(json[u"retryPauseS"].toInteger(retries.first.count()));
    retries.growth = json[u"retryGrowth"].toInt(retries.growth);
    retries.longest = seconds(json[u"retryPauseMostS"].toInteger(retries.longest.count()));
    plan.wakeUpsPerDay = json[u"wakeUpsPerDay"].toInt(0);
    plan.stopsOnRefusal = json[u"stopsOnRefusal"].toBool(true);
    return plan;
}

} // namespace

QString PollPlan::key() const
{
    return QStringList{station, request.target.toText(),
                       QString::fromLatin1(request.readout.address)}
        .join(u'|');
}

QJsonObject PollPlan::toJson() const
{
    const ReadoutOptions &readout = request.readout;
    QJsonArray codeNames;
    for (const QByteArray &code : codes)
        codeNames.append(QString::fromLatin1(code));
    return {{u"station"_qs, station},
            {u"target"_qs, request.target.toText()},
            {u"mode"_qs, nameOf(readout.mode)},
            {u"address"_qs, QString::fromLatin1(readout.address)},
            {u"wakeUp"_qs, readout.wakeUp},
            {u"baud"_qs, readout.baud.value},
            {u"format"_qs, readout.format.toText()},
            {u"parity"_qs, nameOf(request.parity)},
            {u"dtr"_qs, switchJson(request.controlLines.dtr)},
            {u"rts"_qs, switchJson(request.controlLines.rts)},
            {u"codes"_qs, codeNames},
            {u"schedule"_qs, scheduleJson(schedule)}};
}

std::optional<PollPlan> PollPlan::fromJson(const QJsonObject &json)
{
    const auto target = parseTarget(json[u"target"].toString());
    const auto mode = modeFrom(json[u"mode"].toString());
    const auto format = CharacterFormat::fromText(json[u"format"].toString());
    const auto parity = parityFrom(json[u"parity"].toString());
    if (!std::holds_alternative<Target>(target) || !mode || !format || !parity
        || json[u"baud"].toInt() <= 0 || !json[u"schedule"].isObject())
        return {};
    PollPlan plan;
    plan.station = json[u"station"].toString();
    plan.request.target = std::get<Target>(target);
    plan.request.parity = *parity;
    plan.request.controlLines = {switchFrom(json[u"dtr"]), switchFrom(json[u"rts"])};
    ReadoutOptions &readout = plan.request.readout;
    readout.mode = *mode;
    readout.address = json[u"address"].toString().toLatin1();
    readout.wakeUp = json[u"wakeUp"].toBool();
    readout.baud = Baud{json[u"baud"].toInt()};
    readout.format = *format;
    for (const auto &code : json[u"codes"].toArray())
        plan.codes.append(code.toString().toLatin1());
    plan.schedule = scheduleFrom(json[u"schedule"].toObject());
    return plan;
}

} // namespace optoscope
