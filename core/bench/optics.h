// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/scenario.h"
#include "core/bench/surroundings.h"

namespace optoscope::optics {

// The laws of the light (design §4), with all their constants. Irradiances at a receiver are in
// mW/cm², distances in mm, powers relative to a good light-emitting diode.

/// Light and receiver lie so deep behind their windows.
constexpr double windowDepthMm = 2;
/// A power of 1 gives 1 mW/cm² at this distance between diode and receiver.
constexpr double unitDistanceMm = 12;
/// Rotated so far, a probe's receiver sees nothing of the meter.
constexpr double widestRotationDeg = 30;
constexpr double fullTurnDeg = 360;
/// Shifted so far, it sees 1/e.
constexpr double lateralReachMm = 3;

constexpr double mirrorReflectance = 0.9;
/// Between the probe's diode and its receiver: near a mirror the light misses the receiver.
constexpr double diodeToReceiverMm = 6.5;
constexpr double whitePaperShare = 0.25;

constexpr double remoteUnitDistanceMm = 52;
constexpr double sun = 5; ///< or a halogen lamp
constexpr double whiteTorch = 0.01;

/// Two probes face to face; the second is a good one (its receiver and diode as the defaults).
constexpr double secondProbeMm = 5;

/// What a receiver gets of the light around it.
constexpr double ambientUncovered = 1;
constexpr double ambientBeforeMirror = 0.5; ///< or paper, or another probe
constexpr double ambientOnMeter = 0.3;
constexpr double ambientCovered = 0.001; ///< or taped

/// A receiver's stage is driven to its limit by so many times the light that switches it: more
/// light does not hold it longer. Without a limit a meter 2 mm away would keep a healthy receiver
/// on for 108 µs, a whole bit at 9600 baud.
constexpr double saturation = 3;
/// A meter's receiver lets go at this share of what switches it on, as a healthy probe's.
constexpr double meterReceiverOff = 2.0 / 3;
constexpr double meterReceiverTimeConstantUs = 20;

/// A camera that sees infrared at all sees power × duty from here on.
constexpr double leastForCamera = 0.02;

/// A probe's light at the meter, a meter's at the probe, or that of a second probe.
double direct(double power, const PlacementScenario &placement);
/// The probe's own light, back from a mirror at \a distanceMm.
double fromMirror(double power, double distanceMm);
/// The same from white paper.
double fromPaper(double power, double distanceMm);
/// A TV remote, while its carrier is on.
double fromRemote(double distanceMm);
/// The probe's own light, inside it.
double insideProbe(double power, const LeakScenario &leak);
/// Between two probes face to face.
double fromSecondProbe(double power);
/// The probe's own light, back from what lies before its windows.
double reflected(double power, const Surroundings &around);
/// The light that a person brings, while it is lit, before anything is in its way.
double brought(const BroughtLight &light);
/// How much of the light around a probe reaches its receiver.
double openShare(const Surroundings &around, const PlacementScenario &placement);
bool cameraSees(double power, double duty);

} // namespace optoscope::optics
