// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/camerapage.h"

namespace optoscope {

CameraPage::CameraPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W4, parent)
{
}

} // namespace optoscope
