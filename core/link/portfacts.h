// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portholders.h"

#include <QList>
#include <QMetaType>
#include <QStringList>

#include <chrono>

namespace optoscope {

/// How whoever runs this program stands to a group.
enum class Membership : quint8 {
    NotTold,
    None,
    NotInSession, ///< A member, but the session began before that.
    InSession,
};

/// What is known of one serial port of this machine without opening it.
struct PortFacts {
    QString name; ///< "ttyUSB0", "COM3"
    QString path; ///< "/dev/ttyUSB0", "\\.\COM3"
    QString description; ///< the adapter's product name
    QString manufacturer;
    QString serialNumber;
    std::optional<quint16> vendorId; ///< of USB
    std::optional<quint16> productId;
    QString driver; ///< the kernel's; empty if not told
    QStringList compatible; ///< names of the device tree, the most exact first; empty elsewhere
    QString byId; ///< the link below /dev/serial/by-id that stays the same after replugging
    QString byPath; ///< the link below /dev/serial/by-path: the same socket, whatever the adapter
    QStringList aliases; ///< other links, such as "/dev/serial0" of a Raspberry Pi
    /// How long the adapter may keep a character before it hands it over (FTDI's latency timer).
    std::optional<std::chrono::milliseconds> latency;
    bool readable = true; ///< by whoever runs this program
    bool writable = true;
    QString group; ///< whose members may read and write; empty if none or not told
    Membership membership = Membership::NotTold; ///< in this group
    std::optional<PortHolder> holder;
    bool isConsole = false; ///< The system writes its messages there.
    bool asksForLogin = false; ///< The system waits there for somebody to log in (getty).
    bool modemManagerProbes = false; ///< ModemManager runs and was not told to leave it alone.
    bool autosuspends = false; ///< The system may switch the adapter off while it is idle.

    bool isUsable() const { return readable && writable && !holder && !isConsole && !asksForLogin; }
    friend bool operator==(const PortFacts &, const PortFacts &) = default;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::PortFacts)
