// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portfacts.h"

namespace optoscope {

/// How whoever runs this program stands to a group, by /proc/self/status, /etc/passwd and
/// /etc/group below \a root (empty: this machine). Members that only a directory service knows are
/// seen once their session has the group.
Membership membershipOf(const QString &root, const QString &group);

} // namespace optoscope
