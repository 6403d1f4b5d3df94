// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/serialtransport.h"
#include "core/link/systemclock.h"
#include "tests/core/link/pseudoterminal.h"
#include "tests/core/link/transportcontract.h"

#include <QTest>

using namespace optoscope;

class TestSerialContract : public TransportContract
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<PseudoTerminal> m_pty;
    QByteArray m_heard;

    Clock &clock() override { return m_clock; }

    std::unique_ptr<Transport> makeTransport() override
    {
        m_heard.clear();
        m_pty = std::make_unique<PseudoTerminal>();
        return std::make_unique<SerialTransport>(m_clock, m_pty->path(), ParityChoice::Automatic);
    }

    std::unique_ptr<Transport> makeMissing() override
    {
        return std::make_unique<SerialTransport>(m_clock, u"/dev/ttyNotThere"_qs,
                                                 ParityChoice::Automatic);
    }

    bool vanish() override
    {
        m_pty.reset();
        return true;
    }

    /// The meter lives between two looks.
    bool pass(const std::function<bool()> &reached) override
    {
        return QTest::qWaitFor([&] {
            if (m_pty)
                m_heard += m_pty->read();
            if (m_heard.endsWith("!\r\n")) {
                m_heard.clear();
                m_pty->write("/OPT5\\2VIRTUAL\r\n");
            }
            return reached();
        });
    }

    void passAWhile() override { QTest::qWait(30); }
};

QTEST_GUILESS_MAIN(TestSerialContract)
#include "tst_serialcontract.moc"
