// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

namespace optoscope {

/// Whether a port that was in use is still there.
enum class PortPresence : quint8 {
    Usual, ///< Nothing has vanished, or nobody waits for it.
    Awaited, ///< It has vanished; it is opened when it comes back.
    Returned, ///< It was opened again, and what comes is taken down.
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::PortPresence)
