// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace optoscope {

/// How a database is opened.
struct SqlOptions {
    bool readOnly = false;
    std::chrono::milliseconds patience{5000}; ///< for another program that holds it
    /// What is committed survives a loss of power, too; else only the end of the program.
    bool durable = true;
};

} // namespace optoscope
