// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/replaytransport.h"
#include "core/link/virtualclock.h"
#include "tests/core/link/recordings.h"
#include "tests/core/link/transportcontract.h"

#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;

class TestReplayContract : public TransportContract
{
    Q_OBJECT

    VirtualClock m_clock{QDateTime({2000, 1, 1}, {0, 0}, Qt::UTC)};
    QTemporaryDir m_folder;

    Clock &clock() override { return m_clock; }

    std::unique_ptr<Transport> makeTransport() override
    {
        const QString file = m_folder.filePath(u"a.pcapng"_qs);
        if (!QFile::exists(file) && !writeCapture(file, readScenario({})))
            return {};
        return std::make_unique<ReplayTransport>(m_clock, file, ReplayTransport::Way::Answers);
    }

    std::unique_ptr<Transport> makeMissing() override
    {
        return std::make_unique<ReplayTransport>(m_clock, m_folder.filePath(u"none.pcapng"_qs),
                                                 ReplayTransport::Way::Answers);
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

QTEST_GUILESS_MAIN(TestReplayContract)
#include "tst_replaycontract.moc"
