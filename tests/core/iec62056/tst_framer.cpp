// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/framer.h"

#include <QStringList>
#include <QTest>

using namespace optoscope;

namespace {

const QByteArray readout = encodeReadout("F.F(00)\r\n1.8.0(000123.4*kWh)\r\n");
const QByteArray identification = "/ABC5\\2XYZ-1\r\n";

QByteArray checkName(const std::optional<CheckResult> &check)
{
    if (!check)
        return "";
    switch (check->kind) {
    case CheckKind::Xor: return " xor";
    case CheckKind::Sum7: return " sum7";
    case CheckKind::Crc16: return " crc16";
    case CheckKind::None: return " none";
    case CheckKind::Wrong: return " wrong";
    }
    return {};
}

/// "kind@offset+length check marks"; noise that touches is joined, as is a wake-up.
QStringList drain(Framer &framer)
{
    QStringList list;
    std::optional<Frame> last;
    while (auto frame = framer.take()) {
        const bool joins = last && last->kind == frame->kind
            && (frame->kind == MessageKind::noise || frame->kind == MessageKind::wakeUp)
            && last->offset + last->bytes.size() == frame->offset;
        if (joins) {
            list.removeLast();
            frame->offset = last->offset;
            frame->bytes.prepend(last->bytes);
        }
        QString text = messageName(frame->kind) + u'@' + QString::number(frame->offset) + u'+'
            + QString::number(frame->bytes.size()) + QString::fromLatin1(checkName(frame->check));
        text += frame->complete ? QString() : u" cut"_qs;
        text += frame->checkMissing ? u" noCheck"_qs : QString();
        text += frame->startMissing ? u" noStart"_qs : QString();
        text += frame->tooLong ? u" tooLong"_qs : QString();
        list.append(text);
        last = std::move(frame);
    }
    return list;
}

} // namespace

class TestFramer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void frames_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QByteArray &stream,
                            const QStringList &expected) {
            QTest::newRow(name) << stream << expected;
        };
        const QString data = u"data@14+36 xor"_qs;
        const QString ident = u"identification@0+14"_qs;
        row("request", "/?!\r\n", {u"request@0+5"_qs});
        row("request with address", "/?12 a!\r\n", {u"request@0+9"_qs});
        row("service sign-on", "/#!\r\n", {u"request@0+5"_qs});
        row("one-shot read", "/?7!\x01R1\x02X()\x03\x11",
            {u"request@0+4"_qs, u"command@4+9 wrong"_qs});
        row("identification and read-out", identification + readout, {ident, data});
        row("two read-outs", identification + readout + readout,
            {ident, data, u"data@50+36 xor"_qs});
        row("option select",
            "\x06"
            "050\r\n",
            {u"optionSelect@0+6"_qs});
        row("bare ACK", "\x06", {u"ack@0+1"_qs});
        row("ACK and data", "\x06" + readout, {u"ack@0+1"_qs, u"data@1+36 xor"_qs});
        row("many ACKs", "\x06\x06\x06\x15\x06", {u"ack@0+1"_qs, u"noise@1+4"_qs});
        row("NAK", "\x15", {u"nak@0+1"_qs});
        row("break", QByteArray::fromHex("0142300371"), {u"break@0+5 xor"_qs});
        row("password, wrong check", "\x01P1\x02(1)\x03\x7F", {u"command@0+9 wrong"_qs});
        row("error message", "\x02(ER01)\x03" + QByteArray(1, char(xorCheck("(ER01)\x03"))),
            {u"error@0+9 xor"_qs});
        row("check is LF", "\x02X(7)\x03\n\x02X(7)\x03\n",
            {u"data@0+7 wrong"_qs, u"data@7+7 wrong"_qs});
        row("EOT block", "\x02X(1)\x04" + QByteArray(1, char(xorCheck("X(1)\x04"))),
            {u"data@0+7 xor"_qs});
        row("no STX", identification + "1.8.0(1)\r\n!\r\n", {ident, u"data@14+13 none"_qs});
        row("telegram", "/ABC5\r\n\r\n1.8.0(1)\r\n!" + QByteArray("E8A0\r\n"),
            {u"identification@0+7"_qs, u"data@7+17 wrong"_qs});
        row("STX lost", "F.F(00)\r\n!\r\n\x03\x2D", {u"data@0+14 wrong noStart"_qs});
        row("end mark on the last line",
            "\x02X(1)!\r\n\x03" + QByteArray(1, char(xorCheck("X(1)!\r\n\x03"))),
            {u"data@0+10 xor"_qs});
        row("ETX lost", "\x02X(1)\r\n!\r\n" + identification + readout,
            {u"data@0+10 none cut"_qs, u"identification@10+14"_qs, u"data@24+36 xor"_qs});
        row("started again", "\x02X(1)\x02X(2)\x03\x02",
            {u"data@0+5 none cut"_qs, u"data@5+7 wrong"_qs});
        row("noise before", "\x80\x7F\x06gg" + identification,
            {u"noise@0+5"_qs, u"identification@5+14"_qs});
        row("slash as noise", "/" + identification, {u"noise@0+1"_qs, u"identification@1+14"_qs});
        row("wake-up", QByteArray(65, '\0') + "/?!\r\n", {u"wakeUp@0+65"_qs, u"request@65+5"_qs});
        row("cut in identification", "/ABC5XY", {u"identification@0+7 cut"_qs});
        row("cut in block", "\x02X(1)\r\nY(", {u"data@0+9 none cut"_qs});
        row("check missing", "\x02X(1)\r\n!\r\n\x03", {u"data@0+11 none noCheck"_qs});
        row("no identification", "1.8.0(1)\r\n2.8.0(2)\r\n", {u"data@0+20 none cut"_qs});
        row("slash in a value", "1.8.0(a/b)\r\n(/c)\r\n!\r\n", {u"data@0+21 none"_qs});
        row("line ends only", "\r\n\r\n", {});
        row("words only", "hello", {u"noise@0+5"_qs});
        row("second identification in the block",
            identification + "\x02" + identification + "X(1)\r\n!\r\n\x03\x7F",
            {ident, u"data@14+26 wrong"_qs});
    }
    void frames()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QStringList, expected);
        Framer whole;
        whole.feed(stream);
        whole.flush();
        QCOMPARE(drain(whole), expected);
        QVERIFY(whole.pending().isEmpty());

        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            Framer twice;
            twice.feed(QByteArrayView(stream).first(cut));
            twice.feed(QByteArrayView(stream).sliced(cut));
            twice.flush();
            QCOMPARE(drain(twice), expected);
        }
        Framer byByte;
        for (const char byte : stream)
            byByte.feed(QByteArrayView(&byte, 1));
        byByte.flush();
        QCOMPARE(drain(byByte), expected);
    }

    void nothingIsLost()
    {
        const QByteArray stream = "\x81\x02X(1)\x03\x12/AB?/?!\r\n\x06"
                                  "12\x15!"
            + identification + "1(2)!12";
        for (qsizetype length = 0; length <= stream.size(); ++length) {
            Framer framer;
            framer.feed(QByteArrayView(stream).first(length));
            framer.flush();
            QByteArray collected;
            while (const auto frame = framer.take())
                collected += frame->bytes;
            QByteArray expected = stream.first(length);
            // Line ends between messages belong to none.
            collected.replace("\r", "").replace("\n", "");
            expected.replace("\r", "").replace("\n", "");
            QCOMPARE(collected, expected);
        }
    }

    void blockTooLong_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("with STX") << QByteArray("\x02");
        QTest::newRow("plain") << QByteArray("(");
        QTest::newRow("after an identification") << identification;
    }
    void blockTooLong()
    {
        QFETCH(QByteArray, start);
        constexpr qsizetype limit = 10000;
        Framer framer(limit);
        framer.feed(start);
        const QByteArray endless(1000, 'x');
        qsizetype tooLong = 0;
        for (int i = 0; i < 100; ++i) {
            framer.feed(endless);
            QVERIFY(framer.pending().size() <= limit);
            while (const auto frame = framer.take())
                tooLong += frame->tooLong ? 1 : 0;
        }
        QVERIFY(tooLong >= 1);
    }

    void telegramCheckCoversTheIdentification()
    {
        const QByteArray covered = "/ABC5XY\r\n\r\n1.8.0(1)\r\n!";
        const QByteArray digits = judgeTelegramCheck(covered, "").expected;
        Framer framer;
        framer.feed(QByteArray(covered + digits + "\r\n"));
        framer.take();
        const auto data = framer.take();
        QVERIFY(data && data->check);
        QCOMPARE(data->check->kind, CheckKind::Crc16);
        QCOMPARE(data->check->received, digits);
    }

    void aBlockWithoutStxMayBeComplete()
    {
        Framer framer;
        framer.feed("1.8.0(1)\r\n");
        QVERIFY(!framer.mayBeComplete());
        framer.feed("!\r\n");
        QVERIFY(framer.mayBeComplete());
        QVERIFY(!framer.take());
        framer.flush();
        QVERIFY(framer.take()->complete);
    }
};

QTEST_APPLESS_MAIN(TestFramer)
#include "tst_framer.moc"
