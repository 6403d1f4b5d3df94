// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/vcdwriter.h"
#include "tests/ui/fakesession.h"
#include "ui/line/linecursors.h"
#include "ui/line/linescene.h"
#include "ui/line/linewords.h"

#include <QTest>

using namespace optoscope;
using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace {

const LineSettings at300 = withSoftwareParity(Baud{300}, format7E1);

Trace traceOf(const TraceEntries &entries)
{
    Trace trace;
    trace.append(entries);
    return trace;
}

/// A trace with its index and a count of how often it was read.
struct Fixture {
    explicit Fixture(const TraceEntries &entries)
        : trace(traceOf(entries))
    {
        index.append(trace, 0);
    }
    LineIndex::EntryAccess access()
    {
        return [this](qsizetype i) {
            ++reads;
            return trace.entry(i);
        };
    }
    LineScene scene(Instant begin, double nanosPerPixel, int width, CharacterRange selection = {})
    {
        LineRequest request;
        request.scale = {begin, nanosPerPixel, width, 1};
        request.selection = selection;
        return LineScene::of(index, access(), request);
    }

    Trace trace;
    LineIndex index;
    qint64 reads = 0;
};

/// The edges that the cells of a lane stand for.
std::vector<Edge> edgesOf(const LineLane &lane, const TimeScale &scale)
{
    std::vector<Edge> edges;
    Level before = Level::Mark;
    const auto go = [&](double x, Level level) {
        if (level != before)
            edges.push_back({scale.at(x), level});
        before = level;
    };
    for (const LineCell &cell : lane.cells) {
        for (qsizetype i = 0; i < cell.bits.size(); ++i)
            go(cell.left + static_cast<double>(i) * cell.bitWidth, cell.bits[i].level);
        go(cell.right - (1 - lowPartOfStopBit) * cell.bitWidth, Level::Mark);
    }
    return edges;
}

TraceEntries damagedSession()
{
    FakeSession session;
    session.line(300).send("/?!\r\n").wait(milliseconds(251)).receive("/ABC5");
    session.receive("x", CharacterFlag::FramingError).receive("yz");
    session.receive(QByteArray(1, '\0'), CharacterFlag::Break).wait(milliseconds(20));
    session.receive("Q", CharacterFlag::ParityError)
        .wait(milliseconds(200))
        .send("\x06"
              "050\r\n");
    session.line(9600)
        .wait(milliseconds(200))
        .receive("\x02"
                 "1.8.0(1)\r\n");
    TraceEntries entries = session.take();
    for (TraceEntry &entry : entries) {
        if (auto *received = std::get_if<Received>(&entry.what)) {
            for (Character &character : received->run.characters) {
                if (character.flags.testFlag(CharacterFlag::ParityError))
                    character.wire ^= 0x80;
            }
        }
    }
    return entries;
}

TraceEntries manyRuns(int count)
{
    const LineSettings line = withSoftwareParity(Baud{9600}, format7E1);
    TraceEntries entries{{Instant(), line}};
    Instant at;
    for (int i = 0; i < count; ++i) {
        const CharacterRun run{{{static_cast<quint8>(i), {}}}, line.characterTime()};
        entries.append({at, Received{run}});
        at = endOf(at, run) + (i % 500 == 0 ? nanoseconds(milliseconds(300)) : nanoseconds());
    }
    return entries;
}

} // namespace

Q_DECLARE_METATYPE(optoscope::LineSettings)

class TestLineScene : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bits_data();
    void bits();
    void edgesAreThoseOfTheWaveform();
    void placesCharacters();
    void bandsWhenBitsAreNarrow();
    void marksErrorsFromAfar();
    void marksChangesOfTheLine();
    void drawsBreaksThatWeSent();
    void pushesWhatCameTooEarly();
    void assumesTimesWhereThereAreNone();
    void selectionIsOnItsLine();
    void readsOnlyWhatIsSeen_data();
    void readsOnlyWhatIsSeen();
    void sumsAreComplete();
    void appendingInPartsIsTheSame();
    void measures();
    void stepsFromEdgeToEdge();
};

void TestLineScene::bits_data()
{
    QTest::addColumn<LineSettings>("line");
    QTest::addColumn<int>("wire");
    QTest::addColumn<int>("flags");
    QTest::addColumn<QString>("kinds");
    QTest::addColumn<QString>("levels");
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<int>("edges");
    const int parity = static_cast<int>(CharacterFlag::ParityError);
    const int framing = static_cast<int>(CharacterFlag::FramingError);
    const int breaks = static_cast<int>(CharacterFlag::Break);
    const auto row = [](const char *name, const LineSettings &line, int wire, int flags,
                        const char *kinds, const char *levels, const char *wrong, int edges) {
        QTest::newRow(name) << line << wire << flags << QString::fromLatin1(kinds)
                            << QString::fromLatin1(levels) << QString::fromLatin1(wrong) << edges;
    };
    const LineSettings hardware = withHardwareParity(Baud{300}, format7E1);
    const LineSettings plain = withSoftwareParity(Baud{300}, format8N1);
    row("/ in 7E1", at300, 0xAF, 0, "S0123456P.", "0111101011", "0000000000", 6);
    row("/ without its parity bit", at300, 0x2F, 0, "S0123456P.", "0111101011", "0000000000", 6);
    row("/ with a wrong parity bit", at300, 0x2F, parity, "S0123456P.", "0111101001", "0000000010",
        6);
    row("hardware parity", hardware, 0x2F, 0, "S0123456P.", "0111101011", "0000000000", 6);
    row("wrong by hardware", hardware, 0x2F, parity, "S0123456P.", "0111101001", "0000000010", 6);
    row("8N1", plain, 0xAF, 0, "S01234567.", "0111101011", "0000000000", 6);
    row("low stop bit", plain, 0xAF, framing, "S01234567.", "0111101010", "0000000001", 8);
    row("break", at300, 0, breaks, "S0123456P.", "0000000000", "1111111111", 2);
    row("5N2", withHardwareParity(Baud{300}, {5, Parity::None, 2}), 0x15, 0, "S01234..", "01010111",
        "00000000", 6);
}

void TestLineScene::bits()
{
    QFETCH(const LineSettings, line);
    QFETCH(const int, wire);
    QFETCH(const int, flags);
    const Character character{static_cast<quint8>(wire), CharacterFlags::fromInt(flags)};
    QString kinds;
    QString levels;
    QString wrong;
    for (const LineBit &bit : lineBits(character, line)) {
        switch (bit.kind) {
        case LineBit::Kind::Start: kinds += u'S'; break;
        case LineBit::Kind::Data: kinds += QString::number(bit.number); break;
        case LineBit::Kind::Parity: kinds += u'P'; break;
        case LineBit::Kind::Stop: kinds += u'.'; break;
        }
        levels += bit.level == Level::Mark ? u'1' : u'0';
        wrong += bit.isWrong ? u'1' : u'0';
    }
    QTEST(kinds, "kinds");
    QTEST(levels, "levels");
    QTEST(wrong, "wrong");
    QTEST(edgeCount(character, line), "edges");
}

void TestLineScene::edgesAreThoseOfTheWaveform()
{
    Fixture fixture(damagedSession());
    const VcdLines lines = drawLines(fixture.trace);
    const TimeScale scale{Instant(), 2000, 2000000, 1};
    const LineScene scene = fixture.scene(scale.begin, scale.nanosPerPixel, scale.width);
    for (const LineSide side : lineSides) {
        const std::vector<Edge> drawn = edgesOf(scene.lane(side), scale);
        const std::vector<Edge> &expected =
            (side == LineSide::Sent ? lines.sent : lines.received).edges();
        QCOMPARE(drawn.size(), expected.size());
        for (size_t i = 0; i < drawn.size(); ++i) {
            QCOMPARE(drawn[i].level, expected[i].level);
            const nanoseconds away = drawn[i].at + lines.shift - expected[i].at;
            QVERIFY(std::chrono::abs(away) <= microseconds(2));
        }
    }
}

void TestLineScene::placesCharacters()
{
    FakeSession session;
    session.line(300).at(milliseconds(100)).send("/?").at(milliseconds(400)).receive("A");
    Fixture fixture(session.take());
    // 0.1 ms a pixel: a bit is 33.3 pixels wide.
    const LineScene scene = fixture.scene(Instant(milliseconds(50)), 1e5, 5000);
    const QList<LineCell> &sent = scene.lane(LineSide::Sent).cells;
    QCOMPARE(sent.size(), 2);
    QCOMPARE(qRound(sent[0].left), 500);
    QCOMPARE(qRound(sent[0].right), 833);
    QCOMPARE(qRound(sent[1].left), 833);
    QCOMPARE(sent[0].byte, quint8('/'));
    QCOMPARE(sent[1].number, 1);
    QVERIFY(sent[0].isLabelled);
    QCOMPARE(qRound(sent[0].bitWidth), 33);
    const QList<LineCell> &received = scene.lane(LineSide::Received).cells;
    QCOMPARE(received.size(), 1);
    QCOMPARE(qRound(received[0].left), 3500);
    QCOMPARE(received[0].number, 2);
    QVERIFY(scene.lane(LineSide::Sent).bands.isEmpty());
    QCOMPARE(scene.left, 0.0);
    QCOMPARE(qRound(scene.right), 3833);
}

void TestLineScene::bandsWhenBitsAreNarrow()
{
    FakeSession session;
    session.line(300).at(milliseconds(100)).send("/?!\r\n").at(milliseconds(400)).receive("UU");
    Fixture fixture(session.take());
    // 2 ms a pixel: a character is 16.7 pixels wide, a bit 1.7.
    const LineScene near = fixture.scene(Instant(), 2e6, 400);
    QCOMPARE(near.lane(LineSide::Sent).cells.size(), 5);
    QVERIFY(near.lane(LineSide::Sent).cells.constFirst().bits.isEmpty());
    QCOMPARE(near.lane(LineSide::Sent).bands.constFirst().left, 50.0);
    // 20 ms a pixel: a character is 1.7 pixels wide.
    const LineScene far = fixture.scene(Instant(), 2e7, 400);
    QVERIFY(far.lane(LineSide::Sent).cells.isEmpty());
    QCOMPARE(far.lane(LineSide::Sent).bands.constFirst().left, 5.0);
    QVERIFY(far.lane(LineSide::Sent).bands.constLast().right >= 13);
    QVERIFY(far.lane(LineSide::Sent).bands.constLast().right <= 15);
    QCOMPARE(far.lane(LineSide::Received).bands.constFirst().left, 20.0);
    QVERIFY(far.lane(LineSide::Received).bands.constLast().density
            > near.lane(LineSide::Received).bands.constFirst().density);
}

void TestLineScene::marksErrorsFromAfar()
{
    Fixture fixture(damagedSession());
    const LineScene far = fixture.scene(Instant(), 1e7, 300);
    const QList<LineErrorMark> &errors = far.lane(LineSide::Received).errors;
    QVERIFY(!errors.isEmpty());
    CharacterFlags all;
    for (qsizetype i = 0; i < errors.size(); ++i) {
        all |= errors[i].flags;
        QVERIFY(i == 0 || errors[i].x - errors[i - 1].x >= LineRequest().markWidth);
    }
    QCOMPARE(all,
             CharacterFlags(CharacterFlag::ParityError) | CharacterFlag::FramingError
                 | CharacterFlag::Break);
    QVERIFY(far.lane(LineSide::Sent).errors.isEmpty());
    // The framing error is the sixth character of the answer, which begins after 417.7 ms.
    QVERIFY(qAbs(errors.constFirst().x - (417.7 + 5.5 * 33.33) / 10) < 1.5);
}

void TestLineScene::marksChangesOfTheLine()
{
    Fixture fixture(FakeSession::readout());
    const LineScene scene = fixture.scene(Instant(), 1e7, 1000);
    QCOMPARE(scene.changes.size(), 2);
    QVERIFY(!scene.changes[0].before);
    QCOMPARE(scene.changes[1].before->baud.value, 300);
    QCOMPARE(scene.changes[1].after.baud.value, 9600);
    const Instant at = fixture.index.changes().at(1).at;
    const TimeScale scale{{}, 1e7};
    QCOMPARE(scene.changes[1].x, scale.x(at));
    // After the change the same character is 32 times narrower.
    const auto before = fixture.index.stretchOf(CharacterRange{0, 1}, fixture.access());
    const auto after =
        fixture.index.stretchOf({fixture.trace.characterCount() - 1, 1}, fixture.access());
    QCOMPARE((before->end - before->begin) / (after->end - after->begin), 32);
}

void TestLineScene::drawsBreaksThatWeSent()
{
    TraceEntries entries{{Instant(), at300},
                         {Instant(milliseconds(100)), Break{true}},
                         {Instant(milliseconds(350)), Break{false}},
                         {Instant(milliseconds(500)), Break{true}},
                         {Instant(milliseconds(700)), Note{}}};
    Fixture fixture(entries);
    const auto breaks = fixture.scene(Instant(), 1e6, 1000).lane(LineSide::Sent).breaks;
    QCOMPARE(breaks.size(), 2);
    QCOMPARE(breaks[0], (std::pair(100.0, 350.0)));
    // The second one is still held.
    QCOMPARE(breaks[1], (std::pair(500.0, 700.0)));
    QVERIFY(
        fixture.scene(Instant(milliseconds(360)), 1e6, 100).lane(LineSide::Sent).breaks.isEmpty());
}

void TestLineScene::pushesWhatCameTooEarly()
{
    FakeSession session;
    session.line(300).at(milliseconds(0)).receive("A").at(milliseconds(10)).receive("B");
    Fixture fixture(session.take());
    const LineScene scene = fixture.scene(Instant(), 1e5, 2000);
    const QList<LineCell> &cells = scene.lane(LineSide::Received).cells;
    QCOMPARE(cells.size(), 2);
    QCOMPARE(cells[1].left, cells[0].right);
    QCOMPARE(cells[1].byte, quint8('B'));
}

void TestLineScene::assumesTimesWhereThereAreNone()
{
    LineSettings unknown = at300;
    unknown.baud.value = 0;
    const CharacterRun request{toCharacters("/?!\r\n"), nanoseconds()};
    const CharacterRun answer{toCharacters("/ABC5\r\n"), nanoseconds()};
    Fixture fixture(
        {{Instant(), unknown}, {Instant(), Sent{request}}, {Instant(), Received{answer}}});
    QVERIFY(fixture.index.timesAreAssumed());
    const auto sent = fixture.index.stretchOf(LineSide::Sent, {0, 12}, fixture.access());
    const auto received = fixture.index.stretchOf(LineSide::Received, {0, 12}, fixture.access());
    QVERIFY(sent && received);
    QCOMPARE(received->begin - sent->end, nanoseconds(milliseconds(200)));
    QCOMPARE(qRound(toMilliseconds(received->end - received->begin)), 233);
    QVERIFY(linewords::source(fixture.index) != linewords::source(Fixture(damagedSession()).index));
}

void TestLineScene::selectionIsOnItsLine()
{
    Fixture fixture(FakeSession::readout());
    const LineScene request = fixture.scene(Instant(), 1e6, 2000, {1, 2});
    QVERIFY(!request.lane(LineSide::Received).selection);
    QCOMPARE(qRound(request.lane(LineSide::Sent).selection->first), 33);
    QCOMPARE(qRound(request.lane(LineSide::Sent).selection->second), 100);
    // From the request's end into the answer: both lines have a part of it.
    const LineScene both = fixture.scene(Instant(), 1e6, 2000, {4, 3});
    QCOMPARE(qRound(both.lane(LineSide::Sent).selection->first), 133);
    QCOMPARE(qRound(both.lane(LineSide::Received).selection->first), 418);
    QCOMPARE(qRound(both.lane(LineSide::Received).selection->second), 484);
    QVERIFY(!fixture.scene(Instant(), 1e6, 2000, {}).lane(LineSide::Sent).selection);
    QVERIFY(!fixture.scene(Instant(), 1e6, 2000, {100000, 5}).lane(LineSide::Sent).selection);
}

void TestLineScene::readsOnlyWhatIsSeen_data()
{
    QTest::addColumn<double>("part");
    QTest::newRow("whole session") << 1.0;
    QTest::newRow("a tenth") << 0.1;
    QTest::newRow("a hundredth") << 0.01;
    QTest::newRow("about a pixel a character") << 1000.0 / 200000;
    QTest::newRow("bits") << 0.0002;
}

void TestLineScene::readsOnlyWhatIsSeen()
{
    QFETCH(const double, part);
    constexpr int count = 200000;
    constexpr int width = 1000;
    static Fixture fixture(manyRuns(count));
    QCOMPARE(fixture.index.track(LineSide::Received).characterCount(), count);
    const auto whole = static_cast<double>((fixture.index.end() - Instant()).count());
    for (const double begin : {0.0, 0.31, 0.9}) {
        fixture.reads = 0;
        const Instant from(nanoseconds(static_cast<qint64>(begin * whole)));
        const LineScene scene = fixture.scene(from, whole * part / width, width, {1000, 100000});
        const qint64 mostReads = static_cast<qint64>(LineBlock::mostCharacters) * width + 100;
        QVERIFY2(fixture.reads <= mostReads, qPrintable(QString::number(fixture.reads)));
        const LineLane &lane = scene.lane(LineSide::Received);
        QVERIFY(lane.bands.size() + lane.cells.size() > 0);
        QVERIFY(lane.bands.size() <= width);
        QVERIFY(lane.cells.size() <= width);
    }
    fixture.reads = 0;
    fixture.scene(Instant(), whole / width, width);
    // From afar the sums suffice, but for blocks with a pause in them.
    QVERIFY(fixture.reads <= count / 500 * 2 * LineBlock::mostCharacters);
}

void TestLineScene::sumsAreComplete()
{
    /// Adds up what it is told.
    class Adder final : public LineTrack::Visitor
    {
    public:
        void visitSpan(const LineSpan &span) override { edges += span.edges; }
        void visitBlock(const LineBlock &block) override { edges += block.edges; }
        qint64 edges = 0;
    };
    const Fixture fixture(manyRuns(5003));
    const LineTrack &track = fixture.index.track(LineSide::Received);
    qint64 all = 0;
    for (const LineBlock &block : track.blocks())
        all += block.edges;
    for (const milliseconds least : {milliseconds(0), milliseconds(20), milliseconds(200),
                                     milliseconds(5000), milliseconds(100000000)}) {
        Adder adder;
        track.visit(Instant(), fixture.index.end(), least, adder);
        QCOMPARE(adder.edges, all);
    }
}

void TestLineScene::appendingInPartsIsTheSame()
{
    const TraceEntries entries = damagedSession();
    const Fixture whole(entries);
    Trace trace;
    LineIndex index;
    for (const TraceEntry &entry : entries) {
        trace.append({entry});
        index.append(trace, trace.count() - 1);
    }
    QCOMPARE(index.end(), whole.index.end());
    for (const LineSide side : lineSides) {
        const auto &parts = index.track(side).blocks();
        const auto &expected = whole.index.track(side).blocks();
        QCOMPARE(parts.size(), expected.size());
        for (size_t i = 0; i < parts.size(); ++i) {
            QCOMPARE(parts[i].begin, expected[i].begin);
            QCOMPARE(parts[i].end, expected[i].end);
            QCOMPARE(parts[i].edges, expected[i].edges);
            QCOMPARE(parts[i].ordinal, expected[i].ordinal);
        }
    }
}

void TestLineScene::measures()
{
    Fixture fixture(FakeSession::readout());
    const auto request = fixture.index.stretchOf(CharacterRange{0, 5}, fixture.access());
    const auto answer = fixture.index.stretchOf(CharacterRange{5, 1}, fixture.access());
    LineCursors cursors;
    QVERIFY(!cursors.measure(fixture.index, fixture.access()));
    cursors = {answer->begin, request->end};
    auto measured = cursors.measure(fixture.index, fixture.access());
    QVERIFY(std::chrono::abs(measured->time - milliseconds(251)) < microseconds(1));
    QCOMPARE(measured->baud.value, 300);
    QCOMPARE(qRound(measured->bits * 10), 753);
    QCOMPARE(measured->sent, 0);
    QCOMPARE(measured->received, 0);
    cursors = {request->begin, answer->end};
    measured = cursors.measure(fixture.index, fixture.access());
    QCOMPARE(measured->sent, 5);
    QCOMPARE(measured->received, 1);
    cursors = {Instant(), Instant(nanoseconds(3333333))};
    measured = cursors.measure(fixture.index, fixture.access());
    QCOMPARE(qRound(measured->hertz), 300);
    QVERIFY(linewords::measure(*measured).contains(QStringLiteral("3.333")));
    cursors = {Instant(), Instant()};
    QCOMPARE(cursors.measure(fixture.index, fixture.access())->hertz, 0.0);
    QCOMPARE(fixture.index.charactersBetween(request->begin, answer->begin, fixture.access()),
             (CharacterRange{0, 6}));
}

void TestLineScene::stepsFromEdgeToEdge()
{
    FakeSession session;
    session.line(300).at(milliseconds(100)).send("U").at(milliseconds(400)).receive("A");
    Fixture fixture(session.take());
    const auto access = fixture.access();
    const auto next = [&](Instant at, nanoseconds least, bool forward) {
        return nextEdge(fixture.index, access, at, least, forward);
    };
    // U in 7E1 is 0 1010101 0 1: an edge at every bit.
    const Instant begin(milliseconds(100));
    QCOMPARE(next(Instant(), nanoseconds(1), true), begin);
    QCOMPARE(qRound(toMilliseconds(*next(begin, nanoseconds(1), true)) * 10), 1033);
    // Where an edge is nearer than a pixel, the next one is taken.
    QCOMPARE(qRound(toMilliseconds(*next(begin, milliseconds(29), true)) * 10), 1300);
    QCOMPARE(next(Instant(milliseconds(200)), nanoseconds(1), true), Instant(milliseconds(400)));
    QCOMPARE(qRound(toMilliseconds(*next(Instant(milliseconds(390)), nanoseconds(1), false))), 133);
    QVERIFY(!next(fixture.index.end(), nanoseconds(1), true));
    QVERIFY(!next(begin, nanoseconds(1), false));
    QCOMPARE(nearestEdge(fixture.index, access, Instant(milliseconds(399)), milliseconds(2)),
             Instant(milliseconds(400)));
    QCOMPARE(nearestEdge(fixture.index, access, Instant(milliseconds(401)), milliseconds(2)),
             Instant(milliseconds(400)));
    QVERIFY(!nearestEdge(fixture.index, access, Instant(milliseconds(300)), milliseconds(2)));
}

QTEST_MAIN(TestLineScene)
#include "tst_linescene.moc"
