// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace.h"
#include "tests/core/trace/memorystore.h"
#include "tests/core/trace/randomtrace.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace optoscope;
using namespace std::chrono_literals;

class TestTrace : public QObject
{
    Q_OBJECT

    static TraceEntry received(nanoseconds at, QByteArrayView bytes)
    {
        return {Instant(at), Received{{toCharacters(bytes), 1ms, 0ns, true}}};
    }

    /// Appends \a entries in batches of different sizes.
    static void appendTo(Trace &trace, const TraceEntries &entries)
    {
        qsizetype size = 1;
        for (qsizetype at = 0; at < entries.size(); at += size, size = size * 7 % 1009 + 1)
            trace.append(entries.mid(at, size));
    }

    static bool sameRun(const std::optional<RunHead> &head, const TraceEntry &entry)
    {
        const CharacterRun *run = runOf(entry);
        if (!run || !head)
            return !run && !head;
        return *head
            == RunHead{entry.at,
                       run->spacing,
                       run->lateness,
                       run->characters.size(),
                       std::holds_alternative<Sent>(entry.what),
                       run->beginsRead};
    }

    /// Every answer of \a trace is what a plain list of \a entries would give.
    static void compare(const Trace &trace, const TraceEntries &entries, quint32 seed)
    {
        QCOMPARE(trace.count(), entries.size());
        Characters all;
        for (qsizetype i = 0; i < entries.size(); ++i) {
            QVERIFY2(trace.entry(i) == entries.at(i), qPrintable(QString::number(i)));
            QVERIFY(sameRun(trace.run(i), entries.at(i)));
            QCOMPARE(trace.firstCharacter(i), all.size());
            const CharacterRun *run = runOf(entries.at(i));
            if (!run || run->characters.isEmpty())
                continue;
            QCOMPARE(trace.entryOfCharacter(all.size()), i);
            all += run->characters;
            QCOMPARE(trace.entryOfCharacter(all.size() - 1), i);
        }
        QCOMPARE(trace.characterCount(), all.size());
        QCOMPARE(trace.characters({0, all.size()}), all);
        QCOMPARE(trace.entryOfCharacter(all.size()), -1);
        std::mt19937 random(seed);
        for (int i = 0; i < 2000; ++i) {
            const auto index = static_cast<qsizetype>(random() % entries.size());
            QVERIFY(trace.entry(index) == entries.at(index));
            const CharacterRange range{static_cast<qint64>(random() % all.size()),
                                       static_cast<qint64>(random() % (i % 100 ? 100 : 100000))};
            QCOMPARE(trace.characters(range), all.mid(range.first, range.count));
        }
    }

    static void compareKinds(const Trace &trace, const TraceEntries &entries)
    {
        for (size_t number = 0; number < entryKinds; ++number) {
            const auto kind = static_cast<EntryKind>(number);
            QList<qsizetype> expected;
            for (qsizetype i = 0; i < entries.size(); ++i) {
                QCOMPARE(trace.previousOf(kind, i), expected.isEmpty() ? -1 : expected.constLast());
                if (kindOf(entries.at(i)) != kind)
                    continue;
                if (!expected.isEmpty())
                    QCOMPARE(trace.nextOf(kind, expected.constLast()), i);
                expected.append(i);
            }
            QVERIFY(!expected.isEmpty());
            QCOMPARE(trace.entriesOf(kind), expected);
            QCOMPARE(trace.nextOf(kind, -1), expected.constFirst());
            QCOMPARE(trace.nextOf(kind, expected.constLast()), -1);
        }
    }

private Q_SLOTS:
    void givesBackWhatWasAppended_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::addColumn<bool>("isWild");
        for (quint32 seed = 1; seed <= 4; ++seed)
            QTest::addRow("line, seed %u", seed) << seed << false;
        for (quint32 seed = 1; seed <= 4; ++seed)
            QTest::addRow("wild, seed %u", seed) << seed << true;
    }

    void givesBackWhatWasAppended()
    {
        QFETCH(const quint32, seed);
        QFETCH(const bool, isWild);
        const TraceEntries entries = RandomTrace(seed).draw(20000, isWild);
        Trace trace;
        appendTo(trace, entries);
        QVERIFY(trace.runs().chunkCount() > 1);
        compare(trace, entries, seed);
        compareKinds(trace, entries);
    }

    void oneCharacterEach()
    {
        // The limit of runs fills a chunk, not that of characters.
        TraceEntries entries;
        for (int i = 0; i < 150000; ++i) {
            CharacterRun run{{}, 1ms, 0ns, true};
            if (i % 3)
                run.characters.append(Character{static_cast<quint8>(i), {}});
            entries.append({Instant(i * 3ms), Received{std::move(run)}});
        }
        Trace trace;
        appendTo(trace, entries);
        QCOMPARE(trace.runs().chunkCount(), 3);
        compare(trace, entries, 1);
    }

    void writesAwayAndReadsBack_data()
    {
        QTest::addColumn<qint64>("budget");
        QTest::newRow("nothing stays") << qint64(0);
        QTest::newRow("some stays") << qint64(300000);
    }

    void writesAwayAndReadsBack()
    {
        QFETCH(const qint64, budget);
        const TraceEntries entries = RandomTrace(7).draw(40000, false);
        const auto store = std::make_shared<MemoryStore>(qint64(1) << 30);
        Trace trace;
        trace.setChunkStore(store, budget);
        QCOMPARE(trace.runs().state(), RunStore::State::InMemory);
        appendTo(trace, entries);
        QCOMPARE(trace.runs().state(), RunStore::State::PutAway);
        QVERIFY(store->count() > 1);
        QVERIFY(store->count() < trace.runs().chunkCount());
        compare(trace, entries, 7);
        QCOMPARE(trace.runs().state(), RunStore::State::PutAway);
    }

    void budgetLimitsMemory()
    {
        constexpr qint64 budget = 1 << 20;
        constexpr qint64 openChunk = 1 << 20;
        Trace trace;
        trace.setChunkStore(std::make_shared<MemoryStore>(qint64(1) << 30), budget);
        TraceEntries entries;
        for (int i = 0; i < 10000; ++i)
            entries.append({Instant(i * 1ms), Received{{toCharacters("xy"), 1ms, 0ns, true}}});
        for (int i = 0; i < 200; ++i) {
            trace.append(entries);
            QVERIFY(trace.runs().residentBytes() < budget + openChunk);
        }
        QCOMPARE(trace.count(), 2000000);
        QCOMPARE(trace.entry(1234567), entries.at(4567));
    }

    void laterStore()
    {
        const TraceEntries entries = RandomTrace(8).draw(20000, false);
        Trace trace;
        trace.append(entries);
        const qint64 before = trace.runs().residentBytes();
        trace.setChunkStore(std::make_shared<MemoryStore>(qint64(1) << 30), 0);
        QVERIFY(trace.runs().residentBytes() < before / 2);
        compare(trace, entries, 8);
    }

    void noRoomStaysInMemory()
    {
        const TraceEntries entries = RandomTrace(9).draw(40000, false);
        const auto store = std::make_shared<MemoryStore>(300000);
        Trace trace;
        trace.setChunkStore(store, 0);
        appendTo(trace, entries);
        QCOMPARE(trace.runs().state(), RunStore::State::NoRoom);
        QVERIFY(store->count() >= 1);
        compare(trace, entries, 9);
        // There is room again.
        store->setRoom(qint64(1) << 30);
        const TraceEntries more = RandomTrace(10).draw(20000, false);
        appendTo(trace, more);
        QCOMPARE(trace.runs().state(), RunStore::State::PutAway);
        compare(trace, entries + more, 10);
    }

    void saysWhatCannotBeReadBack()
    {
        const TraceEntries entries = RandomTrace(11).draw(40000, false);
        const auto store = std::make_shared<MemoryStore>(qint64(1) << 30);
        Trace trace;
        trace.setChunkStore(store, 0);
        trace.append(entries);
        store->lose();
        QCOMPARE(trace.count(), entries.size());
        QCOMPARE(trace.characters({0, 1}), Characters());
        QCOMPARE(trace.runs().state(), RunStore::State::Unreadable);
        qsizetype lost = 0;
        for (qsizetype i = 0; i < entries.size(); i += 97) {
            const TraceEntry entry = trace.entry(i);
            if (entry == entries.at(i))
                continue;
            QVERIFY(runOf(entry) && runOf(entry)->characters.isEmpty());
            ++lost;
        }
        QVERIFY(lost > 100);
        const qsizetype last = entries.size() - 1;
        QCOMPARE(trace.entry(last), entries.at(last));
        QVERIFY(trace.entryOfCharacter(0) >= 0);
    }

    void copyDoesNotGrow()
    {
        const TraceEntries entries = RandomTrace(12).draw(3000, true);
        const TraceEntries more = RandomTrace(13).draw(20000, true);
        Trace trace;
        trace.setChunkStore(std::make_shared<MemoryStore>(qint64(1) << 30), 100000);
        trace.append(entries);
        const Trace before = trace;
        appendTo(trace, more);
        compare(before, entries, 12);
        compare(trace, entries + more, 12);
        Trace moved = std::move(trace);
        compare(moved, entries + more, 13);
    }

    void entryAtATime()
    {
        Trace trace;
        QCOMPARE(trace.entryAt(Instant()), -1);
        trace.append({received(5ms, "a"),
                      {Instant(7ms), Note{u"between"_qs}},
                      received(7ms, "b"),
                      received(9ms, "c")});
        QCOMPARE(trace.entryAt(Instant(4999999ns)), -1);
        QCOMPARE(trace.entryAt(Instant(5ms)), 0);
        QCOMPARE(trace.entryAt(Instant(6ms)), 0);
        QCOMPARE(trace.entryAt(Instant(7ms)), 2);
        QCOMPARE(trace.entryAt(Instant(8ms)), 2);
        QCOMPARE(trace.entryAt(Instant::max()), 3);
        // Times that do not rise.
        const TraceEntries entries = RandomTrace(14).draw(5000, true);
        Trace wild;
        wild.append(entries);
        for (qsizetype i = 0; i < entries.size(); i += 7) {
            const Instant at = entries.at(i).at;
            QCOMPARE(wild.timeOf(i), at);
            const qsizetype found = wild.entryAt(at);
            QVERIFY(found < 0 || entries.at(found).at <= at);
            QVERIFY(found + 1 == entries.size() || entries.at(found + 1).at > at);
        }
    }

    void longRunsAreShared()
    {
        Trace trace;
        trace.append({received(0ms, QByteArray(100000, 'x')), received(200s, "y")});
        const TraceEntry first = trace.entry(0);
        const TraceEntry again = trace.entry(0);
        QVERIFY(runOf(first)->characters.isSharedWith(runOf(again)->characters));
        QCOMPARE(trace.characters({99999, 2}), toCharacters("xy"));
    }

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
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        QCOMPARE(toBytes(trace.characters({4, most})), QByteArray("ef"));
        QCOMPARE(trace.characters({most, most}), Characters());
        QCOMPARE(trace.characters({2, -1}), Characters());
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
