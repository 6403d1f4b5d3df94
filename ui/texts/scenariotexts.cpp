// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

QString shown(const QString &text)
{
    return visibleText(QStringView(text));
}

QString listed(const QStringList &values)
{
    return shown(values.join(u", "_qs));
}

/// "file, key" for the start of a sentence.
QString place(const ScenarioError &error)
{
    const QString file = error.file.isEmpty() ? Words::tr("The scenario") : shown(error.file);
    return error.key.isEmpty() ? file : Words::tr("%1, %2").arg(file, shown(error.key));
}

QString unknownKeyText(const ScenarioError &error)
{
    return Words::tr("%1: there is no such key. Correct or remove it; here there are %2.")
        .arg(place(error), listed(error.allowed));
}

QString notAllowedText(const ScenarioError &error)
{
    if (error.allowed.isEmpty())
        return Words::tr("%1: \"%2\" cannot stand there. Choose another value.")
            .arg(place(error), shown(error.value));
    return Words::tr("%1: \"%2\" cannot stand there. Choose from: %3.")
        .arg(place(error), shown(error.value), listed(error.allowed));
}

} // namespace

QString scenarioErrorText(const ScenarioError &error)
{
    const QString value = shown(error.value);
    switch (error.reason) {
    case ScenarioReason::noSuchScenario:
        return Words::tr("There is no scenario called %1. Choose from: %2; or name a file that "
                         "ends in .json.")
            .arg(value, listed(error.allowed));
    case ScenarioReason::fileMissing:
        return Words::tr("There is no scenario file %1. Check its name and folder.").arg(value);
    case ScenarioReason::fileUnreadable:
        return Words::tr("%1 cannot be read. The system says: %2. Check that it is a file and that "
                         "you have the rights to read it.")
            .arg(place(error), value);
    case ScenarioReason::notJson:
        return Words::tr("%1 is no JSON object: the fault is in line %2 or before it. Look for a "
                         "missing comma, quotation mark or brace.")
            .arg(place(error), value);
    case ScenarioReason::unknownKey: return unknownKeyText(error);
    case ScenarioReason::wrongType:
        return Words::tr("%1 is of the JSON type %2 and must be of the type %3.")
            .arg(place(error), value, listed(error.allowed));
    case ScenarioReason::notAllowed: return notAllowedText(error);
    case ScenarioReason::outOfRange:
        return Words::tr("%1: %2 is out of range. Choose a value from %3 to %4.")
            .arg(place(error), value, error.allowed.value(0), error.allowed.value(1));
    case ScenarioReason::notSimulatedYet:
        return Words::tr("%1: this version cannot simulate \"%2\". Remove the key.")
            .arg(place(error), value);
    case ScenarioReason::readoutMissing:
        return Words::tr("%1: there is no read-out file %2. The name is relative to the scenario's "
                         "folder; correct it, or remove the key for the built-in read-out.")
            .arg(place(error), value);
    case ScenarioReason::notAReadout:
        return Words::tr("%1: %2 is no read-out. It must begin with an identification such as "
                         "/ABC5NAME, go on with data sets such as 1.8.0(123.4*kWh), and end with a "
                         "line that begins with an exclamation mark.")
            .arg(place(error), value);
    }
    return {};
}

} // namespace optoscope::texts
