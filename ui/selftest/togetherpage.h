// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// The remote while the probe sends, where the receiver did not hear it alone.
class TogetherPage final : public StepPage
{
    Q_OBJECT
public:
    explicit TogetherPage(SelfTestRun *run, QWidget *parent = nullptr);

    bool isNeeded() const override;
};

} // namespace optoscope
