// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkrequest.h"

#include <QCommandLineParser>

#include <optional>

namespace optoscope::cli {

/// The options of whatever reads a meter: mode, address, and how the line runs.
QList<QCommandLineOption> lineOptions();
/// Takes them into \a request; or says what is wrong with them.
std::optional<QString> acceptLineOptions(const QCommandLineParser &parser, LinkRequest &request);

} // namespace optoscope::cli
