// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/virtualclock.h"
#include "core/link/virtualtransport.h"
#include "tests/core/link/transportcontract.h"

#include <QTest>

using namespace optoscope;

class TestVirtualContract : public TransportContract
{
    Q_OBJECT

    VirtualClock m_clock{QDateTime({2000, 1, 1}, {0, 0}, Qt::UTC)};

    Clock &clock() override { return m_clock; }

    std::unique_ptr<Transport> makeTransport() override
    {
        return std::make_unique<VirtualTransport>(m_clock, QString(), ParityChoice::Automatic);
    }

    std::unique_ptr<Transport> makeMissing() override
    {
        return std::make_unique<VirtualTransport>(m_clock, u"no-such-scenario"_qs,
                                                  ParityChoice::Automatic);
    }

    bool vanish() override { return false; }

    bool pass(const std::function<bool()> &reached) override
    {
        while (!reached()) {
            if (!m_clock.advance())
                return false;
        }
        return true;
    }

    void passAWhile() override
    {
        const Instant until = m_clock.now() + std::chrono::seconds(5);
        while (m_clock.next() && *m_clock.next() < until)
            m_clock.advance();
    }
};

QTEST_GUILESS_MAIN(TestVirtualContract)
#include "tst_virtualcontract.moc"
