// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/environment.h"

namespace optoscope {

/// What the window needs from outside, without this machine's ports, files and settings.
inline Environment testEnvironment(bool withPort = false)
{
    Environment environment;
    environment.knowledge.obis =
        ObisTable::parse("1.8.x\tActive energy import, tariff x\tkWh\tnumber\n");
    environment.knowledge.flags = FlagTable::parse("LGZ\tLandis+Gyr\tSwitzerland\n");
    environment.targetChoices = [withPort] {
        QList<TargetChoice> choices;
        if (withPort)
            choices.append({QStringLiteral("/dev/ttyUSB0"), QStringLiteral("FT232R USB UART"),
                            QStringLiteral("FTDI"), true});
        choices.append({QStringLiteral("virtual:"), QStringLiteral("Virtual meter, healthy"),
                        QString(), false});
        return choices;
    };
    return environment;
}

} // namespace optoscope
