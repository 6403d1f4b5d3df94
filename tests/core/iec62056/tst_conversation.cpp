// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversation.h"
#include "core/recognise/lineclassifier.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

const LineSettings at300 = withSoftwareParity(Baud{300}, format7E1);
const LineSettings at9600 = withSoftwareParity(Baud{9600}, format7E1);

CharacterRun runOf(const QByteArray &bytes, const LineSettings &line)
{
    return {toCharacters(bytes), line.characterTime()};
}

} // namespace

class TestConversation : public QObject
{
    Q_OBJECT

    static Conversation read(const TraceEntries &entries)
    {
        Conversation conversation;
        conversation.append(entries);
        conversation.finish();
        return conversation;
    }

    static bool has(const Conversation &conversation, FindingId id)
    {
        return std::any_of(conversation.findings().begin(), conversation.findings().end(),
                           [id](const Finding &finding) { return finding.id == id; });
    }

private Q_SLOTS:
    /// What a wrong baud makes of a telegram is no fault of the line or the meter; of the last way
    /// that was tried nobody knows that.
    void attemptsThatWereGivenUp()
    {
        CharacterRun damaged = runOf("/ABC5XYZ\r\n\r\n1(2)\r\n3(", at9600);
        for (Character &character : damaged.characters)
            character.flags = CharacterFlag::FramingError;
        const auto tried = [](const QString &way) { return Event{Event::Kind::Tried, {}, way}; };
        TraceEntries all{
            {Instant(), Event{Event::Kind::SessionStarted, {}, u"listen"_qs}},
            {Instant(), tried(u"listen 9600 7E1"_qs)},
            {Instant(), at9600},
            {Instant(1s), Received{damaged}},
        };
        QVERIFY(has(read(all), FindingId::framingErrors));
        all += TraceEntries{
            {Instant(2s), tried(u"listen 300 7E1"_qs)},
            {Instant(2s), at300},
            {Instant(3s), Received{runOf("/ABC5XYZ\r\n\r\n1(2)\r\n!\r\n", at300)}},
        };
        const Conversation whole = read(all);
        QVERIFY(whole.findings().isEmpty());
        QVERIFY(whole.messages().size() > 2);
        QVERIFY(whole.readout().identification);
        all += TraceEntries{{Instant(9s), Received{damaged}}};
        QVERIFY(has(read(all), FindingId::framingErrors));
    }

    /// Whoever listens comes and goes in the middle of a telegram, which is nobody's fault.
    void listeningBeginsAndEndsAnywhere()
    {
        for (const QString &session : {u"listen"_qs, u"watch"_qs}) {
            const Conversation heard = read({
                {Instant(), Event{Event::Kind::SessionStarted, {}, session}},
                {Instant(), at300},
                {Instant(3s), Received{runOf("8*kWh)\r\n1(2)\r\n!\r\n", at300)}},
                {Instant(9s), Received{runOf("/ABC5XYZ\r\n\r\n1(2)\r\n!\r\n", at300)}},
                {Instant(15s), Received{runOf("/ABC5XYZ\r\n\r\n1(2)\r\n3(", at300)}},
            });
            QVERIFY(heard.findings().isEmpty());
            QVERIFY(heard.readout().complete);
        }
        const Conversation asked = read({
            {Instant(), at300},
            {Instant(1s), Sent{runOf("/?!\r\n", at300)}},
            {Instant(2s), Received{runOf("/ABC5XYZ\r\n\r\n1(2)\r\n3(", at300)}},
        });
        QVERIFY(has(asked, FindingId::blockTruncated));
    }

    /// Patterns for bridges and mirrors are no messages, but their characters count.
    void selfTestSpeaksToTheMeterInTwoSteps()
    {
        const auto event = [](Event::Kind kind, const QString &detail) {
            return Event{kind, {}, detail};
        };
        const TraceEntry pattern{Instant(1s), Sent{runOf("/?!\r\n\x02(1)!\r\n\x03", at300)}};
        const TraceEntry echo{Instant(2s), Received{runOf("/?!\r\n", at300)}};
        const TraceEntries all{
            {Instant(), event(Event::Kind::SessionStarted, u"selftest"_qs)},
            {Instant(), at300},
            pattern,
            echo,
            {Instant(3s), event(Event::Kind::StepBegun, u"W6"_qs)},
            pattern,
            echo,
            {Instant(3s), event(Event::Kind::StepEnded, u"W6"_qs)},
            {Instant(3s), event(Event::Kind::StepBegun, u"W8"_qs)},
            {Instant(4s), Sent{runOf("/?!\r\n", at300)}},
            {Instant(5s), Received{runOf("/ABC5XYZ\r\n", at300)}},
            {Instant(6s), event(Event::Kind::StepEnded, u"W8"_qs)},
            pattern,
        };
        const Conversation conversation = read(all);
        QCOMPARE(conversation.messages().size(), 2);
        const qint64 before = 2 * (runOf("/?!\r\n\x02(1)!\r\n\x03", at300).characters.size() + 5);
        QCOMPARE(conversation.messages().first().offset, before);
        QCOMPARE(conversation.messages().last().kind, MessageKind::identification);
        QCOMPARE(conversation.messages().last().offset, before + 5);
        QVERIFY(!has(conversation, FindingId::echoSetAside));
        LineClassifier classifier;
        classifier.append(all);
        QCOMPARE(classifier.verdict().lineClass, LineClass::iec62056);
    }

    void timesAndPlaces()
    {
        const CharacterRun request = runOf("/?!\r\n", at300);
        const CharacterRun identification = runOf("/ABC5XYZ\r\n", at300);
        const Instant requestEnd = endOf(Instant(1s), request);
        const Instant identEnd = endOf(requestEnd + 300ms, identification);
        const Conversation conversation = read({{Instant(), at300},
                                                {Instant(1s), Sent{request}},
                                                {requestEnd + 300ms, Received{identification}},
                                                {identEnd + 210ms,
                                                 Sent{runOf("\x06"
                                                            "050\r\n",
                                                            at300)}}});
        QCOMPARE(conversation.messages().size(), 3);
        const ConversationMessage &ident = conversation.messages().at(1);
        QCOMPARE(ident.kind, MessageKind::identification);
        QCOMPARE(ident.offset, 5);
        QCOMPARE(ident.length, 10);
        QCOMPARE(ident.reaction, std::optional<nanoseconds>(300ms));
        QCOMPARE(ident.end, identEnd);
        const ConversationMessage &select = conversation.messages().at(2);
        QCOMPARE(select.offset, 15);
        QCOMPARE(select.reaction, std::optional<nanoseconds>(210ms));
        QVERIFY(conversation.findings().isEmpty());
        QCOMPARE(conversation.readout().mode, Mode::C);
        QCOMPARE(conversation.readout().identification->manufacturer, QByteArray("ABC"));
    }

    /// As a link without a UART tells it.
    void echoAndAnswerInOneRead()
    {
        const CharacterRun request = runOf("/?!\r\n", at300);
        const Conversation conversation =
            read({{Instant(), at300},
                  {Instant(1s), Sent{request}},
                  {endOf(Instant(1s), request), Received{runOf("/?!\r\n/ABC5XYZ\r\n", at300)}}});
        QCOMPARE(conversation.messages().size(), 3);
        QCOMPARE(conversation.messages().at(1).kind, MessageKind::echo);
        QCOMPARE(conversation.messages().at(1).length, 5);
        QCOMPARE(conversation.messages().at(2).kind, MessageKind::identification);
        QCOMPARE(conversation.messages().at(2).length, 10);
    }

    /// Where nobody answers, the finding points at the question.
    void silencePointsAtTheQuestion_data()
    {
        QTest::addColumn<bool>("isEchoed");
        QTest::addColumn<FindingId>("id");
        QTest::addColumn<qint64>("offset");
        QTest::newRow("silence") << false << FindingId::noAnswer << qint64{0};
        QTest::newRow("echo") << true << FindingId::echoOnly << qint64{5};
    }
    void silencePointsAtTheQuestion()
    {
        QFETCH(bool, isEchoed);
        QFETCH(FindingId, id);
        const CharacterRun request = runOf("/?!\r\n", at300);
        TraceEntries entries{{Instant(), at300}, {Instant(1s), Sent{request}}};
        if (isEchoed)
            entries.append({Instant(1s) + 1ms, Received{request}});
        const Conversation conversation = read(entries);
        QVERIFY(!conversation.findings().isEmpty());
        const Finding &finding = conversation.findings().last();
        QCOMPARE(finding.id, id);
        QTEST(finding.offset, "offset");
        QVERIFY(finding.at && *finding.at < Instant(1s) + 2ms);
    }

    /// After the change of baud came characters that are no data.
    void lostAtBaudChange_data()
    {
        QTest::addColumn<QByteArray>("heard");
        QTest::addColumn<bool>("isLost");
        QTest::newRow("garbage") << QByteArray("xk3)fAAqq7;kP0ddxk3)fA") << true;
        QTest::newRow("a glitch") << QByteArray("x") << false;
        QTest::newRow("nothing") << QByteArray() << false;
    }
    void lostAtBaudChange()
    {
        QFETCH(QByteArray, heard);
        const CharacterRun request = runOf("/?!\r\n", at300);
        const CharacterRun identification = runOf("/ABC5XYZ\r\n", at300);
        const CharacterRun select = runOf("\x06"
                                          "050\r\n",
                                          at300);
        TraceEntries entries{{Instant(), at300},
                             {Instant(1s), Sent{request}},
                             {Instant(2s), Received{identification}},
                             {Instant(3s), Sent{select}},
                             {Instant(4s), at9600}};
        if (!heard.isEmpty())
            entries.append({Instant(4s) + 1ms, Received{runOf(heard, at9600)}});
        const Conversation conversation = read(entries);
        QTEST(has(conversation, FindingId::lostAtBaudChange), "isLost");
    }

    void softwareParityIsMasked()
    {
        Characters wire = toCharacters(QByteArray::fromHex("AF4142C335D8590A"));
        wire[6].flags = CharacterFlag::ParityError;
        const Conversation conversation =
            read({{Instant(), at300}, {Instant(1s), Received{{wire, at300.characterTime()}}}});
        QCOMPARE(conversation.messages().first().bytes, QByteArray("/ABC5XY\n"));
        QCOMPARE(conversation.messages().first().damagedCharacters, 1);
        QCOMPARE(conversation.findings().first().id, FindingId::parityErrors);
        QCOMPARE(conversation.findings().first().offset, 6);
    }

    void aComingMessageGrows()
    {
        Conversation conversation;
        conversation.append({{Instant(), at300}, {Instant(1s), Received{runOf("/ABC", at300)}}});
        QCOMPARE(conversation.messages().size(), 1);
        QVERIFY(conversation.messages().last().isComing);
        QCOMPARE(conversation.messages().last().kind, MessageKind::identification);
        QCOMPARE(conversation.messages().last().length, 4);
        conversation.append({{Instant(2s), Received{runOf("5XYZ\r\n", at300)}}});
        QCOMPARE(conversation.messages().size(), 1);
        QVERIFY(!conversation.messages().last().isComing);
        QCOMPARE(conversation.messages().last().length, 10);
    }

    void longPauseWithinABlock()
    {
        const CharacterRun first = runOf("\x02X(1)\r\n", at9600);
        const Conversation conversation =
            read({{Instant(), at9600},
                  {Instant(1s), Received{first}},
                  {endOf(Instant(1s), first) + 1600ms,
                   Received{runOf(QByteArray("!\r\n\x03") + char(xorCheck("X(1)\r\n!\r\n\x03")),
                                  at9600)}}});
        QCOMPARE(conversation.messages().size(), 1);
        QCOMPARE(conversation.messages().first().longestGap, nanoseconds(1600ms));
        QVERIFY(conversation.readout().check->ok().value());
        QVERIFY(has(conversation, FindingId::gapTooLong));
    }

    void silenceThenANewMessage()
    {
        const CharacterRun first = runOf("\x02X(1", at9600);
        const Conversation conversation =
            read({{Instant(), at9600},
                  {Instant(1s), Received{first}},
                  {endOf(Instant(1s), first) + 1600ms, Received{runOf("/ABC5XYZ\r\n", at9600)}}});
        QCOMPARE(conversation.messages().size(), 2);
        QVERIFY(!conversation.messages().first().isComplete);
        QVERIFY(has(conversation, FindingId::blockTruncated));
    }

    void repetitionReplacesTheData()
    {
        const QByteArray right = encodeReadout("X(1)\r\n");
        const QByteArray wrong = encodeReadout("X(7)\r\n").chopped(1) + '\x7E';
        const Conversation conversation = read({{Instant(), at9600},
                                                {Instant(1s), Received{runOf(wrong, at9600)}},
                                                {Instant(2s), Sent{runOf("\x15", at9600)}},
                                                {Instant(3s), Received{runOf(right, at9600)}},
                                                {Instant(4s), Received{runOf(wrong, at9600)}}});
        QCOMPARE(conversation.readout().dataSets.value(0), QByteArrayView("1"));
        QVERIFY(conversation.readout().check->ok().value());
        QVERIFY(has(conversation, FindingId::retried));
    }

    void unknownManufacturer()
    {
        Conversation conversation;
        conversation.setManufacturerTest(
            [](QByteArrayView letters) { return letters == QByteArrayView("ABC"); });
        conversation.append({{Instant(1s), Received{runOf("/QQQ5X\r\n/ABC5X\r\n", at300)}}});
        conversation.finish();
        QCOMPARE(conversation.findings().size(), 1);
        QCOMPARE(conversation.findings().first().detail, u"QQQ"_qs);
    }

    void untimedInputHasNoTimes()
    {
        const auto untimed = [](const QByteArray &bytes) {
            return CharacterRun{toCharacters(bytes)};
        };
        const Conversation conversation =
            read({{Instant(), Sent{untimed("/?!\r\n")}},
                  {Instant(), Received{untimed("/?!\r\n/ABC5X\r\n")}}});
        QCOMPARE(conversation.messages().size(), 3);
        QCOMPARE(conversation.messages().at(1).kind, MessageKind::echo);
        QVERIFY(!conversation.messages().at(2).reaction.has_value());
        QVERIFY(!conversation.messages().at(2).isTimed);
        QCOMPARE(conversation.findings().size(), 1);
    }

    void hostileInputIsBounded()
    {
        QByteArray requests;
        for (int i = 0; i < 200'000; ++i)
            requests += "/?!";
        const Conversation conversation =
            read({{Instant(), Sent{CharacterRun{toCharacters(requests)}}}});
        QVERIFY(conversation.messages().size() <= 100'001);
        QVERIFY(has(conversation, FindingId::tooManyMessages));
        QCOMPARE(conversation.messages().last().offset + conversation.messages().last().length,
                 requests.size());
    }

    void modeFromTheIdentification_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<int>("mode");
        const QByteArray data = encodeReadout("X(1)\r\n");
        QTest::newRow("B") << QByteArray("/ABCBX\r\n" + data) << int(Mode::B);
        QTest::newRow("C") << QByteArray("/ABC5X\r\n" + data) << int(Mode::C);
        QTest::newRow("A") << QByteArray("/ABC X\r\n" + data) << int(Mode::A);
        QTest::newRow("D") << QByteArray("/ABC3X\r\n\r\nX(1)\r\n!\r\n") << int(Mode::D);
        QTest::newRow("none") << data << int(Mode::Automatic);
    }
    void modeFromTheIdentification()
    {
        QFETCH(QByteArray, stream);
        const Conversation conversation =
            read({{Instant(), Received{CharacterRun{toCharacters(stream)}}}});
        QTEST(int(conversation.readout().mode), "mode");
    }
};

QTEST_APPLESS_MAIN(TestConversation)
#include "tst_conversation.moc"
