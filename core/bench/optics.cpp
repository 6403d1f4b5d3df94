// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/optics.h"

#include <algorithm>
#include <cmath>

namespace optoscope::optics {

namespace {

double square(double value)
{
    return value * value;
}

} // namespace

double direct(double power, const PlacementScenario &placement)
{
    if (placement.on == Place::nothing)
        return 0;
    const double rotated = std::max(0.0, 1 - std::abs(placement.rotationDeg) / widestRotationDeg);
    const double shifted = std::exp(-square(placement.lateralMm / lateralReachMm));
    return power * square(unitDistanceMm / (placement.distanceMm + windowDepthMm)) * rotated
        * shifted;
}

double fromMirror(double power, double distanceMm)
{
    const double path = 2 * distanceMm;
    return power * mirrorReflectance * square(unitDistanceMm / (path + windowDepthMm))
        / square(1 + square(diodeToReceiverMm / path));
}

double fromPaper(double power, double distanceMm)
{
    return whitePaperShare * fromMirror(power, distanceMm);
}

double fromRemote(double distanceMm)
{
    return square(remoteUnitDistanceMm / (distanceMm + windowDepthMm));
}

double insideProbe(double power, const LeakScenario &leak)
{
    return power * leak.optical;
}

double ambient(const AmbientScenario &ambient, const PlacementScenario &placement)
{
    return ambient.level * (placement.on == Place::meter ? ambientOnMeter : ambientUncovered);
}

bool cameraSees(double power, double duty)
{
    return power * duty >= leastForCamera;
}

} // namespace optoscope::optics
