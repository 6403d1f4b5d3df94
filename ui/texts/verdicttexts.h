// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/diagnosis.h"
#include "ui/texts/surface.h"

#include <QString>

namespace optoscope::texts {

/// A verdict in words.
struct VerdictText {
    QString title; ///< one short sentence without its full stop
    QString text; ///< what carries it, and what it does not say
};

/// \a everSwapped: the wires were once the wrong way round, which may have damaged the receiver.
VerdictText verdictText(ProbeVerdict verdict, bool everSwapped = false);
VerdictText verdictText(MeterVerdict verdict);
/// The same with what is known where nothing is decided.
VerdictText verdictText(const Opinion<MeterVerdict> &opinion);

/// "quite sure (85 %)"
QString confidenceText(double confidence);

/// What to do next, in a sentence or two.
QString nextText(NextStep next, Surface surface);
/// The same of an opinion: names the tests to run where those are next, and the cure of what is in
/// the port's way.
QString nextText(const Opinion<ProbeVerdict> &opinion, Surface surface);
QString nextText(const Opinion<MeterVerdict> &opinion, Surface surface);

/// What to do about the probe; nothing where it is good and the meter is what fails.
QString probeNextText(const Diagnosis &diagnosis, Surface surface);
/// What to do about the meter; about a closed one before any repair of the probe.
QString meterNextText(const Diagnosis &diagnosis, Surface surface);

/// Which other verdicts are still possible and which tests would settle it; empty if nothing is
/// open.
QString openText(const Opinion<ProbeVerdict> &opinion);
QString openText(const Opinion<MeterVerdict> &opinion);

} // namespace optoscope::texts
