// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/foreignmessages.h"
#include "core/bench/virtualline.h"
#include "core/iec62056/check.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr CharacterFormat format8E1{8, Parity::Even, 1};

/// HDLC with address 01 (in HDLC 03) from client 10 (in HDLC 21).
const QByteArray snrm = QByteArray::fromHex("7ea0070321930f017e");
const QByteArray unnumberedAcknowledge = QByteArray::fromHex("7ea00721037301407e");
const QByteArray requestData = QByteArray::fromHex("107b017c16");

Scenario speaking(Speaks speaks)
{
    Scenario scenario;
    scenario.meter.speaks = speaks;
    return scenario;
}

/// What a port hears in twelve seconds, its request sent at 1 s.
QByteArray heard(const Scenario &scenario, Baud baud, CharacterFormat format,
                 const QByteArray &request = {})
{
    VirtualLine line(scenario, ReadoutFile());
    line.start(Instant());
    line.setPort(Instant(), baud, format);
    if (!request.isEmpty())
        line.send(Instant(1s), toCharacters(request));
    line.advance(Instant(12s));
    QByteArray bytes;
    for (const TraceEntry &entry : line.takeReceived())
        bytes += toBytes(std::get<Received>(entry.what).run.characters);
    return bytes;
}

/// Skips one SML element with all that is in it; -1 if it is none.
qsizetype skipElement(QByteArrayView bytes, qsizetype at)
{
    if (at < 0 || at >= bytes.size())
        return -1;
    const int head = static_cast<quint8>(bytes[at]);
    const int length = head & 0x0F;
    if (head >> 4 != 7)
        return length > 0 || head == 0 ? at + std::max(length, 1) : -1;
    ++at;
    for (int i = 0; i < length; ++i)
        at = skipElement(bytes, at);
    return at;
}

quint16 littleEndian(QByteArrayView bytes)
{
    return static_cast<quint16>(quint8(bytes[0]) | quint8(bytes[1]) << 8);
}

} // namespace

class TestForeignMeter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void smlIsWellFormed()
    {
        for (const quint32 count : {0U, 1U, 255U, 0xFFFFFFFFU}) {
            const QByteArray file = smlPush(count);
            QVERIFY(file.startsWith(QByteArray::fromHex("1b1b1b1b01010101")));
            QCOMPARE(file.size() % 4, 0);
            QCOMPARE(littleEndian(QByteArrayView(file).last(2)),
                     qChecksum(QByteArrayView(file).chopped(2), Qt::ChecksumIso3309));
            qsizetype at = 8;
            for (int message = 0; message < 3; ++message) {
                QCOMPARE(file[at], '\x76');
                const qsizetype end = skipElement(file, at);
                QVERIFY(end > at && end <= file.size() - 8);
                // The last two of the six elements are the check and the end.
                QCOMPARE(file[end - 1], '\0');
                QCOMPARE(file[end - 4], '\x63');
                const QByteArrayView covered = QByteArrayView(file).sliced(at, end - 4 - at);
                QCOMPARE(littleEndian(QByteArrayView(file).sliced(end - 3)),
                         qChecksum(covered, Qt::ChecksumIso3309));
                at = end;
            }
            const int fill = file[file.size() - 3];
            QCOMPARE(file.mid(at),
                     QByteArray(fill, '\0') + QByteArray::fromHex("1b1b1b1b1a") + char(fill)
                         + file.right(2));
        }
    }

    void dsmrCheckIsRight()
    {
        const QByteArray telegram = dsmrTelegram(7);
        QVERIFY(telegram.startsWith("/OPT5VIRTUAL\r\n\r\n"));
        const qsizetype mark = telegram.indexOf('!');
        const CheckResult check =
            judgeTelegramCheck(QByteArrayView(telegram).first(mark + 1), telegram.mid(mark + 1, 4));
        QCOMPARE(check.kind, CheckKind::Crc16);
        QVERIFY(dsmrTelegram(8) != telegram);
    }

    void hdlc_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("SNRM") << snrm << unnumberedAcknowledge;
        QTest::newRow("bad check") << QByteArray::fromHex("7ea0070321930f027e") << QByteArray();
        QTest::newRow("bad length") << QByteArray::fromHex("7ea0080321930f017e") << QByteArray();
        QTest::newRow("begun") << snrm.chopped(1) << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("flags") << QByteArray(9, '\x7e') << QByteArray();
    }
    void hdlc()
    {
        QFETCH(QByteArray, frame);
        const auto answer = hdlcAnswer(frame);
        QTEST(answer.value_or(QByteArray()), "answer");
    }

    void hdlcRefusesWhatComesBeforeTheConnection()
    {
        // DISC to the same address.
        QByteArray frame = QByteArray::fromHex("a007032153");
        const quint16 check = qChecksum(frame, Qt::ChecksumIso3309);
        frame = '\x7e' + frame + char(check & 0xFF) + char(check >> 8) + '\x7e';
        const auto answer = hdlcAnswer(frame);
        QVERIFY(answer);
        QCOMPARE(answer->at(5), '\x1f');
    }

    void mbus_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray data =
            QByteArray::fromHex("6815156808017278563412143e010200000000040387d612005a16");
        QTest::newRow("REQ_UD2") << requestData << data;
        QTest::newRow("other frame count bit") << QByteArray::fromHex("105b015c16") << data;
        QTest::newRow("SND_NKE") << QByteArray::fromHex("1040014116") << QByteArray("\xE5");
        QTest::newRow("bad sum") << QByteArray::fromHex("107b017d16") << QByteArray();
        QTest::newRow("alarm request") << QByteArray::fromHex("107a017b16") << QByteArray();
        QTest::newRow("begun") << QByteArray::fromHex("107b017c") << QByteArray();
    }
    void mbus()
    {
        QFETCH(QByteArray, frame);
        const auto answer = mbusAnswer(frame);
        QTEST(answer.value_or(QByteArray()), "answer");
    }

    // Through the light, each with its own settings.
    void onTheLine()
    {
        QCOMPARE(heard(speaking(Speaks::hdlc), {9600}, format8N1, snrm), unnumberedAcknowledge);
        QCOMPARE(heard(speaking(Speaks::mbus), {2400}, format8E1, requestData),
                 *mbusAnswer(requestData));
        QVERIFY(heard(speaking(Speaks::hdlc), {300}, format7E1, "/?!\r\n").isEmpty());
        QVERIFY(heard(speaking(Speaks::mbus), {300}, format7E1, "/?!\r\n").isEmpty());
        const QByteArray pushed = heard(speaking(Speaks::sml), {9600}, format8N1);
        QVERIFY(pushed.startsWith(QByteArray(smlPush(0) + smlPush(1))));
        Scenario dsmr = speaking(Speaks::dsmr);
        dsmr.receiver.timeConstantUs = 1; // A usual receiver is too slow for 115200 baud.
        QCOMPARE(heard(dsmr, {115200}, format8N1), dsmrTelegram(0));
        dsmr = speaking(Speaks::dsmr);
        QVERIFY(heard(dsmr, {115200}, format8N1) != dsmrTelegram(0));
        dsmr.meter.dataBaud = 9600;
        dsmr.meter.pushEveryS = 5;
        QCOMPARE(heard(dsmr, {9600}, format7E1), QByteArray(dsmrTelegram(0) + dsmrTelegram(1)));
    }

    void silentOnes()
    {
        for (const Speaks speaks : {Speaks::sml, Speaks::hdlc, Speaks::dsmr, Speaks::mbus}) {
            Scenario scenario = speaking(speaks);
            scenario.meter.port = MeterPort::closed;
            QVERIFY(heard(scenario, {9600}, format8N1, snrm).isEmpty());
            QVERIFY(heard(scenario, {2400}, format8E1, requestData).isEmpty());
        }
    }

    void pausesSpoil()
    {
        VirtualLine line(speaking(Speaks::hdlc), ReadoutFile());
        line.start(Instant());
        line.setPort(Instant(), {9600}, format8N1);
        line.send(Instant(1s), toCharacters(snrm.first(4)));
        line.send(Instant(2s), toCharacters(snrm.mid(4)));
        line.advance(Instant(4s));
        QVERIFY(line.takeReceived().isEmpty());
        line.send(Instant(4s), toCharacters(QByteArray('\x7e' + snrm)));
        line.advance(Instant(6s));
        QVERIFY(!line.takeReceived().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestForeignMeter)
#include "tst_foreignmeter.moc"
