// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkerror.h"

#include <QSerialPort>

#include <optional>

namespace optoscope {

/// The device path of a port's name: "ttyUSB0" is "/dev/ttyUSB0"; links are followed.
QString devicePath(const QString &name);

/// The group that may read and write the device at \a path; empty if none may or the system does
/// not tell.
QString groupWithRights(const QString &path);

/// What keeps the port \a name from being opened, as far as it shows without opening it. Opening a
/// port moves its control lines, which power many probes.
std::optional<LinkError> problemBeforeOpening(const QString &name);

/// Why \a port could not be opened.
LinkError problemOfOpening(const QString &name, const QSerialPort &port);

} // namespace optoscope
