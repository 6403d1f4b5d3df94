// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/lightpage.h"

namespace optoscope {

LightPage::LightPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W5, parent)
{
}

} // namespace optoscope
