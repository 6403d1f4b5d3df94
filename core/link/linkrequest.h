// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/scenario.h"
#include "core/iec62056/readoutoptions.h"
#include "core/knowledge/adaptertable.h"
#include "core/link/controllinechoice.h"
#include "core/link/paritychoice.h"
#include "core/link/target.h"
#include "core/probe/listensession.h"
#include "core/probe/selftestsession.h"

#include <QMetaType>

namespace optoscope {

/// One thing to do with a target.
struct LinkRequest {
    Target target;
    ParityChoice parity = ParityChoice::Automatic;
    ControlLineChoice controlLines;
    AdapterTable adapters; ///< what is known of the adapter that the target may be
    ReadoutOptions readout;
    /// A self-test instead of a read-out.
    std::optional<SelfTestOptions> selfTest;
    /// Only listening.
    std::optional<ListenOptions> listen;
    /// Only taking down what comes, until it is stopped.
    bool watch = false;
    /// When the port vanishes, wait for it and go on taking down what comes.
    bool awaitsReturn = false;
    /// At a virtual target in place of the scenario's person.
    std::optional<PersonScenario> person;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::LinkRequest)
