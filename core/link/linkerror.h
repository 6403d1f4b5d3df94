// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/importerror.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace optoscope {

/// Why a link could not be opened or was lost. The words are in ui/texts.
struct LinkError {
    enum class Kind : quint8 {
        NotFound, ///< No such port, host or scenario.
        NoRights, ///< detail: the group that has the rights, if known
        Busy, ///< detail: who holds it, if known
        NotAPort, ///< The path is there but is no terminal.
        ConnectionRefused,
        HostNotFound,
        Unreachable, ///< No route, or no answer to the connection in time.
        SettingsRefused, ///< The port does not take these line settings.
        Vanished, ///< It was there and is gone: unplugged, hung up, closed by the other side.
        BadScenario, ///< detail: file, key and reason
        BadRecording, ///< What was to be replayed; file: why
        NotSupported, ///< This build or system cannot do that; detail: what
        Other, ///< detail: what the system says
    };
    Kind kind = Kind::Other;
    QString name; ///< the port, host or file
    QString detail;
    std::optional<ImportError> file = {};
    friend bool operator==(const LinkError &, const LinkError &) = default;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::LinkError)
