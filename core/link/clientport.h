// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkerror.h"
#include "core/uart/linesettings.h"

#include <QObject>

#include <optional>

namespace optoscope {

/// Where another program finds the virtual meter. One client at a time is served.
class ClientPort : public QObject
{
    Q_OBJECT
public:
    /// Opens the port; nothing if it went well.
    virtual std::optional<LinkError> open() = 0;
    /// What a client has to be given to find it, once it is open.
    virtual QString address() const = 0;
    virtual bool hasClient() const = 0;
    /// The baud that the client has set; nothing where there is no such thing.
    virtual std::optional<Baud> clientBaud() const = 0;
    /// Gives bytes to the client. Without one, or where it does not read, they are lost, as on a
    /// cable.
    virtual void write(const QByteArray &bytes) = 0;

Q_SIGNALS:
    void received(const QByteArray &bytes);
    void clientCame();
    void clientWent();
};

} // namespace optoscope
