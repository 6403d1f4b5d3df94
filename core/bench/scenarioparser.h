// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/scenario.h"
#include "core/bench/scenarioerror.h"

#include <variant>

namespace optoscope {

/// Reads a scenario (design §4). Every key is optional; an unknown key, a value that does not fit
/// and one that this version cannot simulate are errors.
std::variant<Scenario, ScenarioError> parseScenario(const QByteArray &json);
/// Reads an object such as a scenario's `person` alone, with the same errors: the answers that a
/// self-test without a person at it is given. What it leaves out stays as \a before has it.
std::variant<PersonScenario, ScenarioError> parsePerson(const QByteArray &json,
                                                        const PersonScenario &before = {});

} // namespace optoscope
