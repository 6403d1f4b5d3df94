// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"

namespace optoscope {

/// TX and RX of the port bridged. The picture shows the pins that the person has.
class LoopbackPage final : public StepPage
{
    Q_OBJECT
public:
    explicit LoopbackPage(SelfTestRun *run, QWidget *parent = nullptr);

    bool isNeeded() const override;

protected:
    QString pictureOf(PersonAction action) const override;
};

} // namespace optoscope
