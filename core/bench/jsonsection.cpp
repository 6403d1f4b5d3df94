// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/jsonsection.h"

#include "core/bench/notsimulated.h"

#include <QJsonArray>

#include <cmath>

namespace optoscope {

namespace {

/// JSON's own names of its types.
QString typeName(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null: return u"null"_qs;
    case QJsonValue::Bool: return u"boolean"_qs;
    case QJsonValue::Double: return u"number"_qs;
    case QJsonValue::String: return u"string"_qs;
    case QJsonValue::Array: return u"array"_qs;
    case QJsonValue::Object: return u"object"_qs;
    case QJsonValue::Undefined: break;
    }
    return u"undefined"_qs;
}

QString toText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

} // namespace

JsonSection::JsonSection(QJsonObject object, QString path, std::optional<ScenarioError> &error)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_error(error)
{
}

QString JsonSection::pathOf(const QString &key) const
{
    return m_path.isEmpty() ? key : m_path + u'.' + key;
}

void JsonSection::refuse(QLatin1String key, ScenarioReason reason, const QString &value,
                         const QStringList &allowed)
{
    if (!m_error)
        m_error = ScenarioError{reason, pathOf(key), value, allowed, {}};
}

QJsonValue JsonSection::take(QLatin1String key)
{
    m_known.append(key);
    return m_error ? QJsonValue(QJsonValue::Undefined) : m_object.value(key);
}

bool JsonSection::hasType(QLatin1String key, const QJsonValue &value, QJsonValue::Type type)
{
    if (value.isUndefined())
        return false;
    if (value.type() != type)
        refuse(key, ScenarioReason::wrongType, typeName(value.type()), {typeName(type)});
    return value.type() == type;
}

void JsonSection::admit(QLatin1String key, bool isDefault, const QString &value)
{
    if (!isDefault && isNotSimulated(pathOf(key), value))
        refuse(key, ScenarioReason::notSimulatedYet, value, {});
}

void JsonSection::read(QLatin1String key, bool &value)
{
    const QJsonValue found = take(key);
    if (!hasType(key, found, QJsonValue::Bool))
        return;
    admit(key, found.toBool() == value, found.toBool() ? u"true"_qs : u"false"_qs);
    value = found.toBool();
}

void JsonSection::read(QLatin1String key, QString &value)
{
    const QJsonValue found = take(key);
    if (!hasType(key, found, QJsonValue::String))
        return;
    admit(key, found.toString() == value, found.toString());
    value = found.toString();
}

void JsonSection::read(QLatin1String key, double &value, double least, double most)
{
    const QJsonValue found = take(key);
    if (!hasType(key, found, QJsonValue::Double))
        return;
    const double number = found.toDouble();
    if (number < least || number > most)
        refuse(key, ScenarioReason::outOfRange, toText(number), {toText(least), toText(most)});
    admit(key, number == value, toText(number));
    value = number;
}

void JsonSection::readWhole(QLatin1String key, qint64 &value, qint64 least, qint64 most)
{
    const QJsonValue found = take(key);
    if (!hasType(key, found, QJsonValue::Double))
        return;
    const double number = found.toDouble();
    const bool fits = number == std::floor(number) && number >= static_cast<double>(least)
        && number <= static_cast<double>(most);
    if (!fits) {
        refuse(key, ScenarioReason::outOfRange, toText(number),
               {QString::number(least), QString::number(most)});
        return;
    }
    admit(key, found.toInteger() == value, toText(number));
    value = found.toInteger();
}

int JsonSection::readIndex(QLatin1String key, int index, const QStringList &allowed)
{
    const QJsonValue found = take(key);
    if (!hasType(key, found, QJsonValue::String))
        return index;
    const qsizetype chosen = allowed.indexOf(found.toString());
    if (chosen < 0) {
        refuse(key, ScenarioReason::notAllowed, found.toString(), allowed);
        return index;
    }
    admit(key, chosen == index, found.toString());
    return static_cast<int>(chosen);
}

void JsonSection::read(QLatin1String key, QStringList &value)
{
    const QJsonValue found = take(key);
    if (!hasType(key, found, QJsonValue::Array))
        return;
    QStringList texts;
    for (const QJsonValue item : found.toArray()) {
        if (!hasType(key, item, QJsonValue::String))
            return;
        texts.append(item.toString());
    }
    admit(key, texts == value, texts.join(u','));
    value = texts;
}

JsonSection JsonSection::section(QLatin1String key)
{
    const QJsonValue found = take(key);
    const bool isObject = hasType(key, found, QJsonValue::Object);
    return {isObject ? found.toObject() : QJsonObject(), pathOf(key), m_error};
}

void JsonSection::finish()
{
    for (const QString &key : m_object.keys()) {
        if (!m_error && !m_known.contains(key))
            m_error = ScenarioError{ScenarioReason::unknownKey, pathOf(key), {}, m_known, {}};
    }
}

} // namespace optoscope
