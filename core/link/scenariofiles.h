// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/readoutfile.h"
#include "core/bench/scenario.h"
#include "core/bench/scenarioerror.h"
#include "core/link/linkerror.h"

#include <QStringList>

#include <variant>

namespace optoscope {

/// A scenario with the read-out that its meter gives.
struct LoadedScenario {
    Scenario scenario;
    ReadoutFile readout;
};

/// Loads what a target's `virtual:` is followed by: nothing is the healthy bench, a name one of the
/// shipped scenarios (`:/scenarios/NAME.json`) or their cases (`case-17`), and what ends in `.json`
/// a file.
std::variant<LoadedScenario, ScenarioError> loadScenario(const QString &name);

/// Reads a file that holds an object like a scenario's `person`; what it leaves out stays as \a
/// before has it.
std::variant<PersonScenario, ScenarioError> loadPerson(const QString &path,
                                                       const PersonScenario &before);

/// The names of the shipped scenarios, sorted.
QStringList shippedScenarios();

/// LinkError::Kind::BadScenario; the detail is that of ScenarioError::toDetail().
LinkError toLinkError(const ScenarioError &error);

} // namespace optoscope
