// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/scenariofiles.h"

#include "core/bench/scenarioparser.h"
#include "core/link/shippedcases.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace optoscope {

namespace {

const QLatin1String scenarioFolder(":/scenarios");
const QLatin1String builtInReadout(":/readouts/virtual-meter.txt");
const QLatin1String ending(".json");
/// No scenario and no read-out is longer; what is, is another file taken by mistake.
constexpr qint64 longestFile = 16 * 1024 * 1024;

std::variant<QByteArray, ScenarioError> readFile(const QString &path, ScenarioReason missing)
{
    QFile file(path);
    if (!file.exists())
        return ScenarioError{missing, {}, path, {}, path};
    if (!file.open(QIODevice::ReadOnly))
        return ScenarioError{ScenarioReason::fileUnreadable, {}, file.errorString(), {}, path};
    const QByteArray bytes = file.read(longestFile);
    if (file.error() != QFileDevice::NoError)
        return ScenarioError{ScenarioReason::fileUnreadable, {}, file.errorString(), {}, path};
    return bytes;
}

/// The read-out that \a scenario names; relative names are relative to \a folder.
std::variant<ReadoutFile, ScenarioError> loadReadout(const Scenario &scenario,
                                                     const QString &folder)
{
    const QString name = scenario.meter.readout;
    const QString path =
        name.isEmpty() ? QString(builtInReadout) : QDir::cleanPath(QDir(folder).filePath(name));
    const auto bytes = readFile(path, ScenarioReason::readoutMissing);
    if (const auto *error = std::get_if<ScenarioError>(&bytes))
        return *error;
    const auto readout = ReadoutFile::parse(std::get<QByteArray>(bytes));
    if (!readout)
        return ScenarioError{ScenarioReason::notAReadout, {}, path, {}, {}};
    return *readout;
}

std::variant<LoadedScenario, ScenarioError> load(const QByteArray &json, const QString &file,
                                                 const QString &folder)
{
    const auto refused = [&file](ScenarioError error) {
        error.file = file;
        return error;
    };
    const auto parsed = parseScenario(json);
    if (const auto *error = std::get_if<ScenarioError>(&parsed))
        return refused(*error);
    LoadedScenario loaded{std::get<Scenario>(parsed), {}};
    const auto readout = loadReadout(loaded.scenario, folder);
    if (const auto *error = std::get_if<ScenarioError>(&readout)) {
        ScenarioError atKey = *error;
        atKey.key = u"meter.readout"_qs;
        return refused(atKey);
    }
    loaded.readout = std::get<ReadoutFile>(readout);
    return loaded;
}

} // namespace

std::variant<LoadedScenario, ScenarioError> loadScenario(const QString &name)
{
    if (name.isEmpty())
        return load("{}", {}, {});
    if (const QString scenario = scenarioOfCase(name); !scenario.isEmpty())
        return loadScenario(scenario);
    const bool isFile = name.endsWith(ending, Qt::CaseInsensitive);
    if (!isFile && !shippedScenarios().contains(name))
        return ScenarioError{ScenarioReason::noSuchScenario, {}, name, shippedScenarios(), name};
    const QString path = isFile ? name : scenarioFolder + u'/' + name + ending;
    const auto json = readFile(path, ScenarioReason::fileMissing);
    if (const auto *error = std::get_if<ScenarioError>(&json))
        return *error;
    return load(std::get<QByteArray>(json), path, QFileInfo(path).path());
}

std::variant<PersonScenario, ScenarioError> loadPerson(const QString &path,
                                                       const PersonScenario &before)
{
    const auto json = readFile(path, ScenarioReason::fileUnreadable);
    if (const auto *error = std::get_if<ScenarioError>(&json))
        return *error;
    auto person = parsePerson(std::get<QByteArray>(json), before);
    if (auto *error = std::get_if<ScenarioError>(&person))
        error->file = path;
    return person;
}

QStringList shippedScenarios()
{
    QStringList names;
    for (const QString &file : QDir(scenarioFolder).entryList(QDir::Files, QDir::Name)) {
        if (file.endsWith(ending))
            names.append(file.chopped(ending.size()));
    }
    return names;
}

LinkError toLinkError(const ScenarioError &error)
{
    return {LinkError::Kind::BadScenario, error.file, error.toDetail()};
}

} // namespace optoscope
