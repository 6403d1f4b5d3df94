// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/secondprobepage.h"

namespace optoscope {

SecondProbePage::SecondProbePage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W10, parent)
{
}

bool SecondProbePage::isNeeded() const
{
    return StepPage::isNeeded() && testRun()->equipment().hasSecondProbe;
}

} // namespace optoscope
