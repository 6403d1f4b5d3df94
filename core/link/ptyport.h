// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clientport.h"

#include <memory>

namespace optoscope {

/// A pseudo terminal for clients that expect a serial port; only where the system has such
/// (LinkError::Kind::NotSupported elsewhere). Clients may open, close and open it again.
class PtyPort final : public ClientPort
{
    Q_OBJECT
public:
    /// \a link becomes a symbolic link to the terminal while it is open. A symbolic link of that
    /// name is replaced, anything else is left and refused.
    explicit PtyPort(QString link);
    ~PtyPort() override;

    std::optional<LinkError> open() override;
    QString address() const override { return m_link; }
    /// The terminal's own path.
    QString device() const;
    bool hasClient() const override;
    std::optional<Baud> clientBaud() const override;
    void write(const QByteArray &bytes) override;

private:
    class Terminal;

    QString m_link;
    std::unique_ptr<Terminal> m_terminal;
};

} // namespace optoscope
