// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/virtualmeter.h"
#include "core/iec62056/message.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

const QByteArray block = QByteArrayLiteral("F.F(00)\r\n1.8.0(9876.51*kWh)\r\n");
const ReadoutFile readout{QByteArrayLiteral("/XXX5METER"), block};
constexpr Baud baud300{300};

/// What a meter said, pieces put together.
struct Said {
    Instant at;
    Instant end;
    Baud baud;
    Characters characters;
    QByteArray bytes() const { return toBytes(characters); }
};

/// A meter and a time, told in steps.
class Table
{
public:
    explicit Table(MeterScenario meter, quint64 seed = 1)
        : m_meter(meter, readout, seed)
    {
        m_meter.start(Instant());
    }

    /// Says \a text to the meter at its own baud, from \a after the last event on.
    void tell(const QByteArray &text, nanoseconds after = 300ms)
    {
        m_now += after;
        const nanoseconds time = BitClock{m_meter.baud()}.bits(10);
        for (const Character &character : toCharacters(text)) {
            m_now += time;
            m_meter.receive(m_now, character);
        }
    }

    /// What the meter says within \a wait.
    std::optional<Said> hear(nanoseconds wait = 3s)
    {
        const Instant limit = m_now + wait;
        std::optional<Said> said;
        while (m_meter.deadline() && *m_meter.deadline() <= limit) {
            const Instant due = *m_meter.deadline();
            if (said && due > said->end)
                break;
            m_meter.expire(due);
            while (const auto run = m_meter.takeOutput()) {
                if (!said)
                    said = Said{run->at, run->at, run->baud, {}};
                said->characters += run->characters;
                said->end =
                    run->at + BitClock{run->baud}.bits(10.0 * double(run->characters.size()));
            }
        }
        m_now = said ? said->end : limit;
        return said;
    }

    Instant now() const { return m_now; }
    VirtualMeter &meter() { return m_meter; }

private:
    VirtualMeter m_meter;
    Instant m_now;
};

MeterScenario inMode(MeterMode mode)
{
    MeterScenario meter;
    meter.mode = mode;
    return meter;
}

} // namespace

class TestVirtualMeter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void modeEIsOffered()
    {
        Table table(inMode(MeterMode::E));
        table.tell("/?!\r\n");
        const auto identification = table.hear();
        QVERIFY(identification);
        QCOMPARE(toBytes(identification->characters).mid(5, 2), QByteArray("\\2"));
    }

    void modeA()
    {
        Table table(inMode(MeterMode::A));
        table.tell("/?!\r\n");
        const Instant asked = table.now();
        const auto identification = table.hear();
        QVERIFY(identification);
        QCOMPARE(identification->bytes(), "/XXXXMETER\r\n");
        QCOMPARE(identification->at, asked + 250ms);
        const auto data = table.hear();
        QVERIFY(data);
        QCOMPARE(data->bytes(), encodeReadout(block));
        QCOMPARE(data->baud, baud300);
        QCOMPARE(data->at, identification->end + 250ms);
    }

    void modeB()
    {
        Table table(inMode(MeterMode::B));
        table.tell("/?!\r\n");
        QCOMPARE(table.hear()->bytes(), "/XXXEMETER\r\n");
        const auto data = table.hear();
        QCOMPARE(data->bytes(), encodeReadout(block));
        QCOMPARE(data->baud, Baud{9600});
    }

    void modeC_data()
    {
        QTest::addColumn<QByteArray>("option");
        QTest::addColumn<int>("baud");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("accepted") << QByteArray("\x06"
                                                "050\r\n")
                                  << 9600 << true;
        QTest::newRow("300") << QByteArray("\x06"
                                           "000\r\n")
                             << 300 << true;
        QTest::newRow("other baud") << QByteArray("\x06"
                                                  "040\r\n")
                                    << 300 << false;
        QTest::newRow("programming") << QByteArray("\x06"
                                                   "051\r\n")
                                     << 300 << false;
        QTest::newRow("HDLC") << QByteArray("\x06"
                                            "252\r\n")
                              << 300 << false;
        QTest::newRow("no CR") << QByteArray("\x06"
                                             "050\n")
                               << 300 << false;
        QTest::newRow("none") << QByteArray() << 300 << false;
    }
    void modeC()
    {
        QFETCH(QByteArray, option);
        QFETCH(int, baud);
        QFETCH(bool, accepted);
        Table table(inMode(MeterMode::C));
        table.tell("/?!\r\n");
        const auto identification = table.hear();
        QCOMPARE(identification->bytes(), "/XXX5METER\r\n");
        table.tell(option);
        const Instant selected = table.now();
        const auto data = table.hear();
        QVERIFY(data);
        QCOMPARE(data->bytes(), encodeReadout(block));
        QCOMPARE(data->baud, Baud{baud});
        QCOMPARE(data->at, accepted ? selected + 250ms : identification->end + 2200ms);
    }

    void damagedCharactersAreRejected()
    {
        for (const int spoilt : {0, 2, 4}) {
            Table table(inMode(MeterMode::C));
            Instant at(1s);
            int index = 0;
            for (Character character : toCharacters("/?!\r\n")) {
                if (index++ == spoilt)
                    character.flags = CharacterFlag::ParityError;
                table.meter().receive(at += 33333333ns, character);
            }
            QVERIFY(!table.meter().deadline());
        }
    }

    void tooLongAPauseSpoils()
    {
        Table table(inMode(MeterMode::C));
        table.tell("/?");
        table.tell("!\r\n", 1600ms);
        QVERIFY(!table.hear());
        table.tell("/?");
        table.tell("!\r\n", 1400ms);
        QVERIFY(table.hear());
    }

    void noiseBeforeTheRequest()
    {
        Table table(inMode(MeterMode::C));
        table.tell("x\x7f/?1/?!\r\n");
        QVERIFY(table.hear());
    }

    void endlessRequestIsForgotten()
    {
        Table table(inMode(MeterMode::C));
        table.tell("/?" + QByteArray(100, '1') + "!\r\n");
        QVERIFY(!table.hear());
        table.tell("/?!\r\n");
        QVERIFY(table.hear());
    }

    void address_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<bool>("only");
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<bool>("answers");
        QTest::newRow("nobody in particular")
            << QByteArray("0012") << false << QByteArray() << true;
        QTest::newRow("its own") << QByteArray("0012") << false << QByteArray("0012") << true;
        QTest::newRow("without zeros") << QByteArray("0012") << false << QByteArray("12") << true;
        QTest::newRow("more zeros") << QByteArray("12") << false << QByteArray("00012") << true;
        QTest::newRow("another") << QByteArray("12") << false << QByteArray("13") << false;
        QTest::newRow("only to it") << QByteArray("12") << true << QByteArray() << false;
        QTest::newRow("only to it, asked") << QByteArray("12") << true << QByteArray("12") << true;
        QTest::newRow("has none") << QByteArray() << false << QByteArray("12") << false;
    }
    void address()
    {
        QFETCH(bool, only);
        QFETCH(QByteArray, asked);
        MeterScenario scenario = inMode(MeterMode::C);
        QFETCH(QByteArray, address);
        scenario.address = address;
        scenario.answersOnlyToAddress = only;
        Table table(scenario);
        table.tell(encodeRequest(asked));
        QTEST(table.hear().has_value(), "answers");
    }

    void closedAndAbsentAreSilent()
    {
        MeterScenario closed = inMode(MeterMode::D);
        closed.port = MeterPort::closed;
        MeterScenario absent = inMode(MeterMode::C);
        absent.present = false;
        for (const MeterScenario &scenario : {closed, absent}) {
            Table table(scenario);
            table.tell("/?!\r\n");
            QVERIFY(!table.hear(1h));
        }
    }

    void lockedShowsLittle()
    {
        MeterScenario scenario = inMode(MeterMode::A);
        scenario.port = MeterPort::locked;
        Table table(scenario);
        table.tell("/?!\r\n");
        table.hear();
        QCOMPARE(table.hear()->bytes(), encodeReadout("F.F(00)\r\n"));
    }

    void modeDPushes()
    {
        Table table(inMode(MeterMode::D));
        table.tell("/?!\r\n", 0ms);
        const auto first = table.hear(10s);
        QVERIFY(first);
        QCOMPARE(first->at, Instant(5s));
        QCOMPARE(first->baud, Baud{2400});
        QCOMPARE(first->bytes(), "/XXX3METER\r\n\r\n" + block + "!\r\n");
        QCOMPARE(table.hear(10s)->at, Instant(10s));
    }

    void pushesUnasked()
    {
        MeterScenario scenario = inMode(MeterMode::C);
        scenario.pushEveryS = 30;
        Table table(scenario);
        table.tell("/?!\r\n");
        QCOMPARE(table.hear()->bytes(), "/XXX5METER\r\n");
        table.hear();
        const auto push = table.hear(60s);
        QCOMPARE(push->at, Instant(30s));
        QCOMPARE(push->baud, baud300);
        QCOMPARE(push->bytes(), "/XXX5METER\r\n\r\n" + block + "!\r\n");
    }

    void nakRepeatsTheData()
    {
        Table table(inMode(MeterMode::C));
        table.tell("/?!\r\n");
        table.hear();
        table.tell("\x06"
                   "050\r\n");
        const QByteArray data = table.hear()->bytes();
        for (int i = 0; i < 3; ++i) {
            table.tell("\x15");
            const auto again = table.hear();
            QVERIFY(again);
            QCOMPARE(again->bytes(), data);
            QCOMPARE(again->baud, Baud{9600});
        }
        QVERIFY(!table.hear());
        QCOMPARE(table.meter().baud(), baud300);
    }

    void hearsANewRequestAfterTheData()
    {
        for (const char *option : {"\x06"
                                   "050\r\n",
                                   "\x06"
                                   "000\r\n"}) {
            Table table(inMode(MeterMode::C));
            table.tell("/?!\r\n");
            table.hear();
            table.tell(option);
            table.hear();
            const bool isFast = table.meter().listensForSignOn();
            QCOMPARE(isFast, option[2] == '5');
            Instant at = table.now();
            for (const Character &character : toCharacters("/?!\r\n")) {
                at += 33333333ns;
                if (isFast)
                    table.meter().receiveSignOn(at, character);
                else
                    table.meter().receive(at, character);
            }
            QCOMPARE(table.hear()->bytes(), "/XXX5METER\r\n");
        }
    }

    void breakEnds()
    {
        Table table(inMode(MeterMode::C));
        table.tell("/?!\r\n");
        table.hear();
        table.tell(encodeBreak());
        QVERIFY(!table.hear());
        table.tell("/?!\r\n");
        QVERIFY(table.hear());
        table.tell("\x06"
                   "050\r\n");
        table.hear();
        table.tell(encodeBreak());
        QCOMPARE(table.meter().baud(), baud300);
        table.tell("/?!\r\n");
        QVERIFY(table.hear());
    }

    void acknowledgementIgnored()
    {
        MeterScenario scenario = inMode(MeterMode::C);
        scenario.ignoresAcknowledgement = true;
        Table table(scenario);
        table.tell("/?!\r\n");
        const auto identification = table.hear();
        table.tell("\x06"
                   "050\r\n");
        const auto data = table.hear();
        QCOMPARE(data->baud, baud300);
        QCOMPARE(data->at, identification->end + 2200ms);
    }

    void otherDataBaud()
    {
        MeterScenario scenario = inMode(MeterMode::C);
        scenario.dataBaud = 4800;
        scenario.switchDelayMs = 100;
        Table table(scenario);
        table.tell("/?!\r\n");
        table.hear();
        table.tell("\x06"
                   "050\r\n");
        const Instant selected = table.now();
        const auto data = table.hear();
        QCOMPARE(data->baud, Baud{4800});
        QCOMPARE(data->at, selected + 350ms);
    }

    void check_data()
    {
        QTest::addColumn<MeterCheck>("check");
        QTest::addColumn<CheckKind>("kind");
        QTest::newRow("xor") << MeterCheck::exclusiveOr << CheckKind::Xor;
        QTest::newRow("sum7") << MeterCheck::sum7 << CheckKind::Sum7;
        QTest::newRow("wrong") << MeterCheck::wrong << CheckKind::Wrong;
    }
    void check()
    {
        QFETCH(MeterCheck, check);
        MeterScenario scenario = inMode(MeterMode::A);
        scenario.check = check;
        Table table(scenario);
        table.tell("/?!\r\n");
        table.hear();
        const QByteArray data = table.hear()->bytes();
        QCOMPARE(data.front(), '\x02');
        const QByteArrayView covered = QByteArrayView(data).sliced(1).chopped(1);
        QTEST(judgeBlockCheck(covered, static_cast<quint8>(data.back())).kind, "kind");
    }

    void withoutCheck()
    {
        MeterScenario scenario = inMode(MeterMode::A);
        scenario.check = MeterCheck::none;
        Table table(scenario);
        table.tell("/?!\r\n");
        table.hear();
        QCOMPARE(table.hear()->bytes(), block + "!\r\n");
    }

    void truncated()
    {
        MeterScenario scenario = inMode(MeterMode::A);
        scenario.truncatesAfter = 7;
        Table table(scenario);
        table.tell("/?!\r\n");
        table.hear();
        QCOMPARE(table.hear()->bytes(), encodeReadout(block).left(7));
    }

    void bitErrors()
    {
        MeterScenario scenario = inMode(MeterMode::A);
        scenario.bitErrorRate = 0.02;
        const auto dataOf = [&](quint64 seed) {
            Table table(scenario, seed);
            table.tell("/?!\r\n");
            table.hear();
            return table.hear()->characters;
        };
        const Characters one = dataOf(1);
        QCOMPARE(dataOf(1), one);
        QVERIFY(dataOf(2) != one);
        const auto isDamaged = [](Character character) { return character.isDamaged(); };
        QVERIFY(std::any_of(one.begin(), one.end(), isDamaged));
    }

    void wakesWithNuls_data()
    {
        QTest::addColumn<int>("nuls");
        QTest::addColumn<int>("pauseMs");
        QTest::addColumn<bool>("answers");
        QTest::newRow("as the standard says") << 65 << 1600 << true;
        QTest::newRow("not woken") << 0 << 1600 << false;
        QTest::newRow("too short") << 50 << 1600 << false;
        QTest::newRow("too soon") << 65 << 500 << false;
    }
    void wakesWithNuls()
    {
        QFETCH(int, nuls);
        QFETCH(int, pauseMs);
        MeterScenario scenario = inMode(MeterMode::C);
        scenario.wakeUp = WakeUp::nul;
        Table table(scenario);
        table.tell(QByteArray(nuls, '\0'));
        table.tell("/?!\r\n", std::chrono::milliseconds(pauseMs));
        QFETCH(bool, answers);
        QCOMPARE(table.hear().has_value(), answers);
        if (!answers)
            return;
        table.hear(); // data, then the meter sleeps again
        table.hear();
        table.tell("/?!\r\n");
        QVERIFY(!table.hear());
    }

    void fastWakeUpIsAcknowledged()
    {
        MeterScenario scenario = inMode(MeterMode::C);
        scenario.wakeUp = WakeUp::fast;
        Table table(scenario);
        table.tell("/?!\r\n");
        QVERIFY(!table.hear());
        table.tell(QByteArray(16, '\0'));
        const auto acknowledged = table.hear();
        QVERIFY(acknowledged);
        QCOMPARE(acknowledged->bytes(), "\x06");
        table.tell("/?!\r\n");
        QCOMPARE(table.hear()->bytes(), "/XXX5METER\r\n");
    }

    void longTextsComeInPieces()
    {
        Table table(inMode(MeterMode::A));
        ReadoutFile file = readout;
        while (file.block.size() < 10000)
            file.block += block;
        VirtualMeter meter(inMode(MeterMode::A), file, 1);
        meter.start(Instant());
        Instant at;
        for (const Character &character : toCharacters("/?!\r\n"))
            meter.receive(at += 33333333ns, character);
        Characters all;
        Instant end;
        while (meter.deadline()) {
            meter.expire(*meter.deadline());
            while (const auto run = meter.takeOutput()) {
                QVERIFY(run->characters.size() <= 64);
                QVERIFY(run->at >= end);
                end = run->at + BitClock{run->baud}.bits(10.0 * double(run->characters.size()));
                all += run->characters;
            }
        }
        QCOMPARE(toBytes(all), "/XXXXMETER\r\n" + encodeReadout(file.block));
    }
};

QTEST_APPLESS_MAIN(TestVirtualMeter)
#include "tst_virtualmeter.moc"
