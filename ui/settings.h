// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/link.h"
#include "ui/bytes/bytesoptions.h"
#include "ui/palette/theme.h"

#include <QStringList>

namespace optoscope {

/// How a meter is asked, as the person set it last.
struct ReadSettings {
    int baud = 300;
    QString format = QStringLiteral("7E1");
    Mode mode = Mode::Automatic;
    QString address;
    bool wakeUp = false;
    ParityChoice parity = ParityChoice::Automatic;
    bool dtr = true; ///< asserted; many probes draw their supply from these two
    bool rts = true;
    friend bool operator==(const ReadSettings &, const ReadSettings &) = default;
};

/// The settings that \a request was made with.
inline ReadSettings readSettingsOf(const LinkRequest &request)
{
    const ReadoutOptions &readout = request.readout;
    ReadSettings settings;
    settings.baud = readout.baud.value;
    settings.format = readout.format.toText();
    settings.mode = readout.mode;
    settings.address = QString::fromLatin1(readout.address);
    settings.wakeUp = readout.wakeUp;
    settings.parity = request.parity;
    settings.dtr = request.controlLines.dtr.value_or(settings.dtr);
    settings.rts = request.controlLines.rts.value_or(settings.rts);
    return settings;
}

/// What the program remembers. A value: app/ loads and saves it, nobody else touches a store.
struct Settings {
    QByteArray windowGeometry;
    QByteArray arrangement; ///< of the docks
    Appearance appearance = Appearance::System;
    QString target; ///< used last; empty at first
    QStringList recentTargets; ///< newest first
    QStringList recentFiles; ///< newest first
    QString database; ///< of readings, used last, without its password
    ReadSettings read;
    BytesOptions bytes;
};

} // namespace optoscope
