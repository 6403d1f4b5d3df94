// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace optoscope {

/// What a capture says besides its entries.
struct CaptureFacts {
    QString program; ///< and its version
    QString system; ///< that it ran on
    QString target; ///< what was read, as a target is written
    QString adapter; ///< what is known of the port's adapter
    QDateTime anchor; ///< the wall-clock time of Instant 0; invalid if nobody knows it

    friend bool operator==(const CaptureFacts &, const CaptureFacts &) = default;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::CaptureFacts)
