// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portinventory.h"
#include "core/trace/finding.h"

namespace optoscope {

/// What stands in the way of reading a meter before a port is opened. Words and cures are in
/// ui/texts; the names are in JSON and stay.
namespace PortTroubleNames {
Q_NAMESPACE
enum class PortTroubleId : quint8 {
    noRights, ///< detail: the group that has them, if any
    groupNotInSession, ///< detail: the group; its member has not logged in since
    heldByProgram, ///< detail: program and process number
    systemConsole, ///< The system writes its messages there.
    loginPrompt, ///< The system waits there for somebody to log in.
    modemManager, ///< It may send to the port to find out whether it is a modem.
    takenByBrltty, ///< detail: the adapter; it has no port
    adapterWithoutPort, ///< detail: the adapter
    miniUart, ///< no parity, no line errors, a clock that follows the core's
    longLatency, ///< value: ms
    autosuspend,
};
Q_ENUM_NS(PortTroubleId)
} // namespace PortTroubleNames
using PortTroubleNames::PortTroubleId;

struct PortTrouble {
    PortTroubleId id = PortTroubleId::noRights;
    Severity severity = Severity::error; ///< error: the port cannot be used, or not without harm
    QString port; ///< its path; empty if there is none
    QString detail;
    double value = 0;
    friend bool operator==(const PortTrouble &, const PortTrouble &) = default;
};

QString portTroubleName(PortTroubleId id);
/// A trouble in one line of data, as evidence keeps it: id, port, detail (`heldByProgram
/// /dev/ttyUSB0 minicom 811`).
QString portTroubleLine(const PortTrouble &trouble);
/// Nothing if \a line is none.
std::optional<PortTrouble> portTroubleFromLine(const QString &line);

/// Of one port, the worst first (reference probe.md §2B, §4: W0).
QList<PortTrouble> troublesOf(const PortFacts &port);
PortTrouble troubleOf(const AdapterWithoutPort &adapter);
/// Of the whole machine.
QList<PortTrouble> troublesOf(const PortInventory &inventory);

} // namespace optoscope
