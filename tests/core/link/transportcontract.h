// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clock.h"
#include "tests/core/link/transportlog.h"

#include <functional>
#include <memory>

namespace optoscope {

/// What every transport must keep (core/link/transport.h). A subclass gives the transport and a
/// meter at its other end, which answers "/?!\r\n" with an identification.
class TransportContract : public QObject
{
    Q_OBJECT

protected:
    virtual Clock &clock() = 0;
    /// A transport with a meter that answers.
    virtual std::unique_ptr<Transport> makeTransport() = 0;
    /// A transport that cannot be opened.
    virtual std::unique_ptr<Transport> makeMissing() = 0;
    /// Takes the other end away; false if there is no such thing.
    virtual bool vanish() = 0;
    /// Lets time pass until \a reached; false if it does not come to that.
    virtual bool pass(const std::function<bool()> &reached) = 0;
    /// Lets a while pass.
    virtual void passAWhile() = 0;

private Q_SLOTS:
    void opensOnce();
    void missingFailsOnce();
    void sendsInOrder();
    void hearsTheMeter();
    void runsDoNotOverlap();
    void lineIsChanged();
    void closedIsSilent();
    void vanishesOnce();
    void opensAgain();

private:
    void open(Transport &transport, TransportLog &log);
};

} // namespace optoscope
