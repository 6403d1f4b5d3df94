// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/togetherpage.h"

#include "core/probe/step.h"

namespace optoscope {

TogetherPage::TogetherPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W5b, parent)
{
}

bool TogetherPage::isNeeded() const
{
    const auto *near = latest(testRun()->evidence(), EvidenceId::remoteNear);
    return StepPage::isNeeded() && near && near->value < 1;
}

} // namespace optoscope
