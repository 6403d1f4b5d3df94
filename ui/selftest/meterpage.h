// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// The probe on the meter.
class MeterPage final : public StepPage
{
    Q_OBJECT
public:
    explicit MeterPage(SelfTestRun *run, QWidget *parent = nullptr);
};

} // namespace optoscope
