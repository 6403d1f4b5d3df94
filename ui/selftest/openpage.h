// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// Nothing at the port, then its input at ground.
class OpenPage final : public StepPage
{
    Q_OBJECT
public:
    explicit OpenPage(SelfTestRun *run, QWidget *parent = nullptr);

    bool isNeeded() const override;
};

} // namespace optoscope
