// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/readoutjson.h"

#include "core/capture/interpretation.h"

#include <QJsonArray>
#include <QMetaEnum>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

QString text(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes);
}

/// null for what is not there.
template <typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue textOrNull(QByteArrayView bytes)
{
    return bytes.isEmpty() ? QJsonValue() : QJsonValue(text(bytes));
}

/// Milliseconds, to the microsecond: a line has no finer times.
double milliseconds(nanoseconds time)
{
    return static_cast<double>(std::chrono::round<std::chrono::microseconds>(time).count()) / 1000;
}

double milliseconds(Instant at)
{
    return milliseconds(at.time_since_epoch());
}

QJsonValue millisecondsOrNull(std::optional<nanoseconds> time)
{
    return time ? QJsonValue(milliseconds(*time)) : QJsonValue();
}

/// A share, to the hundredth: it is a judgement and no measurement.
double share(double value)
{
    return std::round(value * 100) / 100;
}

QString checkName(CheckKind kind)
{
    switch (kind) {
    case CheckKind::Xor: return u"xor"_qs;
    case CheckKind::Sum7: return u"sum7"_qs;
    case CheckKind::Crc16: return u"crc16"_qs;
    case CheckKind::None: return u"none"_qs;
    case CheckKind::Wrong: return u"wrong"_qs;
    }
    return {};
}

QJsonValue checkJson(const std::optional<CheckResult> &check)
{
    if (!check)
        return {};
    return QJsonObject{{u"kind"_qs, checkName(check->kind)},
                       {u"ok"_qs, orNull(check->ok())},
                       {u"expected"_qs, textOrNull(check->expected)},
                       {u"received"_qs, textOrNull(check->received)}};
}

QJsonValue modeJson(Mode mode)
{
    switch (mode) {
    case Mode::Automatic: return {};
    case Mode::A: return u"A"_qs;
    case Mode::B: return u"B"_qs;
    case Mode::C: return u"C"_qs;
    case Mode::D: return u"D"_qs;
    case Mode::E: return u"E"_qs;
    }
    return {};
}

/// What the baud character proposes; in mode A it means nothing and the line stays at 300.
std::optional<int> proposedBaud(const Identification &identification, Mode mode)
{
    switch (mode) {
    case Mode::A: return 300;
    case Mode::D: return 2400;
    case Mode::B: return baudOfModeB(identification.baudCharacter);
    case Mode::Automatic:
    case Mode::C:
    case Mode::E: break;
    }
    const auto baud = baudOfModeC(identification.baudCharacter);
    return baud ? baud : baudOfModeB(identification.baudCharacter);
}

QJsonValue identificationJson(const Readout &readout, const FlagTable &flags)
{
    if (!readout.identification)
        return {};
    const Identification &identification = *readout.identification;
    const auto flag = flags.find(identification.manufacturer);
    QJsonArray escapes;
    for (const char escape : identification.escapes)
        escapes.append(text(QByteArrayView(&escape, 1)));
    const char baud = identification.baudCharacter;
    return QJsonObject{
        {u"raw"_qs, text(identification.raw)},
        {u"manufacturer"_qs, text(identification.manufacturer)},
        {u"company"_qs, flag ? QJsonValue(flag->company) : QJsonValue()},
        {u"baudCharacter"_qs, baud ? QJsonValue(text(QByteArrayView(&baud, 1))) : QJsonValue()},
        {u"proposedBaud"_qs, orNull(proposedBaud(identification, readout.mode))},
        {u"escapes"_qs, escapes},
        {u"device"_qs, text(identification.device)}};
}

/// ISO 8601, of the date or the time of day alone where the other is missing.
QJsonValue timeJson(const std::optional<MeterTime> &time)
{
    if (!time)
        return {};
    if (!time->time.isValid())
        return time->date.toString(Qt::ISODate);
    if (!time->date.isValid())
        return time->time.toString(Qt::ISODate);
    return QDateTime(time->date, time->time, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss"_qs);
}

void addInterpretation(QJsonObject &set, const Interpretation &interpretation)
{
    const auto &name = interpretation.name;
    const auto &quantities = interpretation.reading.quantities;
    set.insert(u"name"_qs, name ? QJsonValue(name->name) : QJsonValue());
    set.insert(u"billingPeriod"_qs, name ? orNull(name->billingPeriod) : QJsonValue());
    set.insert(u"number"_qs,
               quantities.size() == 1 ? QJsonValue(quantities.first().value) : QJsonValue());
    set.insert(u"time"_qs, timeJson(interpretation.reading.time));
}

QJsonArray dataSetsJson(const DataSets &dataSets, const Knowledge &knowledge)
{
    const QList<Interpretation> interpretations = interpret(dataSets, knowledge);
    QJsonArray sets;
    for (qsizetype i = 0; i < dataSets.count(); ++i) {
        QJsonObject set{{u"address"_qs, text(dataSets.address(i))},
                        {u"value"_qs, text(dataSets.value(i))},
                        {u"unit"_qs, text(dataSets.unit(i))}};
        if (dataSets.at(i).star)
            set.insert(u"star"_qs, true);
        addInterpretation(set, interpretations.at(i));
        sets.append(set);
    }
    return sets;
}

QJsonArray messagesJson(const QList<ConversationMessage> &messages)
{
    QJsonArray array;
    for (const ConversationMessage &message : messages) {
        array.append(QJsonObject{
            {u"kind"_qs, messageName(message.kind)},
            {u"by"_qs, message.by == Party::Us ? u"us"_qs : u"meter"_qs},
            {u"atMs"_qs, message.isTimed ? QJsonValue(milliseconds(message.at)) : QJsonValue()},
            {u"offset"_qs, message.offset},
            {u"length"_qs, message.length},
            {u"check"_qs, checkJson(message.check)}});
    }
    return array;
}

bool isMeters(const ConversationMessage &message, MessageKind kind)
{
    return message.kind == kind && message.by == Party::Meter;
}

std::optional<nanoseconds> reactionOf(const QList<ConversationMessage> &messages, MessageKind kind)
{
    for (const ConversationMessage &message : messages)
        if (isMeters(message, kind) && message.reaction)
            return message.reaction;
    return {};
}

QJsonObject timingJson(const QList<ConversationMessage> &messages)
{
    std::optional<nanoseconds> gap;
    std::optional<Instant> begin;
    Instant end;
    for (const ConversationMessage &message : messages) {
        if (!message.isTimed)
            continue;
        begin = std::min(begin.value_or(message.at), message.at);
        end = std::max(end, message.end);
        if (message.by == Party::Meter && message.kind != MessageKind::noise)
            gap = std::max(gap.value_or(nanoseconds(0)), message.longestGap);
    }
    const QJsonValue seconds = begin ? QJsonValue(milliseconds(end - *begin) / 1000) : QJsonValue();
    return {
        {u"reactionMs"_qs, millisecondsOrNull(reactionOf(messages, MessageKind::identification))},
        {u"dataReactionMs"_qs, millisecondsOrNull(reactionOf(messages, MessageKind::data))},
        {u"longestGapMs"_qs, millisecondsOrNull(gap)},
        {u"seconds"_qs, seconds}};
}

template <typename Enum>
QString enumName(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

} // namespace

QJsonArray findingsJson(const Findings &findings, bool isTimed)
{
    QJsonArray array;
    for (const Finding &finding : findings) {
        array.append(QJsonObject{
            {u"id"_qs, findingName(finding.id)},
            {u"severity"_qs, enumName(finding.severity)},
            {u"blame"_qs, enumName(finding.blame)},
            {u"atMs"_qs,
             finding.at && isTimed ? QJsonValue(milliseconds(*finding.at)) : QJsonValue()},
            {u"offset"_qs, finding.offset < 0 ? QJsonValue() : QJsonValue(finding.offset)}});
    }
    return array;
}

QJsonObject lineJson(const LineVerdict &line)
{
    return {
        {u"class"_qs, lineClassName(line.lineClass)},
        {u"confidence"_qs, line.confidence ? QJsonValue(share(*line.confidence)) : QJsonValue()},
        {u"baud"_qs, line.baud ? QJsonValue(line.baud->value) : QJsonValue()},
        {u"format"_qs, line.format ? QJsonValue(line.format->toText()) : QJsonValue()}};
}

QJsonObject readoutJson(const Conversation &conversation, const LineVerdict &line,
                        const Knowledge &knowledge)
{
    const Readout &readout = conversation.readout();
    const bool isTimed =
        std::ranges::any_of(conversation.messages(), &ConversationMessage::isTimed);
    return {{u"identification"_qs, identificationJson(readout, knowledge.flags)},
            {u"mode"_qs, modeJson(readout.mode)},
            {u"baud"_qs, readout.baud ? QJsonValue(readout.baud->value) : QJsonValue()},
            {u"check"_qs, checkJson(readout.check)},
            {u"dataSets"_qs, dataSetsJson(readout.dataSets, knowledge)},
            {u"messages"_qs, messagesJson(conversation.messages())},
            {u"timing"_qs, timingJson(conversation.messages())},
            {u"line"_qs, lineJson(line)},
            {u"findings"_qs, findingsJson(conversation.findings(), isTimed)}};
}

} // namespace optoscope
