// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace optoscope {

/// One register of one meter in one unit: what a line in a chart shows. Another unit or another
/// meter makes another series.
struct Series {
    qint64 id = 0; ///< in its store; 0: none
    QString meter; ///< the meter's own number, or what the user calls it
    QByteArray code; ///< as the meter sends it
    QByteArray unit; ///< as the meter sends it
    int bracket = 0; ///< the how-manieth value behind the code; 0: the first
    friend bool operator==(const Series &, const Series &) = default;
};

} // namespace optoscope
