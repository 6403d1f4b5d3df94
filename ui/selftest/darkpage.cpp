// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/darkpage.h"

namespace optoscope {

DarkPage::DarkPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W3, parent)
{
}

} // namespace optoscope
