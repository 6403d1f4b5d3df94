// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

class TestTrace : public QObject
{
    Q_OBJECT

    static TraceEntry received(nanoseconds at, QByteArrayView bytes)
    {
        return {Instant(at), Received{{toCharacters(bytes), 1ms, 0ns, true}}};
    }

private Q_SLOTS:
    void charactersAcrossEntries()
    {
        Trace trace;
        trace.append({received(0ms, "abc"),
                      {Instant(5ms), Note{u"between"_qs}},
                      received(6ms, ""),
                      received(7ms, "de")});
        trace.append({received(20ms, "f")});
        QCOMPARE(trace.count(), 5);
        QCOMPARE(trace.characterCount(), 6);
        QCOMPARE(toBytes(trace.characters({1, 4})), QByteArray("bcde"));
        QCOMPARE(toBytes(trace.characters({-2, 100})), QByteArray("abcdef"));
        QCOMPARE(trace.firstCharacter(3), 3);
        QCOMPARE(trace.entryOfCharacter(0), 0);
        QCOMPARE(trace.entryOfCharacter(2), 0);
        QCOMPARE(trace.entryOfCharacter(3), 3);
        QCOMPARE(trace.entryOfCharacter(5), 4);
        QCOMPARE(trace.entryOfCharacter(6), -1);
        QCOMPARE(trace.entryOfCharacter(-1), -1);
    }

    void entriesAreValues()
    {
        Trace trace;
        trace.append({received(1ms, "x")});
        TraceEntry copy = trace.entry(0);
        std::get<Received>(copy.what).run.characters.clear();
        QCOMPARE(trace.entry(0), received(1ms, "x"));
    }

    void endOfRun()
    {
        const TraceEntry entry = received(10ms, "abc");
        QCOMPARE(endOf(entry.at, *runOf(entry)), Instant(13ms));
    }
};

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"
