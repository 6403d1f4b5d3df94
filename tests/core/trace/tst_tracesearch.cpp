// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/tracesearch.h"
#include "tests/core/trace/memorystore.h"
#include "tests/core/trace/randomtrace.h"

#include <QTest>

#include <algorithm>

using namespace optoscope;
using namespace std::chrono_literals;

using What = SearchQuery::What;
using Sides = SearchQuery::Sides;
using Hits = QList<CharacterRange>;

namespace {

/// A character with all that a search may ask of it.
struct Place {
    qint64 number = 0;
    quint8 data = 0;
    bool isDamaged = false;
    bool isSent = false;
};

QList<Place> placesOf(const TraceEntries &entries)
{
    QList<Place> places;
    quint8 mask = 0xFF;
    for (const TraceEntry &entry : entries) {
        if (const auto *settings = std::get_if<LineSettings>(&entry.what))
            mask = settings->format.dataMask();
        const CharacterRun *run = runOf(entry);
        if (!run)
            continue;
        for (const Character &character : run->characters) {
            places.append({places.size(), static_cast<quint8>(character.wire & mask),
                           character.isDamaged(), std::holds_alternative<Sent>(entry.what)});
        }
    }
    return places;
}

bool isWanted(Sides sides, bool isSent)
{
    return sides == Sides::Both || (sides == Sides::Sent) == isSent;
}

Hits naiveBytes(const TraceEntries &entries, const BytePattern &pattern, Sides sides)
{
    Hits hits;
    const QList<Place> all = placesOf(entries);
    for (const bool isSent : {false, true}) {
        if (!isWanted(sides, isSent))
            continue;
        QList<Place> side;
        std::ranges::copy_if(all, std::back_inserter(side),
                             [=](const Place &place) { return place.isSent == isSent; });
        for (qsizetype i = 0; i + pattern.size() <= side.size();) {
            const bool fits = std::ranges::equal(
                pattern, side.mid(i, pattern.size()),
                [](PatternByte wanted, const Place &place) { return wanted.fits(place.data); });
            const qint64 first = side.at(i).number;
            if (fits)
                hits.append({first, side.at(i + pattern.size() - 1).number - first + 1});
            i += fits ? pattern.size() : 1;
        }
    }
    std::ranges::sort(hits, {}, &CharacterRange::first);
    return hits;
}

/// Stretches of characters of one side that are all damaged, or all of them.
Hits naiveStretches(const TraceEntries &entries, Sides sides, bool onlyDamaged)
{
    Hits hits;
    const QList<Place> all = placesOf(entries);
    for (const Place &place : all) {
        if (!isWanted(sides, place.isSent) || (onlyDamaged && !place.isDamaged))
            continue;
        const qint64 before = place.number - 1;
        const bool follows = !hits.isEmpty()
            && hits.constLast().first + hits.constLast().count == place.number
            && all.at(before).isSent == place.isSent;
        if (follows)
            ++hits.last().count;
        else
            hits.append({place.number, 1});
    }
    return hits;
}

Hits naivePauses(const TraceEntries &entries, Sides sides, nanoseconds pause)
{
    Hits hits;
    qint64 number = 0;
    std::optional<Instant> end;
    for (const TraceEntry &entry : entries) {
        const CharacterRun *run = runOf(entry);
        if (!run || run->characters.isEmpty())
            continue;
        if (isWanted(sides, std::holds_alternative<Sent>(entry.what))) {
            if (end && entry.at - *end > pause)
                hits.append({number, 1});
            end = std::max(end.value_or(Instant::min()), endOf(entry.at, *run));
        }
        number += run->characters.size();
    }
    return hits;
}

Hits naive(const TraceEntries &entries, const SearchQuery &query)
{
    switch (query.what) {
    case What::Bytes: return naiveBytes(entries, query.pattern, query.sides);
    case What::Damaged: return naiveStretches(entries, query.sides, true);
    case What::Turns: return naiveStretches(entries, query.sides, false);
    case What::Pause: break;
    }
    return naivePauses(entries, query.sides, query.pause);
}

Hits searchAll(const Trace &trace, const SearchQuery &query)
{
    TraceSearch search(trace, query);
    while (search.step()) {}
    return search.hits();
}

BytePattern hex(QStringView text)
{
    return std::get<BytePattern>(patternFromHex(text));
}

BytePattern letters(QStringView text, Qt::CaseSensitivity cases = Qt::CaseSensitive)
{
    return std::get<BytePattern>(patternFromText(text, cases));
}

TraceEntry received(nanoseconds at, QByteArrayView bytes)
{
    return {Instant(at), Received{{toCharacters(bytes), 1ms, 0ns, true}}};
}

TraceEntry sent(nanoseconds at, QByteArrayView bytes)
{
    return {Instant(at), Sent{{toCharacters(bytes), 1ms, 0ns, true}}};
}

} // namespace

class TestTraceSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asNaive_data()
    {
        QTest::addColumn<What>("what");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<qint64>("pause");
        for (const char *pattern :
             {"2F", "A?", "?5", "??", "41 4?", "4? ?2", "?? 33 ??", "1? ?? ?? 2?", "?? ?? 00"})
            QTest::newRow(pattern) << What::Bytes << QString::fromLatin1(pattern) << qint64(0);
        QTest::newRow("damaged") << What::Damaged << QString() << qint64(0);
        QTest::newRow("turns") << What::Turns << QString() << qint64(0);
        QTest::newRow("pauses") << What::Pause << QString() << qint64(100000000);
        QTest::newRow("short pauses") << What::Pause << QString() << qint64(50);
    }

    void asNaive()
    {
        QFETCH(const What, what);
        QFETCH(const QString, pattern);
        QFETCH(const qint64, pause);
        for (quint32 seed = 1; seed <= 3; ++seed) {
            const TraceEntries entries = RandomTrace(seed).draw(15000, false);
            for (const Sides sides : {Sides::Both, Sides::Sent, Sides::Received}) {
                const SearchQuery query{what, sides,
                                        pattern.isEmpty() ? BytePattern() : hex(pattern),
                                        nanoseconds(pause)};
                const Hits expected = naive(entries, query);
                QVERIFY(!expected.isEmpty());
                Trace trace;
                trace.append(entries);
                QCOMPARE(searchAll(trace, query), expected);
                trace.setChunkStore(std::make_shared<MemoryStore>(qint64(1) << 30), 0);
                QCOMPARE(searchAll(trace, query), expected);
                // While it grows.
                Trace growing;
                TraceSearch search(growing, query);
                for (qsizetype at = 0; at < entries.size(); at += 1777) {
                    growing.append(entries.mid(at, 1777));
                    search.extend(growing);
                    while (search.step()) {}
                    QCOMPARE(search.searched(), growing.characterCount());
                }
                QCOMPARE(search.hits(), expected);
            }
        }
    }

    void acrossBorders()
    {
        // Every way to cut a text into runs, chunks' borders among them.
        const QByteArray text = "/?!\r\n/ABC5\\@V1.0\r\n";
        for (const qint64 before : {qint64(0), qint64(65530), qint64(131060)}) {
            for (qsizetype cut = 1; cut < text.size(); ++cut) {
                Trace trace;
                for (qint64 filled = 0; filled < before; filled += 10)
                    trace.append({received(0ms, "..........")});
                for (qsizetype at = 0; at < text.size(); at += cut)
                    trace.append({received(
                        0ms, QByteArrayView(text).sliced(at, std::min(cut, text.size() - at)))});
                const SearchQuery query{What::Bytes, Sides::Both, letters(u"\r\n/ABC5\\@V1")};
                QCOMPARE(searchAll(trace, query), (Hits{{before + 3, 11}}));
            }
        }
    }

    void interrupted()
    {
        Trace trace;
        trace.append({received(0ms, "ab1"), sent(1ms, "cd"), received(2ms, "."), sent(3ms, "ab"),
                      received(4ms, "cd1")});
        // What was received is "ab1.cd1"; what was sent "cdab".
        const SearchQuery query{What::Bytes, Sides::Both, letters(u"1.C", Qt::CaseInsensitive)};
        QCOMPARE(searchAll(trace, query), (Hits{{2, 7}}));
        QCOMPARE(searchAll(trace, {What::Bytes, Sides::Both, letters(u"da")}), (Hits{{4, 3}}));
        QCOMPARE(searchAll(trace, {What::Bytes, Sides::Received, letters(u"da")}), Hits());
        QCOMPARE(searchAll(trace, {What::Bytes, Sides::Both, letters(u"cd")}),
                 (Hits{{3, 2}, {8, 2}}));
    }

    void dataBitsCount()
    {
        Trace trace;
        trace.append({received(0ms, "\xAF\x3F\x21"),
                      {Instant(1ms), withSoftwareParity(Baud{300}, format7E1)},
                      received(1ms, "\xAF\x3F\x21"),
                      {Instant(2ms), withSoftwareParity(Baud{300}, format8N1)},
                      received(2ms, "\xAF\x3F\x21")});
        QCOMPARE(searchAll(trace, {What::Bytes, Sides::Both, hex(u"2F3F")}), (Hits{{3, 2}}));
        QCOMPARE(searchAll(trace, {What::Bytes, Sides::Both, hex(u"AF 3f")}),
                 (Hits{{0, 2}, {6, 2}}));
        QCOMPARE(searchAll(trace, {What::Bytes, Sides::Both, hex(u"21 AF")}), (Hits{{5, 2}}));
        QCOMPARE(searchAll(trace, {What::Bytes, Sides::Both, hex(u"21 2F")}), (Hits{{2, 2}}));
    }

    void stopsAtTheMost()
    {
        Trace trace;
        trace.append({received(0ms, QByteArray(200000, 'x'))});
        TraceSearch search(trace, {What::Bytes, Sides::Both, letters(u"xx")}, 1000);
        while (search.step()) {}
        QCOMPARE(search.hits().size(), 1000);
        QVERIFY(search.isCut());
        QCOMPARE(search.hits().constLast(), (CharacterRange{1998, 2}));
    }

    void saysWhatIsMissing()
    {
        const auto store = std::make_shared<MemoryStore>(qint64(1) << 30);
        Trace trace;
        trace.setChunkStore(store, 0);
        for (int i = 0; i < 150000; ++i)
            trace.append({received(i * 1ms, i == 0 || i == 149999 ? "y" : "x")});
        store->lose();
        TraceSearch search(trace, {What::Bytes, Sides::Both, letters(u"y")});
        while (search.step()) {}
        QVERIFY(search.isIncomplete());
        QVERIFY(!search.isCut());
        QCOMPARE(search.hits(), (Hits{{149999, 1}}));
        QCOMPARE(search.searched(), 150000);
    }

    void nothingToSearch()
    {
        TraceSearch search(Trace(), {What::Bytes, Sides::Both, letters(u"x")});
        QVERIFY(!search.step());
        QVERIFY(search.hits().isEmpty());
        // An empty pattern fits nowhere.
        Trace trace;
        trace.append({received(0ms, "x")});
        QCOMPARE(searchAll(trace, {}), Hits());
    }

    void patternErrors_data()
    {
        using Kind = PatternError::Kind;
        QTest::addColumn<QString>("text");
        QTest::addColumn<PatternError::Kind>("kind");
        QTest::addColumn<qsizetype>("position");
        QTest::newRow("nothing") << QString() << Kind::Empty << qsizetype(0);
        QTest::newRow("spaces") << u"  "_qs << Kind::Empty << qsizetype(0);
        QTest::newRow("half") << u"2F 3"_qs << Kind::HalfByte << qsizetype(3);
        QTest::newRow("half inside") << u"2 F3"_qs << Kind::HalfByte << qsizetype(0);
        QTest::newRow("letter") << u"2F x0"_qs << Kind::NotHex << qsizetype(3);
        QTest::newRow("second digit") << u"2F 0x"_qs << Kind::NotHex << qsizetype(4);
        QTest::newRow("too long") << u"00"_qs.repeated(257) << Kind::TooLong << qsizetype(0);
    }

    void patternErrors()
    {
        QFETCH(const QString, text);
        QFETCH(const PatternError::Kind, kind);
        QFETCH(const qsizetype, position);
        const auto result = patternFromHex(text);
        QVERIFY(std::holds_alternative<PatternError>(result));
        QCOMPARE(std::get<PatternError>(result), (PatternError{kind, position}));
    }

    void patterns()
    {
        QCOMPARE(hex(u"2f??2? ?F"),
                 (BytePattern{{0x2F, 0xFF}, {0, 0}, {0x20, 0xF0}, {0x0F, 0x0F}}));
        QCOMPARE(letters(u"a1\u00DF"), (BytePattern{{'a', 0xFF}, {'1', 0xFF}, {0xDF, 0xFF}}));
        QCOMPARE(letters(u"a1\u00DF", Qt::CaseInsensitive),
                 (BytePattern{{'A', 0xDF}, {'1', 0xFF}, {0xDF, 0xFF}}));
        const auto beyond = patternFromText(u"1\u20AC", Qt::CaseSensitive);
        QCOMPARE(std::get<PatternError>(beyond), (PatternError{PatternError::Kind::NotAByte, 1}));
    }
};

QTEST_APPLESS_MAIN(TestTraceSearch)
#include "tst_tracesearch.moc"
