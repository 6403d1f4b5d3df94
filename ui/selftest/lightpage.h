// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// The receiver under a TV remote and the sun.
class LightPage final : public StepPage
{
    Q_OBJECT
public:
    explicit LightPage(SelfTestRun *run, QWidget *parent = nullptr);
};

} // namespace optoscope
