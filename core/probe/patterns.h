// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace optoscope::patterns {

/// The request of IEC 62056-21 without an address.
QByteArray request();
/// Every data bit alone and together, text, and the request (reference probe.md W2): 64 characters
/// of seven bits.
QByteArray loopback();
/// Characters with all eight bits, for a port that is asked for 8N1.
QByteArray eightBits();
/// Light for 90 % of the time (signatures.md §13).
QByteArray nuls(int count);
/// SNRM to any HDLC station, flags and check included.
QByteArray setNormalResponseMode();
/// SND_NKE, and REQ_UD2 to the test address of M-Bus.
QByteArray resetMbus();
QByteArray requestMbusData();

} // namespace optoscope::patterns
