// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/openpage.h"

namespace optoscope {

OpenPage::OpenPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W2b, parent)
{
}

bool OpenPage::isNeeded() const
{
    return StepPage::isNeeded()
        && testRun()->equipment().pins != SelfTestRun::Equipment::Pins::None;
}

} // namespace optoscope
