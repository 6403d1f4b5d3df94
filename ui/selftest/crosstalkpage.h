// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// The receiver's window taped.
class CrosstalkPage final : public StepPage
{
    Q_OBJECT
public:
    explicit CrosstalkPage(SelfTestRun *run, QWidget *parent = nullptr);
};

} // namespace optoscope
