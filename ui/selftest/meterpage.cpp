// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/meterpage.h"

namespace optoscope {

MeterPage::MeterPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W8, parent)
{
}

} // namespace optoscope
