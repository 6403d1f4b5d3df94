// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/notsimulated.h"

#include <algorithm>
#include <array>

namespace optoscope {

namespace {

struct Missing {
    QStringView key; ///< a key, or with a dot at its end all keys of a section
    QStringView value; ///< empty: any
};

constexpr std::array missing{
    Missing{u"person.", u""},
    Missing{u"meter.speaks", u""},
    Missing{u"meter.mode", u"E"},
    Missing{u"meter.password", u""},
};

} // namespace

bool isNotSimulated(QStringView key, QStringView value)
{
    return std::any_of(missing.begin(), missing.end(), [&](const Missing &entry) {
        const bool concerns =
            entry.key.endsWith(u'.') ? key.startsWith(entry.key) : key == entry.key;
        return concerns && (entry.value.isEmpty() || entry.value == value);
    });
}

} // namespace optoscope
