// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/loopbackpage.h"

namespace optoscope {

using Pins = SelfTestRun::Equipment::Pins;

LoopbackPage::LoopbackPage(SelfTestRun *run, QWidget *parent)
    : StepPage(run, TestStep::W2, parent)
{
}

bool LoopbackPage::isNeeded() const
{
    return StepPage::isNeeded() && testRun()->equipment().pins != Pins::None;
}

QString LoopbackPage::pictureOf(PersonAction action) const
{
    const bool isPi = testRun()->equipment().pins == Pins::PiHeader;
    return action == PersonAction::unplugAndBridge && isPi ? QStringLiteral("bridge-pi-header")
                                                           : StepPage::pictureOf(action);
}

} // namespace optoscope
