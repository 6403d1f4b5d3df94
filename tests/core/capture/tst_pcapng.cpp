// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/captureformat.h"
#include "core/capture/pcapngreader.h"
#include "core/capture/pcapngwriter.h"
#include "tests/core/capture/traces.h"

#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

using namespace optoscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = CaptureProblem::Kind;

CaptureFacts someFacts()
{
    return {u"optoscope-cli 1"_qs, u"a system"_qs, u"/dev/ttyUSB0"_qs, u"FT232R, 0403:6001"_qs,
            QDateTime({2023, 11, 14}, {22, 13, 20, 123}, Qt::UTC)};
}

QByteArray written(const TraceEntries &entries, const CaptureFacts &facts = someFacts())
{
    PcapngWriter writer(facts);
    for (const TraceEntry &entry : entries)
        writer.append(entry);
    writer.finish();
    return writer.take();
}

struct ReadBack {
    TraceEntries entries;
    CaptureFacts facts;
    CaptureProblems problems;
    bool isClosed = false;
};

ReadBack readBack(const QByteArray &bytes, qsizetype pieceSize = 1 << 20)
{
    PcapngReader reader;
    TraceEntries entries;
    for (qsizetype from = 0; from < bytes.size(); from += pieceSize) {
        reader.feed(
            QByteArrayView(bytes).sliced(from).first(std::min(pieceSize, bytes.size() - from)));
        entries += reader.take();
    }
    reader.finish();
    entries += reader.take();
    return {entries, reader.facts(), reader.problems(), reader.isClosed()};
}

/// The first entry that differs, for the failure's message.
QByteArray difference(const TraceEntries &actual, const TraceEntries &expected)
{
    for (qsizetype i = 0; i < std::min(actual.size(), expected.size()); ++i)
        if (actual.at(i) != expected.at(i))
            return "entry " + QByteArray::number(i) + " of kind "
                + QByteArray::number(static_cast<int>(expected.at(i).what.index())) + " differs";
    return QByteArray::number(actual.size()) + " entries instead of "
        + QByteArray::number(expected.size());
}

#define COMPARE_TRACES(actual, expected)                                                           \
    QVERIFY2((actual) == (expected), difference(actual, expected).constData())

/// Blocks and records of other programs, in either byte order.
class Foreign
{
public:
    explicit Foreign(bool bigEndian)
        : m_bigEndian(bigEndian)
    {
    }

    template <typename T>
    Foreign &number(T value)
    {
        const T ordered = m_bigEndian ? qToBigEndian(value) : qToLittleEndian(value);
        m_bytes.append(reinterpret_cast<const char *>(&ordered), sizeof ordered);
        return *this;
    }
    Foreign &option(quint16 code, const QByteArray &value)
    {
        number(code).number(static_cast<quint16>(value.size()));
        return padded(value);
    }
    Foreign &padded(const QByteArray &value)
    {
        m_bytes += value;
        m_bytes.append((4 - value.size() % 4) % 4, '\0');
        return *this;
    }
    QByteArray block(quint32 type) const
    {
        Foreign block(m_bigEndian);
        const auto length = static_cast<quint32>(m_bytes.size() + 12);
        block.number(type).number(length);
        block.m_bytes += m_bytes;
        block.number(length);
        return block.m_bytes;
    }
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
    bool m_bigEndian;
};

QByteArray rtac(capture::RtacEvent event, quint8 lines, const QByteArray &payload)
{
    QByteArray bytes(8, '\0');
    bytes.append(static_cast<char>(event)).append(static_cast<char>(lines));
    return bytes.append(2, '\0') + payload;
}

struct ForeignPacket {
    quint64 time = 0; ///< in microseconds
    QByteArray data;
    QByteArray comment = {};
    quint32 interface = 0;
};

QByteArray foreignPcapng(const QList<ForeignPacket> &packets, bool bigEndian,
                         quint16 linkType = capture::rtacSerial)
{
    Foreign section(bigEndian);
    section.number(capture::byteOrderMagic).number(quint16{1}).number(quint16{0});
    section.number(qint64{-1});
    QByteArray bytes = section.block(capture::sectionBlock);
    for (const quint16 type : {linkType, quint16{1}}) {
        Foreign interface(bigEndian);
        interface.number(type).number(quint16{0}).number(quint32{0});
        bytes += interface.block(capture::interfaceBlock);
    }
    for (const ForeignPacket &packet : packets) {
        Foreign block(bigEndian);
        const auto size = static_cast<quint32>(packet.data.size());
        block.number(packet.interface).number(static_cast<quint32>(packet.time >> 32));
        block.number(static_cast<quint32>(packet.time)).number(size).number(size);
        block.padded(packet.data);
        if (!packet.comment.isEmpty())
            block.option(capture::commentOption, packet.comment).option(0, {});
        bytes += block.block(capture::packetBlock);
    }
    return bytes;
}

QByteArray foreignPcap(const QList<ForeignPacket> &packets, bool bigEndian, bool nanoseconds)
{
    Foreign file(bigEndian);
    file.number(nanoseconds ? capture::pcapNanoseconds : capture::pcapMicroseconds);
    file.number(quint16{2}).number(quint16{4}).number(quint32{0}).number(quint32{0});
    file.number(quint32{65535}).number(quint32{capture::rtacSerial});
    QByteArray bytes = file.bytes();
    for (const ForeignPacket &packet : packets) {
        Foreign record(bigEndian);
        const auto size = static_cast<quint32>(packet.data.size());
        record.number(static_cast<quint32>(packet.time / 1'000'000));
        const auto fraction = static_cast<quint32>(packet.time % 1'000'000);
        record.number(nanoseconds ? fraction * 1000 : fraction).number(size).number(size);
        bytes += record.bytes() + packet.data;
    }
    return bytes;
}

QList<ForeignPacket> foreignSession()
{
    using capture::RtacEvent;
    const quint64 begin = 1'700'000'000'000'000;
    return {{begin + 500, rtac(RtacEvent::StatusChange, 0x10, {})},
            {begin + 1000, rtac(RtacEvent::TxStart, 0x10, "/?!\r\n"), "asked"},
            {begin + 1200, rtac(RtacEvent::TxEnd, 0x10, {})},
            {begin + 420'000, rtac(RtacEvent::RxStart, 0x10, "/ABC5")},
            {begin + 500'000, rtac(RtacEvent::ParityError, 0x10, "7")},
            {begin + 510'000, rtac(RtacEvent::FramingError, 0x10, {})},
            {begin + 520'000, rtac(RtacEvent::Overflow, 0x10, {})},
            {begin + 530'000, rtac(RtacEvent::RxStart, 0x11, "!")}};
}

TraceEntries foreignEntries()
{
    const ControlLines dtr{true};
    const LineSettings unknown{Baud{0}, format8N1, format8N1, ParityBy::None};
    const auto received = [](const QByteArray &text, CharacterFlags flags) {
        Received what{{toCharacters(text)}};
        what.run.characters.last().flags = flags;
        return what;
    };
    Event framing;
    framing.finding = {FindingId::framingErrors, Severity::warning, Blame::line, Instant(510ms)};
    framing.finding.value = 1;
    ControlLines both = dtr;
    both.cts = true;
    return {{Instant(500us), dtr},
            {Instant(1ms), unknown},
            {Instant(1ms), Sent{{toCharacters("/?!\r\n")}}},
            {Instant(1ms), Note{u"asked"_qs}},
            {Instant(420ms), received("/ABC5", {})},
            {Instant(500ms), received("7", CharacterFlag::ParityError)},
            {Instant(510ms), framing},
            {Instant(530ms), both},
            {Instant(530ms), received("!", CharacterFlag::Overrun)}};
}

} // namespace

class TestPcapng : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingSurvives();
    void randomTracesSurvive_data();
    void randomTracesSurvive();
    void smallPiecesAreTheSame();
    void runsThatFollowShareAPacket();
    void longRunsAreSplit();
    void errorPacketsAreLimited();
    void cutAnywhere();
    void damagedAnywhere();
    void damagedAtRandom();
    void hugeClaimsAreSkipped();
    void timesWithoutAnchor();
    void sectionsFollowEachOther();
    void foreignCaptures_data();
    void foreignCaptures();
    void otherLinkTypesAreToldOnce();
    void noCapture();
};

void TestPcapng::everythingSurvives()
{
    const ReadBack back = readBack(written(richTrace()));
    COMPARE_TRACES(back.entries, richTrace());
    QCOMPARE(back.facts, someFacts());
    QCOMPARE(back.problems, CaptureProblems());
    QVERIFY(back.isClosed);
}

void TestPcapng::randomTracesSurvive_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 100; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestPcapng::randomTracesSurvive()
{
    QFETCH(quint32, seed);
    const TraceEntries entries = randomTrace(seed, 200);
    const ReadBack back = readBack(written(entries));
    COMPARE_TRACES(back.entries, entries);
    QCOMPARE(back.problems, CaptureProblems());
}

void TestPcapng::smallPiecesAreTheSame()
{
    const QByteArray bytes = written(richTrace());
    for (const qsizetype size : {1, 3, 17, 100})
        COMPARE_TRACES(readBack(bytes, size).entries, richTrace());
}

void TestPcapng::runsThatFollowShareAPacket()
{
    const LineSettings settings = withSoftwareParity({9600}, format7E1);
    const auto count = [&](nanoseconds gap) {
        PcapngWriter writer(someFacts());
        writer.append({Instant(), settings});
        for (int i = 0; i < 10; ++i)
            writer.append({Instant((settings.characterTime() + gap) * i),
                           Received{{toCharacters("x"), settings.characterTime(), 0ns, true}}});
        writer.endPacket();
        return writer.packetCount();
    };
    QCOMPARE(count(0ns), 2);
    QCOMPARE(count(settings.characterTime()), 2);
    QCOMPARE(count(settings.characterTime() * 2), 11);
}

void TestPcapng::longRunsAreSplit()
{
    const TraceEntries entries{
        {Instant(5ms), Received{{toCharacters(QByteArray(100'000, 'x')), 33us, 1ms, true}}},
        {Instant(9s), Note{QString(100'000, u'n')}}};
    const ReadBack back = readBack(written(entries), 5000);
    COMPARE_TRACES(back.entries, entries);
    QCOMPARE(back.problems, CaptureProblems());
}

void TestPcapng::errorPacketsAreLimited()
{
    Received noise{{{}, 1ms, 0ns, true}};
    for (int i = 0; i < 2000; ++i)
        noise.run.characters.append({0xFF, CharacterFlag::FramingError});
    PcapngWriter writer(someFacts());
    writer.append({Instant(), noise});
    writer.endPacket();
    QCOMPARE(writer.packetCount(), 1 + 200);
    COMPARE_TRACES(readBack(writer.take()).entries, TraceEntries({{Instant(), noise}}));
}

/// At each byte: the entries before are there, and the cut is told.
void TestPcapng::cutAnywhere()
{
    const TraceEntries all = richTrace();
    const QByteArray bytes = written(all);
    qsizetype most = 0;
    for (qsizetype size = 1; size < bytes.size(); ++size) {
        const ReadBack back = readBack(bytes.left(size));
        COMPARE_TRACES(back.entries, all.first(back.entries.size()));
        QVERIFY(back.entries.size() >= most);
        most = back.entries.size();
        QVERIFY(!back.isClosed);
        for (const CaptureProblem &problem : back.problems)
            QCOMPARE(problem.kind, Kind::CutShort);
    }
    QCOMPARE(most, all.size());
}

/// One byte changed: all but what stands there is read.
void TestPcapng::damagedAnywhere()
{
    const TraceEntries all = richTrace();
    const QByteArray bytes = written(all);
    const auto sectionSize = qFromLittleEndian<quint32>(bytes.constData() + 4);
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        QByteArray damaged = bytes;
        damaged[at] = static_cast<char>(damaged.at(at) ^ 0x55);
        const ReadBack back = readBack(damaged);
        if (at < sectionSize)
            continue; // It says what the file is and when it was begun.
        const auto kept = std::ranges::count_if(
            all, [&](const TraceEntry &entry) { return back.entries.contains(entry); });
        // What says how an interface's packets are to be read takes them with it.
        QVERIFY2(kept >= 4, QByteArray::number(at).constData());
    }
}

/// Bytes changed, lost and added: it is read to its end, and bounded by what is there.
void TestPcapng::damagedAtRandom()
{
    QRandomGenerator random(7);
    const QByteArray whole = written(randomTrace(11, 60));
    for (int round = 0; round < 500; ++round) {
        QByteArray bytes = whole;
        for (int i = random.bounded(1, 20); i > 0; --i) {
            const auto at = static_cast<qsizetype>(random.bounded(bytes.size()));
            switch (random.bounded(3)) {
            case 0: bytes[at] = static_cast<char>(random.bounded(256)); break;
            case 1: bytes.remove(at, random.bounded(1, 50)); break;
            default: bytes.insert(at, QByteArray(random.bounded(1, 50), 'x')); break;
            }
        }
        const ReadBack back = readBack(bytes, 4096);
        QVERIFY(back.entries.size() <= bytes.size() / 32);
    }
}

void TestPcapng::hugeClaimsAreSkipped()
{
    const TraceEntries all = richTrace();
    QByteArray bytes = written(all.first(3));
    const qsizetype at = bytes.size();
    bytes += written(all);
    // Between both: a block that claims 4 GiB.
    bytes.insert(at, Foreign(false).number(quint32{6}).number(quint32{0xFFFFFFF0}).bytes());
    const ReadBack back = readBack(bytes);
    COMPARE_TRACES(back.entries, all.first(3) + all);
    QCOMPARE(back.problems, CaptureProblems({{Kind::Damaged, at, 1, 8}}));
}

void TestPcapng::timesWithoutAnchor()
{
    CaptureFacts facts = someFacts();
    for (const QDateTime &anchor :
         {QDateTime(), QDateTime({1815, 6, 18}, {12, 0}, Qt::UTC),
          QDateTime({1970, 1, 1}, {0, 0}, Qt::UTC), QDateTime({2500, 1, 1}, {0, 0}, Qt::UTC)}) {
        facts.anchor = anchor;
        const ReadBack back = readBack(written(richTrace(), facts));
        COMPARE_TRACES(back.entries, richTrace());
        QCOMPARE(back.facts, facts);
    }
}

void TestPcapng::sectionsFollowEachOther()
{
    CaptureFacts later = someFacts();
    later.anchor = later.anchor.addSecs(60);
    const TraceEntries entries{{Instant(1s), Received{{toCharacters("ab"), 1ms}}}};
    Event event;
    event.finding.offset = 1;
    event.finding.at = Instant(2s);
    const ReadBack back =
        readBack(written(entries) + written(entries + TraceEntries{{Instant(2s), event}}, later));
    QCOMPARE(back.facts, someFacts());
    QCOMPARE(back.entries.size(), 3);
    QCOMPARE(back.entries.at(1).at, Instant(61s));
    const Finding &finding = std::get<Event>(back.entries.at(2).what).finding;
    QCOMPARE(*finding.at, Instant(62s));
    QCOMPARE(finding.offset, 3);
}

void TestPcapng::foreignCaptures_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("hasComments");
    const auto packets = foreignSession();
    QTest::newRow("pcapng, little endian") << foreignPcapng(packets, false) << true;
    QTest::newRow("pcapng, big endian") << foreignPcapng(packets, true) << true;
    QTest::newRow("pcap, us, little endian") << foreignPcap(packets, false, false) << false;
    QTest::newRow("pcap, us, big endian") << foreignPcap(packets, true, false) << false;
    QTest::newRow("pcap, ns, little endian") << foreignPcap(packets, false, true) << false;
    QTest::newRow("pcap, ns, big endian") << foreignPcap(packets, true, true) << false;
}

void TestPcapng::foreignCaptures()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, hasComments);
    const ReadBack back = readBack(bytes);
    TraceEntries expected = foreignEntries();
    if (!hasComments)
        erase_if(expected,
                 [](const TraceEntry &entry) { return std::holds_alternative<Note>(entry.what); });
    COMPARE_TRACES(back.entries, expected);
    QCOMPARE(back.facts.anchor, QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC));
    QCOMPARE(back.problems, CaptureProblems());
    QVERIFY(!back.isClosed);
}

void TestPcapng::otherLinkTypesAreToldOnce()
{
    auto packets = foreignSession();
    packets.insert(1, {1'700'000'000'000'600, QByteArray(60, 'e'), {}, 1});
    packets.insert(3, {1'700'000'000'000'700, QByteArray(60, 'e'), {}, 1});
    const ReadBack back = readBack(foreignPcapng(packets, false));
    COMPARE_TRACES(back.entries, foreignEntries());
    QCOMPARE(back.problems.size(), 1);
    QCOMPARE(back.problems.first().kind, Kind::OtherLinkType);
    QCOMPARE(back.problems.first().count, 2);
    QCOMPARE(back.problems.first().number, 1);
}

void TestPcapng::noCapture()
{
    QVERIFY(!looksLikeCapture("/ABC5METER\r\n"));
    QVERIFY(!looksLikeCapture("\n\r\r\n/ABC5METER"));
    QVERIFY(looksLikeCapture(written({})));
    const ReadBack back = readBack(QByteArray(1000, 'x'));
    QCOMPARE(back.entries.size(), 0);
    QCOMPARE(back.problems.first().kind, Kind::Damaged);
    QCOMPARE(back.problems.first().number, 1000);
}

QTEST_APPLESS_MAIN(TestPcapng)
#include "tst_pcapng.moc"
