// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// The LED through a camera.
class CameraPage final : public StepPage
{
    Q_OBJECT
public:
    explicit CameraPage(SelfTestRun *run, QWidget *parent = nullptr);
};

} // namespace optoscope
