// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollresult.h"

#include <QJsonObject>

namespace optoscope {

/// All of a poll, to put it aside until it can be stored.
QJsonObject pollToJson(const PollResult &result);
/// Nothing if \a json is no poll.
std::optional<PollResult> pollFromJson(const QJsonObject &json);

} // namespace optoscope
