// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/waveformimport.h"
#include "core/recognise/lineclassifier.h"
#include "core/uart/softwareparity.h"
#include "tests/core/recognise/linecases.h"

#include <QMetaEnum>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace optoscope;
using namespace Qt::StringLiterals;

namespace {

const LineSettings unknownLine{Baud{0}, format8N1, format8N1, ParityBy::None};
const LineSettings line300 = withSoftwareParity(Baud{300}, format7E1);

LineVerdict classify(const TraceEntries &entries)
{
    LineClassifier classifier;
    classifier.append(entries);
    return classifier.verdict();
}

TraceEntry sent(const QByteArray &bytes)
{
    return {Instant(), Sent{{toCharacters(bytes)}}};
}

TraceEntry received(const QByteArray &bytes)
{
    return {Instant(), Received{{toCharacters(bytes)}}};
}

} // namespace

class tst_LineClassifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsDrawnLines_data();
    void knowsDrawnLines();
    void knowsRecordedLines_data();
    void knowsRecordedLines();
    void namesTheSender();
    void knowsBytes_data();
    void knowsBytes();
    void muchNoiseIsNoProtocol();
    void tellsHowTheLineRan();
    void parityBitsLeftGiveTheFormat();
    void otherProtocolIsFound_data();
    void otherProtocolIsFound();
    void keepsLittle();
};

void tst_LineClassifier::knowsDrawnLines_data()
{
    QTest::addColumn<LineClass>("lineClass");
    const auto names = QMetaEnum::fromType<LineClass>();
    for (int i = 0; i < names.keyCount(); ++i)
        QTest::newRow(names.key(i)) << static_cast<LineClass>(names.value(i));
}

/// The bench counts over more cases; here enough that a class that breaks is noticed.
void tst_LineClassifier::knowsDrawnLines()
{
    QFETCH(LineClass, lineClass);
    constexpr int cases = 60;
    int right = 0;
    int rightWithoutFlags = 0;
    for (quint32 seed = 1000; seed < 1000 + cases; ++seed) {
        const LineCase drawn = drawLineCase(lineClass, seed);
        right += classify(drawn.entries).lineClass == lineClass;
        rightWithoutFlags += classify(withoutFlags(drawn.entries)).lineClass == lineClass;
    }
    constexpr int least = cases * 95 / 100;
    QVERIFY2(right >= least, qPrintable(QString::number(right)));
    constexpr int leastWithoutFlags = cases * 9 / 10; // a smaller sample of what the bench counts
    QVERIFY2(rightWithoutFlags >= leastWithoutFlags,
             qPrintable(QString::number(rightWithoutFlags)));
}

void tst_LineClassifier::knowsRecordedLines_data()
{
    knowsDrawnLines_data();
}

/// A recording's speed and format are found: what a port reads at a wrong one is right there.
void tst_LineClassifier::knowsRecordedLines()
{
    QFETCH(LineClass, lineClass);
    const bool wasMisread =
        lineClass == LineClass::wrongBaud || lineClass == LineClass::parityBitsLeft;
    const LineClass wanted = wasMisread ? LineClass::iec62056 : lineClass;
    constexpr int cases = 20;
    int right = 0;
    for (quint32 seed = 1000; seed < 1000 + cases; ++seed) {
        const LineCase drawn = drawLineCase(lineClass, seed);
        ChosenChannels channels{{}, WaveChannel{{}, drawn.heard}};
        if (!drawn.sent.edges().empty())
            channels.sent = WaveChannel{{}, drawn.sent};
        right += classify(decodeChannels(channels)).lineClass == wanted;
    }
    QVERIFY2(right >= cases * 9 / 10, qPrintable(QString::number(right)));
}

void tst_LineClassifier::namesTheSender()
{
    constexpr int cases = 60;
    int right = 0;
    for (quint32 seed = 1000; seed < 1000 + cases; ++seed) {
        const LineCase drawn = drawLineCase(LineClass::wrongBaud, seed);
        right += classify(drawn.entries).baud == drawn.senderBaud;
    }
    // A few characters of a much faster sender do not tell how fast he is.
    QVERIFY2(right >= cases * 7 / 10, qPrintable(QString::number(right)));
}

void tst_LineClassifier::knowsBytes_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("heard");
    QTest::addColumn<LineClass>("lineClass");
    const auto row = [](const char *name, const char *asked, const char *heard, LineClass c) {
        QTest::newRow(name) << QByteArray::fromHex(asked) << QByteArray::fromHex(heard) << c;
    };
    const char *request = "2F3F210D0A";
    row("silence", request, "", LineClass::silence);
    row("exact echo", request, "2F3F210D0A", LineClass::exactEcho);
    row("a character differs", request, "2F3F230D0A", LineClass::damagedEcho);
    // signatures.md §7, §16
    row("shortened pulses", request, "0F7F0F", LineClass::damagedEcho);
    row("lengthened pulses", request, "0E3E000800", LineClass::damagedEcho);
    row("spikes", request, "2F3F3D6D6B", LineClass::damagedEcho);
    row("slow receiver", request, "7E7F7E", LineClass::damagedEcho);
    // §8, §9
    row("saturated", request, "00", LineClass::singleBreak);
    row("inverted", request, "28606F393D", LineClass::invertedEcho);
    row("inverted, resync", request, "28606F393D00", LineClass::invertedEcho);
    // §4 and §3, §11 at 9600 8N1
    row("lamp", "", "00000000000000000000000000000000", LineClass::lampFlicker);
    row("glitches", "", "0080FFE000C0F0000000FF00E000", LineClass::lightNoise);
    row("garbage", request, "7F7E557F13", LineClass::unknown);
    row("identification", request, "2F4C475A345C325A4D440D0A", LineClass::iec62056);
    row("echo and identification", request, "2F3F210D0A2F4C475A345C325A4D440D0A",
        LineClass::iec62056);
    row("negative acknowledgement", "01", "15", LineClass::iec62056);
    row("SML", "", "1B1B1B1B010101017605", LineClass::sml);
    row("HDLC", "", "7EA02303210013000000", LineClass::unknown);
    row("HDLC UA", "", "7EA01E00022303739F6C", LineClass::unknown);
    row("M-Bus", "", "680303680801727B16", LineClass::mbus);
    row("M-Bus, wrong sum", "", "680303680801727C16", LineClass::unknown);
    row("M-Bus acknowledgement", "", "E5", LineClass::mbus);
}

void tst_LineClassifier::knowsBytes()
{
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, heard);
    TraceEntries entries{{Instant(), unknownLine}};
    if (!asked.isEmpty())
        entries.append(sent(asked));
    if (!heard.isEmpty())
        entries.append(received(heard));
    const LineVerdict verdict = classify(entries);
    QTEST(verdict.lineClass, "lineClass");
    // Nothing says how these bytes came.
    QVERIFY(!verdict.baud);
    QVERIFY(!verdict.format);
}

/// In so many characters there is a short message by chance.
void tst_LineClassifier::muchNoiseIsNoProtocol()
{
    for (quint32 seed = 1; seed <= 20; ++seed) {
        QRandomGenerator random(seed);
        QByteArray noise(100'000, '\0');
        std::ranges::generate(noise, [&random] { return static_cast<char>(random.bounded(256)); });
        const LineVerdict verdict = classify({{Instant(), unknownLine}, received(noise)});
        QVERIFY2(verdict.lineClass == LineClass::unknown, qPrintable(QString::number(seed)));
    }
}

void tst_LineClassifier::tellsHowTheLineRan()
{
    const LineVerdict verdict = classify({{Instant(), line300}, received("\xAF?!\x8D\n")});
    QCOMPARE(verdict.baud, std::optional(Baud{300}));
    QCOMPARE(verdict.format, std::optional(format7E1));
    const LineVerdict nothing = classify({});
    QCOMPARE(nothing.lineClass, LineClass::silence);
    QVERIFY(!nothing.baud);
}

void tst_LineClassifier::parityBitsLeftGiveTheFormat()
{
    // signatures.md §0
    const QByteArray identification =
        QByteArray::fromHex("AFCC475A355CB25A4D4433B130B4B130302E4233B28D0A");
    const LineSettings settings = withHardwareParity(Baud{300}, format8N1);
    const LineVerdict verdict = classify({{Instant(), settings}, received(identification)});
    QCOMPARE(verdict.lineClass, LineClass::parityBitsLeft);
    QCOMPARE(verdict.format, std::optional(format7E1));
    QCOMPARE(verdict.baud, std::optional(Baud{300}));
    // In 7E1 done in software the same bits are what belongs there.
    QCOMPARE(classify({{Instant(), line300}, received(identification)}).lineClass,
             LineClass::iec62056);
}

void tst_LineClassifier::otherProtocolIsFound_data()
{
    QTest::addColumn<LineClass>("lineClass");
    QTest::addColumn<bool>("unasked");
    QTest::addColumn<bool>("asked");
    QTest::newRow("sml") << LineClass::sml << true << true;
    QTest::newRow("hdlc") << LineClass::hdlc << true << true;
    QTest::newRow("mbus") << LineClass::mbus << true << true;
    QTest::newRow("dsmr") << LineClass::dsmr << false << true;
    QTest::newRow("iec62056") << LineClass::iec62056 << false << false;
    QTest::newRow("unknown") << LineClass::unknown << false << false;
}

void tst_LineClassifier::otherProtocolIsFound()
{
    QFETCH(LineClass, lineClass);
    LineClassifier classifier;
    QTEST(classifier.otherProtocol({lineClass}).has_value(), "unasked");
    classifier.append(sent("/?!\r\n"));
    const auto finding = classifier.otherProtocol({lineClass});
    QTEST(finding.has_value(), "asked");
    if (finding)
        QCOMPARE(finding->detail, lineClassName(lineClass));
}

/// A long trace is judged by its beginning.
void tst_LineClassifier::keepsLittle()
{
    LineClassifier classifier;
    classifier.append({Instant(), line300});
    const QByteArray telegram("/ABC5METER\r\n\r\n1.8.0(000001.2*kWh)\r\n!\r\n");
    for (int i = 0; i < 20000; ++i) {
        classifier.append(sent("/?!\r\n"));
        classifier.append(received(telegram));
    }
    QCOMPARE(classifier.verdict().lineClass, LineClass::iec62056);
}

QTEST_GUILESS_MAIN(tst_LineClassifier)
#include "tst_lineclassifier.moc"
