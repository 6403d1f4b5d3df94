// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/notsimulated.h"

#include <algorithm>
#include <array>

namespace optoscope {

namespace {

struct Missing {
    QStringView key;
    QStringView value; ///< empty: any
};

constexpr std::array missing{
    Missing{u"meter.password", u""},
};

} // namespace

bool isNotSimulated(QStringView key, QStringView value)
{
    return std::any_of(missing.begin(), missing.end(), [&](const Missing &entry) {
        return entry.key == key && (entry.value.isEmpty() || entry.value == value);
    });
}

} // namespace optoscope
