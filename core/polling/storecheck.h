// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/readingreader.h"

namespace optoscope {

/// What a store would be used for.
enum class StoreUse : quint8 { Read, Write };

/// What is in a store before it is used.
struct StoreCheck {
    bool isThere = false; ///< Its tables are made when something is first written.
    StoreSpan span;
};

/// Whether \a address can be used, without changing anything there. It waits for the disk or the
/// server.
StoreResult<StoreCheck> checkStore(const StoreAddress &address, StoreUse use);

} // namespace optoscope
