// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/valuescale.h"

#include <algorithm>
#include <cmath>

namespace optoscope {

ValueScale ValueScale::of(double least, double most, int marks)
{
    if (least > most)
        std::swap(least, most);
    // A value that never changes lies in the middle; doubles have 15 digits.
    const double size = std::max(std::abs(least), std::abs(most));
    const double room = std::max(size * 1e-12, 1e-12);
    if (most - least < room) {
        const double half = size > 0 ? size * 0.001 : 1;
        least -= half;
        most += half;
    }
    const double rough = (most - least) / std::max(1, marks);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * 0.999999) {
            step = factor * power;
            break;
        }
    }
    ValueScale scale;
    scale.step = step;
    scale.least = std::floor(least / step + 1e-9) * step;
    scale.most = std::ceil(most / step - 1e-9) * step;
    scale.digits = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    return scale;
}

} // namespace optoscope
