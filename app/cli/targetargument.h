// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/target.h"

#include <QCommandLineParser>

#include <optional>

namespace optoscope::cli {

/// Takes the only positional argument for a target; or says what is wrong with it.
std::optional<QString> acceptTarget(const QCommandLineParser &parser, Target &target);

} // namespace optoscope::cli
