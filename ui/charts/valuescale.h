// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace optoscope {

/// An axis of values with round numbers at its marks.
struct ValueScale {
    double least = 0;
    double most = 1;
    double step = 1;
    int digits = 0; ///< behind the point, as the marks need

    /// Holds least to most, with about \a marks of them; steps are 1, 2 or 5 of a power of ten.
    static ValueScale of(double least, double most, int marks);
    friend bool operator==(const ValueScale &, const ValueScale &) = default;
};

} // namespace optoscope
