// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/ptyport.h"

namespace optoscope {

class PtyPort::Terminal
{
};

PtyPort::PtyPort(QString link)
    : m_link(std::move(link))
{
}

PtyPort::~PtyPort() = default;

std::optional<LinkError> PtyPort::open()
{
    return LinkError{LinkError::Kind::NotSupported, m_link, u"pty"_qs};
}

QString PtyPort::device() const
{
    return {};
}

bool PtyPort::hasClient() const
{
    return false;
}

std::optional<Baud> PtyPort::clientBaud() const
{
    return {};
}

void PtyPort::write(const QByteArray &) {}

} // namespace optoscope
