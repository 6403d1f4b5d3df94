// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/runner.h"
#include "core/link/virtualclock.h"
#include "ui/selftest/selftestrun.h"

#include <functional>
#include <memory>

namespace optoscope {

/// The line of a self-test on a virtual target in virtual time: an hour takes as long as its
/// computing.
class VirtualTestLine
{
public:
    explicit VirtualTestLine(SelfTestRun *run);
    ~VirtualTestLine();

    /// Lets time pass until \a isSo; false if it never is.
    bool advanceUntil(const std::function<bool()> &isSo);
    /// The line is lost, as when its plug is pulled.
    void unplug();
    int starts() const { return m_starts; }

private:
    void open();

    SelfTestRun *m_run;
    VirtualClock m_clock;
    std::unique_ptr<Runner> m_runner;
    std::optional<LinkRequest> m_wanted; ///< to be opened when nothing runs
    int m_starts = 0;
};

} // namespace optoscope
