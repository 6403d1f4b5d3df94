// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/caselist.h"
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
    environment.virtualCases = &listCases;
    environment.importCapture = [](const QString &file, const ImportChoices &choices,
                                   const ReadProgress &progress) {
        return importCapture(file, choices, progress);
    };
    return environment;
}

} // namespace optoscope
