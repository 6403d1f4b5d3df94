// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/roompage.h"

namespace optoscope {

RoomPage::RoomPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W3b, parent)
{
}

} // namespace optoscope
