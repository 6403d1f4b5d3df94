// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/target.h"

#include <optional>

namespace optoscope {

namespace {

using Parsed = std::variant<Target, TargetError>;

/// Splits `HOST:PORT` and `[ADDRESS]:PORT`. A bare address with colons is refused: its port could
/// not be told from its last group.
Parsed parseHostAndPort(Target::Kind kind, QStringView text)
{
    QStringView host;
    QStringView rest;
    if (text.startsWith(u'[')) {
        const qsizetype close = text.indexOf(u']');
        if (close < 0)
            return TargetError::NoHost;
        host = text.sliced(1, close - 1);
        rest = text.sliced(close + 1);
    } else {
        const qsizetype colon = text.indexOf(u':');
        host = colon < 0 ? text : text.first(colon);
        rest = colon < 0 ? QStringView() : text.sliced(colon);
    }
    if (host.trimmed().isEmpty())
        return TargetError::NoHost;
    if (!rest.startsWith(u':') || rest.size() == 1)
        return TargetError::NoPort;
    bool ok = false;
    const uint port = rest.sliced(1).toUInt(&ok);
    if (!ok || port == 0 || port > 0xFFFF)
        return TargetError::BadPort;
    return Target{kind, host.toString(), static_cast<quint16>(port)};
}

/// Splits `FILE?speed=N`. A question mark elsewhere belongs to the file's name.
Parsed parseReplay(QStringView text)
{
    constexpr QStringView mark = u"?speed=";
    constexpr double slowest = 0.01;
    constexpr double fastest = 1000;
    Target target{Target::Kind::Replay, text.toString(), 0};
    if (const qsizetype at = text.lastIndexOf(mark); at >= 0) {
        bool ok = false;
        target.name = text.first(at).toString();
        target.speed = text.sliced(at + mark.size()).toDouble(&ok);
        if (!ok || !(target.speed >= slowest && target.speed <= fastest))
            return TargetError::BadSpeed;
    }
    if (target.name.isEmpty())
        return TargetError::NoFile;
    return target;
}

/// What follows \a scheme, if \a text begins with it.
std::optional<QStringView> after(QStringView scheme, QStringView text)
{
    if (!text.startsWith(scheme, Qt::CaseInsensitive))
        return {};
    return text.sliced(scheme.size());
}

QString hostAndPort(const Target &target)
{
    const bool address = target.name.contains(u':');
    const QString host = address ? QString(u'[' + target.name + u']') : target.name;
    return host + u':' + QString::number(target.port);
}

} // namespace

std::variant<Target, TargetError> parseTarget(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return TargetError::Empty;
    if (const auto rest = after(u"tcp:", text))
        return parseHostAndPort(Target::Kind::Tcp, *rest);
    if (const auto rest = after(u"rfc2217:", text))
        return parseHostAndPort(Target::Kind::Rfc2217, *rest);
    if (const auto rest = after(u"virtual:", text))
        return Target{Target::Kind::Virtual, rest->toString(), 0};
    if (const auto rest = after(u"replay:", text))
        return parseReplay(*rest);
    return Target{Target::Kind::Serial, text.toString(), 0};
}

QString Target::toText() const
{
    switch (kind) {
    case Kind::Serial: return name;
    case Kind::Tcp: return u"tcp:"_qs + hostAndPort(*this);
    case Kind::Rfc2217: return u"rfc2217:"_qs + hostAndPort(*this);
    case Kind::Virtual: return u"virtual:"_qs + name;
    case Kind::Replay:
        return u"replay:"_qs + name
            + (speed > 0 ? QString(u"?speed="_qs + QString::number(speed)) : QString());
    }
    return {};
}

} // namespace optoscope
