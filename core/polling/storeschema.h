// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/sqlconnection.h"

namespace optoscope {

/// The version of the tables that this program reads and writes.
constexpr int storeVersion = 2;

/// The version of the tables that are there, 0 if there are none.
StoreResult<int> versionOf(SqlConnection &connection);
/// Makes the tables, or brings those of an earlier version to \a version, all or nothing. A store
/// of a later version is refused.
std::optional<StoreError> migrate(SqlConnection &connection, int version = storeVersion);

} // namespace optoscope
