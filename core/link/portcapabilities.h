// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/linesettings.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace optoscope {

/// What an open port can do and tell. What is false is not reported by this adapter and driver,
/// which is no error.
struct PortCapabilities {
    enum class Answer : quint8 { No, Yes, Unknown };

    bool uart = false; ///< There are characters on a wire; a pseudo terminal has none.
    bool marksErrors = false; ///< The system marks damaged characters and breaks, if told of them.
    bool countsErrors = false; ///< Framing errors, parity errors and overruns are told apart.
    bool controlLines = false; ///< DTR, RTS and the modem's lines.
    /// Yes only if the driver counts them or one has been seen, since many adapters keep them to
    /// themselves (reference probe.md §4.5).
    Answer framingErrors = Answer::Unknown;
    ParityBy parity = ParityBy::None;
    QString driver; ///< the kernel's; empty if not told
    /// How long the adapter may keep a character; nothing where it is not told.
    std::optional<nanoseconds> latency;

    friend bool operator==(const PortCapabilities &, const PortCapabilities &) = default;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::PortCapabilities)
