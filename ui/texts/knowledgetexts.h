// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/adaptertable.h"
#include "core/knowledge/metertable.h"
#include "core/knowledge/probetable.h"

namespace optoscope::texts {

/// What an adapter cannot do, in a sentence.
QString adapterLimitText(AdapterLimit limit);
/// What helps, in a sentence or two. \a port is the port's name in the system, such as `ttyUSB0`.
QString adapterCureText(AdapterCure cure, const QString &port);

/// "USB", "wires at logic level" …
QString probeConnectionText(ProbeConnection connection);
/// Which wire goes where; empty if there are none.
QString probeMarkingText(ProbeMarking marking);
/// Where the cable points; empty if nobody told.
QString probeCableText(ProbeCable cable);
QString probeTrapText(ProbeTrap trap);
/// "3.3 V", "3.3 to 5 V"; empty if nobody told.
QString probeSupplyText(const ProbeRow &probe);
/// All of that which matters to whoever connects it, a sentence or two each.
QStringList probeLines(const ProbeRow &probe);

/// What the optical port of such meters does, in a sentence.
QString meterStateText(MeterState state);
/// What to do, in a sentence or two.
QString meterHintText(MeterHint hint);
/// Of whom a row speaks: "Landis+Gyr E470", "Meters of Wiener Netze", "Meters in the Netherlands".
QString meterRowTitle(const MeterRow &row);

} // namespace optoscope::texts
