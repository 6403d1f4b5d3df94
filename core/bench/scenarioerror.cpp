// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/scenarioerror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaEnum>

namespace optoscope {

QString ScenarioError::toDetail() const
{
    const auto reasons = QMetaEnum::fromType<ScenarioReason>();
    const QJsonArray parts{QLatin1String(reasons.valueToKey(static_cast<int>(reason))), key, value,
                           QJsonArray::fromStringList(allowed), file};
    return QString::fromUtf8(QJsonDocument(parts).toJson(QJsonDocument::Compact));
}

std::optional<ScenarioError> ScenarioError::fromDetail(const QString &detail)
{
    const QJsonArray parts = QJsonDocument::fromJson(detail.toUtf8()).array();
    bool known = false;
    const int reason = QMetaEnum::fromType<ScenarioReason>().keyToValue(
        parts.at(0).toString().toLatin1().constData(), &known);
    if (!known)
        return {};
    ScenarioError error;
    error.reason = static_cast<ScenarioReason>(reason);
    error.key = parts.at(1).toString();
    error.value = parts.at(2).toString();
    for (const QJsonValue value : parts.at(3).toArray())
        error.allowed.append(value.toString());
    error.file = parts.at(4).toString();
    return error;
}

} // namespace optoscope
