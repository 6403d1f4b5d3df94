// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/transportfactory.h"

#include "core/link/replaytransport.h"
#include "core/link/serialtransport.h"
#include "core/link/tcptransport.h"
#include "core/link/virtualtransport.h"

namespace optoscope {

std::variant<std::unique_ptr<Transport>, LinkError> makeTransport(const LinkRequest &request,
                                                                  Clock &clock)
{
    const Target &target = request.target;
    switch (target.kind) {
    case Target::Kind::Serial:
        return std::make_unique<SerialTransport>(clock, target.name, request.parity,
                                                 request.controlLines, request.adapters);
    case Target::Kind::Tcp:
        return std::make_unique<TcpTransport>(clock, target.name, target.port, request.parity,
                                              request.controlLines);
    case Target::Kind::Virtual: {
        auto transport = std::make_unique<VirtualTransport>(clock, target.name, request.parity,
                                                            request.controlLines);
        if (request.person)
            transport->setPerson(*request.person);
        return transport;
    }
    case Target::Kind::Replay:
        return std::make_unique<ReplayTransport>(clock, target.name,
                                                 request.listen || request.watch
                                                     ? ReplayTransport::Way::Flows
                                                     : ReplayTransport::Way::Answers);
    case Target::Kind::Rfc2217: break;
    }
    return LinkError{LinkError::Kind::NotSupported, target.toText(), {}};
}

} // namespace optoscope
