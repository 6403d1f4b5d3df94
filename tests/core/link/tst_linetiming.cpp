// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/linetiming.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

/// The line has a character time of 10 ms: 1000 baud, 7E1.
class TestLineTiming : public QObject
{
    Q_OBJECT

    static LineTiming line() { return LineTiming(withSoftwareParity(Baud{1000}, format7E1)); }

    static void compare(LineTiming::Run run, nanoseconds at, nanoseconds spacing)
    {
        QCOMPARE(run.at, Instant(at));
        QCOMPARE(run.spacing, spacing);
    }

private Q_SLOTS:
    void sendingTakesItsTime()
    {
        LineTiming timing = line();
        const auto sending = timing.send(Instant(100ms), 5);
        QCOMPARE(sending.begin, Instant(100ms));
        QCOMPARE(sending.end, Instant(150ms));
    }

    void sendsQueueBehindEachOther()
    {
        LineTiming timing = line();
        timing.send(Instant(100ms), 5);
        const auto second = timing.send(Instant(110ms), 2);
        QCOMPARE(second.begin, Instant(150ms));
        QCOMPARE(second.end, Instant(170ms));
        const auto third = timing.send(Instant(500ms), 1);
        QCOMPARE(third.begin, Instant(500ms));
        timing.sendingLasted(Instant(530ms));
        QCOMPARE(timing.send(Instant(505ms), 1).begin, Instant(530ms));
    }

    void newLineHoldsForWhatComes()
    {
        LineTiming timing = line();
        const auto first = timing.send(Instant(0ms), 2);
        timing.setLine(withSoftwareParity(Baud{10000}, format7E1));
        QCOMPARE(first.end, Instant(20ms));
        const auto second = timing.send(Instant(0ms), 2);
        QCOMPARE(second.begin, Instant(20ms));
        QCOMPARE(second.end, Instant(22ms));
        compare(timing.receive(Instant(1000ms), 3), 997ms, 1ms);
    }

    void readIsBackDated()
    {
        LineTiming timing = line();
        compare(timing.receive(Instant(100ms), 3), 70ms, 10ms);
        compare(timing.receive(Instant(300ms), 1), 290ms, 10ms);
    }

    void runsDoNotOverlap()
    {
        LineTiming timing = line();
        timing.receive(Instant(100ms), 1);
        // Two characters in 12 ms: the read before was late.
        compare(timing.receive(Instant(112ms), 2), 100ms, 6ms);
        compare(timing.receive(Instant(112ms), 1), 112ms, 0ms);
        compare(timing.receive(Instant(130ms), 1), 120ms, 10ms);
    }

    void longRunEndsAtItsRead()
    {
        LineTiming timing = line();
        timing.receive(Instant(100ms), 1);
        const auto run = timing.receive(Instant(101ms), 3);
        QCOMPARE(run.at, Instant(100ms));
        QVERIFY(run.at + run.spacing * 3 <= Instant(101ms));
    }

    void answerAfterAReaction()
    {
        LineTiming timing = line();
        timing.send(Instant(0ms), 5);
        compare(timing.receive(Instant(260ms), 1), 250ms, 10ms);
    }

    void burstBeginsAtOurLastStopBit()
    {
        LineTiming timing = line();
        timing.send(Instant(0ms), 5);
        // 20 characters would need 200 ms, but only 150 have passed since we were done.
        compare(timing.receive(Instant(200ms), 20), 50ms, 7500us);
    }

    void burstFarFromOurSendingIsBackDatedWhole()
    {
        LineTiming timing = line();
        timing.send(Instant(0ms), 5);
        compare(timing.receive(Instant(1000ms), 20), 800ms, 10ms);
    }

    void echoRunsBesideOurSending()
    {
        LineTiming timing = line();
        timing.send(Instant(100ms), 3);
        compare(timing.receive(Instant(111ms), 1), 101ms, 10ms);
        compare(timing.receive(Instant(121ms), 1), 111ms, 10ms);
        // The last character's echo comes after our last stop bit at 130.
        compare(timing.receive(Instant(131ms), 1), 121ms, 10ms);
    }

    void lateEchoStaysAnEcho()
    {
        LineTiming timing = line();
        timing.send(Instant(100ms), 3);
        // One read, two characters after our last stop bit at the most.
        compare(timing.receive(Instant(150ms), 3), 120ms, 10ms);
    }

    void echoDoesNotBeginBeforeOurSending()
    {
        LineTiming timing = line();
        timing.send(Instant(100ms), 3);
        // A link without a UART gives all back at once.
        compare(timing.receive(Instant(106ms), 3), 100ms, 2ms);
    }

    void echoOfQueuedSendsBeginsWithTheFirst()
    {
        LineTiming timing = line();
        timing.send(Instant(100ms), 3);
        timing.send(Instant(100ms), 3);
        compare(timing.receive(Instant(112ms), 6), 100ms, 2ms);
    }

    void firstReadBeforeAnySend()
    {
        LineTiming timing = line();
        compare(timing.receive(Instant(5ms), 1), -5ms, 10ms);
    }
};

QTEST_APPLESS_MAIN(TestLineTiming)
#include "tst_linetiming.moc"
