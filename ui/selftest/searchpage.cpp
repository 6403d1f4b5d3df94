// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/searchpage.h"

#include "core/probe/facts.h"

namespace optoscope {

SearchPage::SearchPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W9, parent)
{
}

bool SearchPage::isNeeded() const
{
    const Facts facts = factsOf(testRun()->evidence());
    return StepPage::isNeeded() && facts.of(Fact::Answers) != Truth::Yes;
}

} // namespace optoscope
