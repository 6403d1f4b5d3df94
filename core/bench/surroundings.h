// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/remotecontrol.h"

namespace optoscope {

/// What is joined to the port's pins.
enum class AtPort : quint8 {
    probe,
    nothing,
    bridge, ///< TX to RX
    ground, ///< RX to ground
};

/// What lies before the probe's two windows.
enum class BeforeWindows : quint8 {
    nothing,
    covers, ///< opaque, over both windows
    mirror,
    paper, ///< white
    meter, ///< where and how says the scenario's `placement`
    secondProbe, ///< windows to windows, optics::secondProbeMm apart
};

/// A light that a person brings; it shines on what is not covered.
struct BroughtLight {
    enum class Kind : quint8 {
        none,
        remotePress, ///< one press of a TV remote
        sun, ///< or a halogen lamp, steady
        torch, ///< of white light-emitting diodes, steady
    };
    Kind kind = Kind::none;
    // Of a remote:
    double distanceMm = 0;
    RemoteCode code = RemoteCode::nec;
    Instant pressedAt;
    quint64 seed = 0; ///< of its carrier's phase

    friend bool operator==(const BroughtLight &, const BroughtLight &) = default;
};

/// What a person can change about a virtual bench: what is at the port's pins and around the
/// probe. The default is a probe that reads a meter.
struct Surroundings {
    AtPort atPort = AtPort::probe;
    bool wiresSwapped = false; ///< TX with RX, beyond what the scenario's `wiring` says
    BeforeWindows before = BeforeWindows::meter;
    double distanceMm = 0; ///< of mirror and paper
    double rotationDeg = 0; ///< on the meter, beyond that of the scenario's `placement`
    bool isTaped = false; ///< opaque tape over the receiver's window
    BroughtLight light;

    friend bool operator==(const Surroundings &, const Surroundings &) = default;
};

} // namespace optoscope
