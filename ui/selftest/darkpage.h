// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// Both windows covered.
class DarkPage final : public StepPage
{
    Q_OBJECT
public:
    explicit DarkPage(SelfTestRun *run, QWidget *parent = nullptr);
};

} // namespace optoscope
