// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/swappage.h"

#include "core/probe/facts.h"

namespace optoscope {

SwapPage::SwapPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W4b, parent)
{
}

bool SwapPage::isNeeded() const
{
    const Facts facts = factsOf(testRun()->evidence());
    return StepPage::isNeeded() && facts.of(Fact::LedShines) == Truth::No
        && facts.of(Fact::LedInIdle) != Truth::Yes;
}

} // namespace optoscope
