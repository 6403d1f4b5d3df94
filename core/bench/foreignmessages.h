// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace optoscope {

// What meters say that do not speak IEC 62056-21. All checks are right, all values made up.

/// An SML file as meters push it (transport protocol version 1): opening,
/// list of energy and power, closing. \a count numbers the transactions and is the seconds index.
QByteArray smlPush(quint32 count);
/// A P1 telegram (DSMR 5.0) with its CRC. \a count goes into the power.
QByteArray dsmrTelegram(quint32 count);
/// What a meter answers to an HDLC frame (IEC 62056-46), flags included: UA to SNRM, DM to
/// anything else with a good check. Nothing if \a frame is none or damaged.
std::optional<QByteArray> hdlcAnswer(QByteArrayView frame);
/// What a meter with any address answers to an M-Bus short frame (EN 13757-2): E5 to SND_NKE, its
/// data to REQ_UD2. Nothing if \a frame is none, damaged or another.
std::optional<QByteArray> mbusAnswer(QByteArrayView frame);

} // namespace optoscope
