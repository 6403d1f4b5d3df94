// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// The windows in the light of the room.
class RoomPage final : public StepPage
{
    Q_OBJECT
public:
    explicit RoomPage(SelfTestRun *run, QWidget *parent = nullptr);
};

} // namespace optoscope
