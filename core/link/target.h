// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <variant>

namespace optoscope {

/// What to connect to, as design §6 writes it: a port name or device path, `tcp:HOST:PORT`,
/// `rfc2217:HOST:PORT`, `virtual:`, `virtual:NAME`, `virtual:FILE.json`, `replay:FILE` or
/// `replay:FILE?speed=N`.
struct Target {
    enum class Kind : quint8 { Serial, Tcp, Rfc2217, Virtual, Replay };

    Kind kind = Kind::Virtual;
    QString name; ///< port, device path, host, scenario (empty: the healthy one) or file
    quint16 port = 0; ///< of Tcp and Rfc2217
    double speed = 0; ///< of Replay: times as fast as it was; 0: not said

    QString toText() const;
    friend bool operator==(const Target &, const Target &) = default;
};

/// Why a target's text is none.
enum class TargetError : quint8 { Empty, NoPort, BadPort, NoHost, NoFile, BadSpeed };

std::variant<Target, TargetError> parseTarget(QStringView text);

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::Target)
