// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkrequest.h"
#include "core/trace/session.h"

#include <functional>
#include <memory>

namespace optoscope {

/// Makes the session that a request asks for.
using SessionFactory = std::function<std::unique_ptr<Session>(const LinkRequest &request)>;

/// The sessions of this program: a read-out, a self-test, listening, or watching.
std::unique_ptr<Session> makeSession(const LinkRequest &request);

} // namespace optoscope
