// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/wording.h"

namespace optoscope::texts {

/// The comments in captures.
class TraceWording : public Wording
{
public:
    QString entryText(const TraceEntry &entry) const override;
};

} // namespace optoscope::texts
