// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/sessionfactory.h"

#include "core/iec62056/readoutsession.h"
#include "core/probe/watchsession.h"

namespace optoscope {

std::unique_ptr<Session> makeSession(const LinkRequest &request)
{
    if (request.watch)
        return std::make_unique<WatchSession>();
    if (request.selfTest)
        return std::make_unique<SelfTestSession>(*request.selfTest);
    if (request.listen)
        return std::make_unique<ListenSession>(*request.listen);
    return std::make_unique<ReadoutSession>(request.readout);
}

} // namespace optoscope
