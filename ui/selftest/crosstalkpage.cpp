// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/crosstalkpage.h"

namespace optoscope {

CrosstalkPage::CrosstalkPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W7, parent)
{
}

} // namespace optoscope
