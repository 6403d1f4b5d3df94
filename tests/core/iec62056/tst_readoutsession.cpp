// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/message.h"
#include "core/iec62056/readoutsession.h"
#include "tests/core/iec62056/script.h"

#include <QTest>

using namespace optoscope;
using namespace optoscope::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(optoscope::ReadoutOptions)

namespace {

const QByteArray request = "/?!\r\n";
const QByteArray ident = "/ABC5\\@XYZ-1\r\n";
const QByteArray select5 = encodeOptionSelect('0', '5', '0');
const QByteArray block = "F.F(00)\r\n1.8.0(000123.4*kWh)\r\n2.8.0(000000.0*kWh)\r\n";
const QByteArray data = encodeReadout(block);
const QByteArray plainData = block + "!\r\n";
const QByteArray wrongData = data.chopped(1) + char(data.back() ^ 1);
const QByteArray nakByte = "\x15";
constexpr nanoseconds echo = -1us; // before the end of our sending
// A block of 300 baud as a port at 9600 hears it (reference signatures.md §10).
const QByteArray breaks(8, '\0');
constexpr CharacterFlags broken = CharacterFlag::Break;

QByteArray withSum7(const QByteArray &message)
{
    return message.chopped(1) + char(sum7Check(message.sliced(1).chopped(1)));
}

} // namespace

class TestReadoutSession : public QObject
{
    Q_OBJECT

    static void addRows()
    {
        QTest::addColumn<ReadoutOptions>("options");
        QTest::addColumn<Script>("script");
        QTest::addColumn<QStringList>("findings");
        const auto row = [](const char *name, const ReadoutOptions &options, const Script &script,
                            const QStringList &findings = {}) {
            QTest::newRow(name) << options << script << findings;
        };
        addGoodRows(row);
        addBadRows(row);
    }

    template <typename Row>
    static void addGoodRows(const Row &row)
    {
        const Turn done = ends(Outcome::done);
        row("mode C", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600), answers(data), done});
        row("mode C asked for", {Mode::C},
            {sends(request), answers(ident), sends(select5), setsLine(9600), answers(data), done});
        row("mode C at 300", {},
            {sends(request), answers("/ABC0XYZ\r\n"), sends(encodeOptionSelect('0', '0', '0')),
             answers(data), done});
        row("reserved baud character", {},
            {sends(request), answers("/ABC9XYZ\r\n"), sends(encodeOptionSelect('0', '0', '0')),
             answers(data), done});
        row("fast meter", {},
            {sends(request), answers("/ABc5XYZ\r\n", 20ms), sends(select5), setsLine(9600),
             answers(data, 20ms), done});
        row("address", {Mode::Automatic, "0012345"},
            {sends("/?0012345!\r\n"), answers(ident), sends(select5), setsLine(9600), answers(data),
             done});
        row("mode B", {},
            {sends(request), answers("/ABCCXYZ\r\n"), setsLine(2400), answers(data), done});
        row("mode A", {}, {sends(request), answers("/ABCxXYZ\r\n"), answers(data), done});
        row("mode A without check", {},
            {sends(request), answers("/KAM MC\r\n"), answers(plainData), done});
        row("data without an option select", {},
            {sends(request), answers(ident), answers("\r\n" + plainData, 50ms), done});
        row("mode D", {Mode::D},
            {setsLine(2400), answers("/ABC3XYZ\r\n", 5s), answers("\r\n" + plainData, 5ms), done});
        row("mode D joined in the middle", {Mode::D},
            {setsLine(2400), answers("0(1)\r\n!\r\n", 1s), answers("/ABC3XYZ\r\n", 2s),
             answers("\r\n" + plainData, 5ms), done});
        row("wake-up", {Mode::Automatic, {}, true},
            {sends(QByteArray(66, '\0')), sends(request), answers(ident), sends(select5),
             setsLine(9600), answers(data), done});
        row("exact echo", {},
            {sends(request), answers(request, echo), answers(ident), sends(select5),
             answers(select5, echo), setsLine(9600), answers(data), done},
            {u"echoSetAside"_qs});
        row("damaged echo", {},
            {sends(request), answers("/?5\r\n", echo), answers(ident), sends(select5),
             setsLine(9600), answers(data), done},
            {u"echoSetAside"_qs});
        row("echo with characters melted", {},
            {sends(request), answers("\x0F\x7F\x0F", echo, CharacterFlag::ParityError),
             answers(ident), sends(select5), setsLine(9600), answers(data), done},
            {u"parityErrors"_qs, u"echoSetAside"_qs});
        row("sum of seven bits", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600),
             answers(withSum7(data)), done},
            {u"checkIsSum7"_qs});
        row("repeated after a wrong check", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600), answers(wrongData),
             sends(nakByte), answers(data), done},
            {u"checkWrong"_qs, u"retried"_qs});
        row("answers at 300", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600),
             answers(breaks, 250ms, broken), setsLine(300), answers(wrongData.sliced(1), 0ms),
             sends(nakByte), answers(data), done},
            {u"checkWrong"_qs, u"answeredAt300"_qs, u"retried"_qs});
        row("only STX lost", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600),
             answers(data.sliced(1)), done},
            {u"lostAtBaudChange"_qs});
        row("noise before the identification", {},
            {sends(request), answers("\x7F\x7F"), answers(ident, 20ms), sends(select5),
             setsLine(9600), answers(data), done},
            {u"noiseBeforeMessage"_qs});
        row("mode E offered", {},
            {sends(request), answers("/ABC5\\2XYZ\r\n"), sends(select5), setsLine(9600),
             answers(data), done},
            {u"modeEOffered"_qs});
        row("slow meter", {},
            {sends(request), answers(ident, 1530ms), sends(select5), setsLine(9600), answers(data),
             done},
            {u"reactionTooLong"_qs});
    }

    template <typename Row>
    static void addBadRows(const Row &row)
    {
        const Turn silent = ends(Outcome::noAnswer);
        const Turn damaged = ends(Outcome::damaged);
        row("silence", {}, {sends(request), silent}, {u"noAnswer"_qs});
        row("echo only", {}, {sends(request), answers(request, echo), silent},
            {u"echoSetAside"_qs, u"echoOnly"_qs});
        row("garbage", {}, {sends(request), answers("\x01x\x7F\x11\x7F"), damaged},
            {u"blockTruncated"_qs});
        row("noise", {}, {sends(request), answers("\x11\x7F"), damaged}, {u"onlyNoise"_qs});
        row("silence after the identification", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600), damaged});
        row("truncated", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600),
             answers(data.first(30)), damaged},
            {u"blockTruncated"_qs});
        row("check lost", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600),
             answers(data.chopped(1)), ends(Outcome::done)},
            {u"checkMissing"_qs});
        row("wrong for ever", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600), answers(wrongData),
             sends(nakByte), answers(wrongData), sends(nakByte), answers(wrongData), damaged},
            {u"checkWrong"_qs, u"retried"_qs, u"checkWrong"_qs, u"checkWrong"_qs});
        row("no answer to NAK", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600), answers(wrongData),
             sends(nakByte), damaged},
            {u"checkWrong"_qs, u"retried"_qs});
        row("option select refused", {},
            {sends(request), answers(ident), sends(select5), setsLine(9600), answers(nakByte),
             ends(Outcome::refused)},
            {u"nakReceived"_qs});
        ReadoutOptions small;
        small.blockLimit = 200;
        row("endless block", small,
            {sends(request), answers(ident), sends(select5), setsLine(9600),
             answers("\x02" + QByteArray(300, 'x')), damaged},
            {u"blockTooLong"_qs});
    }

    static void compare(Delivery delivery)
    {
        QFETCH(ReadoutOptions, options);
        QFETCH(Script, script);
        ReadoutSession session(options);
        const Played played = play(session, options, script, delivery);
        QCOMPARE(played.fault, QString());
        if (qstrcmp(QTest::currentDataTag(), "endless block") != 0)
            QTEST(played.findings, "findings");
    }

private Q_SLOTS:
    void whole_data() { addRows(); }
    void whole() { compare(Delivery::Whole); }

    void byteByByte_data() { addRows(); }
    void byteByByte() { compare(Delivery::ByteByByte); }

    void receivedBeforeSent_data() { addRows(); }
    void receivedBeforeSent() { compare(Delivery::BeforeSent); }

    /// The meter falls silent after every turn: the session ends, and within the limits.
    void cutAtEveryTurn_data() { addRows(); }
    void cutAtEveryTurn()
    {
        QFETCH(ReadoutOptions, options);
        QFETCH(Script, script);
        for (qsizetype turns = 0; turns < script.size(); ++turns) {
            ReadoutSession session(options);
            const Played played = play(session, options, script, Delivery::Whole, turns);
            QCOMPARE(played.fault, QString());
            QVERIFY(played.outcome.has_value());
            const Instant last = played.trace.isEmpty() ? Instant() : played.trace.last().at;
            QVERIFY(played.end - last < 40s);
            if (options.mode == Mode::D)
                continue; // Nobody was asked.
            QCOMPARE(*played.outcome == Outcome::noAnswer,
                     played.findings.contains(u"noAnswer"_qs)
                         || played.findings.contains(u"echoOnly"_qs));
        }
    }

    /// A meter of another protocol that pushes every second does not keep the session for ever.
    void foreignPushEnds()
    {
        const QByteArray sml = QByteArray::fromHex("1b1b1b1b0101010176050128f10262006200"
                                                   "7263010176010105002800f102");
        Script script{sends(request)};
        for (int i = 0; i < 100; ++i)
            script.append(answers(sml + "(", 500ms));
        ReadoutSession session({});
        const Played played = play(session, {}, script, Delivery::Whole, script.size());
        QCOMPARE(played.outcome, std::optional(Outcome::damaged));
        QVERIFY(played.end < Instant(10s));
    }

    void textForEverEnds()
    {
        Script script{sends(request)};
        for (int i = 0; i < 1000; ++i)
            script.append(answers("1.8.0(1)\r\n", 500ms));
        ReadoutSession session({});
        const Played played = play(session, {}, script, Delivery::Whole, script.size());
        QCOMPARE(played.outcome, std::optional(Outcome::damaged));
        QVERIFY(played.end < Instant(90s));
    }

    void ownReactionIsTheStandardsLeast()
    {
        for (const auto &[identification, least] :
             {std::pair(ident, 200ms), std::pair(QByteArray("/ABc5XYZ\r\n"), 20ms)}) {
            ReadoutSession session({});
            const Script script{sends(request), answers(identification), sends(select5),
                                setsLine(9600), answers(data),           ends(Outcome::done)};
            const Played played = play(session, {}, script, Delivery::Whole);
            QCOMPARE(played.fault, QString());
            Conversation conversation;
            conversation.append(played.trace);
            conversation.finish();
            QCOMPARE(conversation.messages().at(2).kind, MessageKind::optionSelect);
            QCOMPARE(conversation.messages().at(2).reaction, std::optional<nanoseconds>(least));
        }
    }
};

QTEST_APPLESS_MAIN(TestReadoutSession)
#include "tst_readoutsession.moc"
