// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// Other ways to ask a meter that did not answer.
class SearchPage final : public StepPage
{
    Q_OBJECT
public:
    explicit SearchPage(SelfTestRun *run, QWidget *parent = nullptr);

    bool isNeeded() const override;
};

} // namespace optoscope
