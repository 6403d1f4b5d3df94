// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// The probe before a mirror.
class EchoPage final : public StepPage
{
    Q_OBJECT
public:
    explicit EchoPage(SelfTestRun *run, QWidget *parent = nullptr);
};

} // namespace optoscope
