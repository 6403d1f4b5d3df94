// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// Two probes face to face, where there is a second one.
class SecondProbePage final : public StepPage
{
    Q_OBJECT
public:
    explicit SecondProbePage(SelfTestRun *run, QWidget *parent = nullptr);

    bool isNeeded() const override;
};

} // namespace optoscope
