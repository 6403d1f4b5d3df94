// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/waveform.h"

#include <QtGlobal>

#include <array>
#include <optional>

namespace optoscope {

/// Finds the two levels of an analogue line in a histogram of its values, and tells high from low.
/// All values are added first, then judged.
class AnalogLevels
{
public:
    /// With a \a threshold nothing needs to be found: above it is high.
    explicit AnalogLevels(std::optional<double> threshold = {})
        : m_threshold(threshold)
    {
    }

    void add(double value);
    /// Finds the levels that part the values best (Otsu's method), after single values far from all
    /// others. A line without two levels is always high.
    void settle();
    /// Above 60 % of the distance between both levels is high, below 40 % low; between them the
    /// line keeps the level that it had \a before.
    Level levelOf(double value, Level before) const;

private:
    using Counts = std::array<qint64, 1024>;

    /// How a part of the counts falls into two.
    struct Split {
        double low = 0; ///< mean places
        double high = 0;
        size_t at = 0; ///< the first count of the upper part
        qint64 below = 0; ///< values in the lower part
        qint64 above = 0;
        bool isClear = false; ///< The parts are far from each other against their spread.
    };

    void widen(bool upwards);
    Split split(size_t from, size_t to) const;

    std::optional<double> m_threshold;
    Counts m_counts{};
    double m_origin = 0; ///< the lower end of the first count
    double m_width = 0; ///< of each count; 0 as long as all values are the same
    qint64 m_all = 0;
    double m_low = 0; ///< Below it is low.
    double m_high = 0; ///< Above it is high.
    bool m_hasLevels = false;
};

} // namespace optoscope
