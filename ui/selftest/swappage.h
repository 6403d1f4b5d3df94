// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// The LED again with the wires swapped, where it stayed dark before.
class SwapPage final : public StepPage
{
    Q_OBJECT
public:
    explicit SwapPage(SelfTestRun *run, QWidget *parent = nullptr);

    bool isNeeded() const override;
};

} // namespace optoscope
