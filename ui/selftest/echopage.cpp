// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/echopage.h"

namespace optoscope {

EchoPage::EchoPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W6, parent)
{
}

} // namespace optoscope
