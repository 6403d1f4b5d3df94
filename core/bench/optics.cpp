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

double fromSecondProbe(double power)
{
    return direct(power, {Place::meter, secondProbeMm, 0, 0});
}

double reflected(double power, const Surroundings &around)
{
    switch (around.before) {
    case BeforeWindows::mirror: return fromMirror(power, around.distanceMm);
    case BeforeWindows::paper: return fromPaper(power, around.distanceMm);
    case BeforeWindows::nothing:
    case BeforeWindows::covers:
    case BeforeWindows::meter:
    case BeforeWindows::secondProbe: break;
    }
    return 0;
}

double brought(const BroughtLight &light)
{
    switch (light.kind) {
    case BroughtLight::Kind::none: break;
    case BroughtLight::Kind::remotePress: return fromRemote(light.distanceMm);
    case BroughtLight::Kind::sun: return sun;
    case BroughtLight::Kind::torch: return whiteTorch;
    }
    return 0;
}

double openShare(const Surroundings &around, const PlacementScenario &placement)
{
    if (around.isTaped)
        return ambientCovered;
    switch (around.before) {
    case BeforeWindows::nothing: break;
    case BeforeWindows::covers: return ambientCovered;
    case BeforeWindows::mirror:
    case BeforeWindows::paper:
    case BeforeWindows::secondProbe: return ambientBeforeMirror;
    case BeforeWindows::meter:
        return placement.on == Place::meter ? ambientOnMeter : ambientUncovered;
    }
    return ambientUncovered;
}

bool cameraSees(double power, double duty)
{
    return power * duty >= leastForCamera;
}

} // namespace optoscope::optics
