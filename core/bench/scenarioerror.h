// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace optoscope {

namespace ScenarioErrorNames {
Q_NAMESPACE
enum class ScenarioReason : quint8 {
    noSuchScenario, ///< allowed: the shipped ones
    fileMissing,
    fileUnreadable, ///< value: what the system says
    notJson, ///< value: the line of the fault
    unknownKey, ///< allowed: the keys that there are
    wrongType, ///< value: the JSON type found; allowed: the types that fit
    notAllowed, ///< allowed: the values that are
    outOfRange, ///< allowed: least and most
    notSimulatedYet, ///< a good value that this version cannot simulate
    readoutMissing, ///< value: the read-out's file
    notAReadout, ///< value: the read-out's file
};
Q_ENUM_NS(ScenarioReason)
} // namespace ScenarioErrorNames
using ScenarioErrorNames::ScenarioReason;

/// Why a scenario cannot be used. The words are in ui/texts.
struct ScenarioError {
    ScenarioReason reason = ScenarioReason::notJson;
    QString key; ///< path of the key, as in "meter.mode"; empty if it is not about one
    QString value;
    QStringList allowed;
    QString file; ///< of the scenario; filled in by who read it

    /// One line for LinkError::detail, and back.
    QString toDetail() const;
    static std::optional<ScenarioError> fromDetail(const QString &detail);

    friend bool operator==(const ScenarioError &, const ScenarioError &) = default;
};

} // namespace optoscope
