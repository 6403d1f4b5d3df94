// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/measures.h"
#include "core/probe/patterns.h"
#include "core/probe/phases.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr nanoseconds characterTime = 33'333'333ns;

Characters charactersOf(const QByteArray &bytes, CharacterFlags flags = {})
{
    Characters result = toCharacters(bytes);
    for (Character &character : result)
        character.flags = flags;
    return result;
}

/// A phase in which \a sent went out, \a heard came in 2 ms later, and so on.
Observation observed(const QList<QPair<QByteArray, QByteArray>> &rounds,
                     nanoseconds spacing = characterTime, CharacterFlags flags = {})
{
    Observation result;
    result.phase = phases::send(Phase::Name::Echo, "x", Baud{300}, 1);
    Instant at = Instant(1s);
    result.from = at;
    for (const auto &[sent, heard] : rounds) {
        result.entries.append({at, Sent{{charactersOf(sent), spacing, {}, true}}});
        if (!heard.isEmpty())
            result.entries.append(
                {at + 2ms, Received{{charactersOf(heard, flags), spacing, {}, true}}});
        at += spacing * sent.size() + 100ms;
    }
    result.to = at;
    return result;
}

/// Events every \a gap, without anything sent.
Observation events(int count, nanoseconds gap, nanoseconds total = 5s)
{
    Observation result;
    result.phase = phases::listen(Phase::Name::QuietFast, Baud{19200}, format8N1, total);
    result.from = Instant(0s);
    result.to = result.from + total;
    for (int i = 0; i < count; ++i)
        result.entries.append(
            {result.from + gap * i, Received{{charactersOf(QByteArray(1, '\0')), gap, {}, true}}});
    return result;
}

const QByteArray request = patterns::request();

} // namespace

/// Numbers of hand-made observations.
class TestMeasures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void exactShare_data()
    {
        QTest::addColumn<QByteArray>("heard");
        QTest::addColumn<double>("share");
        QTest::newRow("all") << request << 1.0;
        QTest::newRow("nothing") << QByteArray() << 0.0;
        QTest::newRow("one is lost") << request.mid(1) << 0.8;
        QTest::newRow("one is another") << QByteArray("/x!\r\n") << 0.8;
        QTest::newRow("one too many before") << 'x' + request << 1.0;
        QTest::newRow("others") << QByteArray("abcde") << 0.0;
    }
    void exactShare()
    {
        QFETCH(QByteArray, heard);
        QTEST(measures::exactShare(observed({{request, heard}})), "share");
    }

    void eachRoundForItself()
    {
        QCOMPARE(measures::exactShare(observed({{request, request}, {request, {}}})), 0.5);
        QCOMPARE(measures::eventsPerRound(observed({{request, request}, {request, {}}})), 2.5);
        QCOMPARE(measures::rounds(observed({{request, request}, {request, {}}})).size(), 2U);
        QCOMPARE(measures::exactShare({}), 0.0);
    }

    void damagedIsNotExact()
    {
        const Observation damaged =
            observed({{request, request}}, characterTime, CharacterFlag::ParityError);
        QCOMPARE(measures::exactShare(damaged), 0.0);
        QCOMPARE(measures::damagedShare(damaged), 1.0);
        QCOMPARE(measures::damagedShare(observed({{request, request}})), 0.0);
    }

    void inverted_data()
    {
        QTest::addColumn<QByteArray>("heard");
        QTest::addColumn<double>("share");
        QTest::newRow("inverted") << QByteArray("\x28\x60\x6F\x39\x3D") << 1.0;
        QTest::newRow("and a break after it") << QByteArray("\x28\x60\x6F\x39\x3D\0", 6) << 1.0;
        QTest::newRow("as it was") << request << 0.0;
        QTest::newRow("cut") << QByteArray("\x28\x60") << 0.0;
    }
    void inverted()
    {
        QFETCH(QByteArray, heard);
        QTEST(measures::invertedShare(observed({{request, heard}})), "share");
    }

    void characterTimes_data()
    {
        QTest::addColumn<nanoseconds>("spacing");
        QTest::addColumn<double>("ratio");
        QTest::newRow("right") << nanoseconds(characterTime) << 1.0;
        QTest::newRow("no parity bit") << nanoseconds(30ms) << 0.9;
        QTest::newRow("slow clock") << nanoseconds(40ms) << 1.2;
    }
    void characterTimes()
    {
        QFETCH(nanoseconds, spacing);
        QFETCH(double, ratio);
        const QByteArray text = patterns::loopback();
        const double measured = measures::characterTimeRatio(observed({{text, text}}, spacing));
        QVERIFY(std::abs(measured - ratio) < 0.001);
        // A few characters do not tell.
        QCOMPARE(measures::characterTimeRatio(observed({{request, request}}, spacing)), 0.0);
    }

    void lostBits_data()
    {
        QTest::addColumn<int>("kept");
        QTest::addColumn<int>("lost");
        QTest::newRow("none") << 0xFF << 0;
        QTest::newRow("the highest") << 0x7F << 0x80;
        QTest::newRow("three") << 0x1F << 0xE0;
        QTest::newRow("one in the middle is no short character") << 0xEF << 0;
    }
    void lostBits()
    {
        QFETCH(int, kept);
        const QByteArray text = patterns::eightBits();
        QByteArray heard = text;
        for (char &one : heard)
            one = static_cast<char>(one & kept);
        Observation observation = observed({{text, heard}});
        observation.phase.format = format8N1;
        QTEST(static_cast<int>(measures::lostHighBits(observation)), "lost");
        QCOMPARE(measures::lostHighBitsShare(observation) > 0,
                 measures::lostHighBits(observation) != 0);
    }

    void frequencies_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<nanoseconds>("gap");
        QTest::addColumn<double>("hertz");
        QTest::newRow("lamp") << 500 << nanoseconds(10ms) << 100.0;
        QTest::newRow("lamp in America") << 600 << nanoseconds(8'333'333ns) << 120.0;
        QTest::newRow("too few") << 5 << nanoseconds(10ms) << 0.0;
        QTest::newRow("none") << 0 << nanoseconds(10ms) << 0.0;
    }
    void frequencies()
    {
        QFETCH(int, count);
        QFETCH(nanoseconds, gap);
        QFETCH(double, hertz);
        const Observation observation = events(count, gap);
        QVERIFY(std::abs(measures::frequency(observation) - hertz) < 0.1);
        QCOMPARE(measures::eventsPerSecond(observation), count / 5.0);
        QCOMPARE(measures::breaks(observation), count);
    }
};

QTEST_APPLESS_MAIN(TestMeasures)
#include "tst_measures.moc"
