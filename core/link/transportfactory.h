// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clock.h"
#include "core/link/linkrequest.h"
#include "core/link/transport.h"

#include <variant>

namespace optoscope {

/// The transport for a target, or why there is none. \a clock must outlive it.
std::variant<std::unique_ptr<Transport>, LinkError> makeTransport(const LinkRequest &request,
                                                                  Clock &clock);

} // namespace optoscope
