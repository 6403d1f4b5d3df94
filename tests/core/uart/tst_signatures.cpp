// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/softwareparity.h"
#include "tests/core/uart/uartwords.h"

#include <QTest>

#include <algorithm>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

const QByteArray signOn = QByteArrayLiteral("/?!\r\n");
const QByteArray identification = QByteArrayLiteral("/LGZ5\\2ZMD3104100.B32\r\n");
/// The beginning of a telegram.
const QByteArray smlStart = QByteArray::fromHex("1B1B1B1B01010101760501D30F6D62006200726301017601"
                                                "01");

nanoseconds lightTime(const Waveform &line)
{
    nanoseconds light{};
    for (size_t i = 0; i + 1 < line.edges().size(); i += 2)
        light += line.edges()[i + 1].at - line.edges()[i].at;
    return light;
}

} // namespace

/// The tables of reference signatures.md that state bytes, §0, §1, §2, §8, §9, §13 and §15; the
/// others are in tst_pulsesignatures and tst_mismatchsignatures.
class TestSignatures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parityBits();
    void framingMismatch_data();
    void framingMismatch();
    void gapBetweenCharacters();
    void characterTime_data();
    void characterTime();
    void saturated();
    void polarity_data();
    void polarity();
    void lightOfTestStreams_data();
    void lightOfTestStreams();
    void lightOfTheRequest();
    void fastWatcherSeesEdges_data();
    void fastWatcherSeesEdges();
};

// §0.
void TestSignatures::parityBits()
{
    const BitClock clock{{300}};
    QCOMPARE(lineOf(QByteArray::fromHex("AF3F218D0A"), clock, format8N1),
             lineOf(signOn, clock, format7E1));
    QCOMPARE(toText(decode(lineOf(identification, clock, format7E1), clock, format8N1)),
             text("AF CC 47 5A 35 5C B2 5A 4D 44 33 B1 30 B4 B1 30 30 2E 42 33 B2 8D 0A"));
    const auto hasParityBit = [](int data) {
        return parityBit(static_cast<quint8>(data), format7E1) != 0;
    };
    int printable = 0;
    for (int data = ' '; data < 0x7F; ++data)
        printable += hasParityBit(data) ? 1 : 0;
    QCOMPARE(printable, 47);
    QByteArray digits;
    for (char digit = '0'; digit <= '9'; ++digit)
        if (hasParityBit(digit))
            digits.append(digit);
    QCOMPARE(digits, QByteArray("12478"));
    QCOMPARE(std::count_if(identification.begin(), identification.end(), hasParityBit), 8);
}

// §0 and §1: one request at 300 baud.
void TestSignatures::framingMismatch_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("read");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("counts");
    const auto row = [](const char *sent, const char *read, const char *expected,
                        const char *counts) {
        QTest::addRow("%s as %s", sent, read)
            << text(sent) << text(read) << text(expected) << text(counts);
    };
    row("7E1", "7E1", "2F 3F 21 0D 0A", "5 5 0 0 0");
    row("7N1", "7E1", "2F[F] 05[F] 0D[F] 71[P]", "4 0 1 3 0");
    row("8N1", "7E1", "2F[P] 3F 21 0D[P] 0A", "5 3 2 0 0");
    row("7O1", "7E1", "2F[P] 3F[P] 21[P] 0D[P] 0A[P]", "5 0 5 0 0");
    row("7E1", "7N1", "2F 3F[F] 21[F] 0D 0A[F]", "5 2 0 3 0");
    row("7E1", "8N1", "AF 3F 21 8D 0A", "5 5 0 0 0");
    row("7E1", "8E1", "AF[F] 0A[F] 8D[F] E1[P]", "4 0 1 3 0");
    row("7E1", "7O1", "2F[P] 3F[P] 21[P] 0D[P] 0A[P]", "5 0 5 0 0");
    row("8N1", "8E1", "2F[F] 0A[F] 0D[F] E1[P]", "4 0 1 3 0");
    row("7E2", "7E1", "2F 3F 21 0D 0A", "5 5 0 0 0");
    row("7N2", "7E1", "2F 3F[P] 21[P] 0D 0A[P]", "5 2 3 0 0");
    row("5N1", "7E1", "2F 21[F] 29", "3 2 0 1 0");
    row("7E1", "5N1", "0F 1B 0A[F] 0A 0C[F] 01", "6 4 0 2 0");
}
void TestSignatures::framingMismatch()
{
    QFETCH(QString, sent);
    QFETCH(QString, read);
    const BitClock clock{{300}};
    const Waveform line = lineOf(signOn, clock, *CharacterFormat::fromText(sent));
    const auto characters = decode(line, clock, *CharacterFormat::fromText(read));
    QTEST(toText(characters), "expected");
    QTEST(toCounts(characters), "counts");
}

void TestSignatures::gapBetweenCharacters()
{
    const BitClock clock{{300}};
    for (const int gap : {1, 3}) {
        Waveform line;
        Instant at = lineBegin;
        for (const Character &character : toCharacters(signOn))
            at = Encoder(clock, formatOf("7N1")).encode(at, {character}, line) + clock.bits(gap);
        QCOMPARE(toText(decode(line, clock, format7E1)), text("2F 3F[P] 21[P] 0D 0A[P]"));
    }
}

// §2.
void TestSignatures::characterTime_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<double>("baud");
    QTest::addColumn<double>("perCharacter");
    QTest::addColumn<double>("toThe60th");
    QTest::addColumn<double>("percent");
    const auto row = [](const char *format, double baud, double ms, double all, double percent) {
        QTest::addRow("%s at %.1f", format, baud) << text(format) << baud << ms << all << percent;
    };
    row("7E1", 300, 33.33, 1967, 0);
    row("8N1", 300, 33.33, 1967, 0);
    row("7N1", 300, 30.00, 1770, -10);
    row("7E1", 480, 20.83, 1229, -37.5);
    row("7E1", 600, 16.67, 983, -50);
    row("7E1", 187.5, 53.33, 3147, 60);
    row("8E1", 300, 36.67, 2163, 10);
    row("7E2", 300, 36.67, 2163, 10);
}
void TestSignatures::characterTime()
{
    QFETCH(QString, format);
    QFETCH(double, baud);
    QFETCH(double, perCharacter);
    QFETCH(double, toThe60th);
    QFETCH(double, percent);
    const CharacterFormat used = *CharacterFormat::fromText(format);
    const BitClock clock{{300}, baud / 300};
    const auto read = decode(lineOf(QByteArray(60, '5'), clock, used), clock, used);
    QCOMPARE(read.size(), size_t(60));
    const double all = toMilliseconds(read.back().at - read.front().at);
    QVERIFY(std::abs(all - toThe60th) < 0.51);
    QVERIFY(std::abs(all / 59 - perCharacter) < 0.0051);
    QVERIFY(std::abs(100 * (all / (59 / 0.03) - 1) - percent) < 0.051);
}

// §8.
void TestSignatures::saturated()
{
    Waveform goesLow;
    goesLow.set(lineBegin, Level::Space);
    QCOMPARE(toText(decode(goesLow, {{300}}, format7E1)), text("00[B]"));
    QCOMPARE(toText(decode(goesLow, {{9600}}, format7E1)), text("00[B]"));
    QCOMPARE(toText(decode(Waveform(Level::Space), {{300}}, format7E1)), QString());
    // The meter's light adds nothing.
    Waveform meter;
    Encoder({{300}}, format7E1).encode(lineBegin + 1s, toCharacters(identification), meter);
    QCOMPARE(toText(decode(spaceOfEither(goesLow, meter), {{300}}, format7E1)), text("00[B]"));
    goesLow.set(lineBegin + 3s, Level::Mark);
    QCOMPARE(toText(decode(goesLow, {{300}}, format7E1)), text("00[B]"));
}

// §9.
void TestSignatures::polarity_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("baud");
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("read");
    QTest::addColumn<ReceiverModel::AfterLowStop>("afterLowStop");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &data, int baud, const char *sent,
                        const char *read, const char *expected,
                        ReceiverModel::AfterLowStop afterLowStop =
                            ReceiverModel::AfterLowStop::WaitForMark) {
        QTest::newRow(name) << data << baud << text(sent) << text(read) << afterLowStop
                            << text(expected);
    };
    row("request 7E1", signOn, 300, "7E1", "7E1", "28 60 6F 39 3D[F]");
    row("request 8N1", signOn, 300, "7E1", "8N1", "28 60 6F 39 3D[F]");
    row("request 7E1 (16550 resync)", signOn, 300, "7E1", "7E1", "28 60 6F 39 3D[F] 00[B]",
        ReceiverModel::AfterLowStop::TakeAsStart);
    row("identification", identification, 300, "7E1", "7E1",
        "28 46[F] 2D 55[F] 47 1B[F] 29[F] 56[P] 57[F] 56[P] 72[P] 76[P] 52 72[P] 76 36[F] 5B 65[F] "
        "1B[F] 39 3D[F]");
    row("U", QByteArray(10, 'U'), 300, "8N1", "8N1", "55 55 55 55 55 55 55 55 55 55[F]");
    row("asterisks", QByteArray(10, '*'), 300, "7E1", "7E1", "15 15 15 15 15 15 15 15 15 15[F]");
    row("SML", smlStart, 9600, "8N1", "8N1",
        "72 72 72 72 7F 7F 7F 7F A2[F] 5F 59[F] 78 49 A7 3B FF 1B 39 FD FD 13 FD FD 00[B]");
}
void TestSignatures::polarity()
{
    QFETCH(QByteArray, data);
    QFETCH(int, baud);
    QFETCH(QString, sent);
    QFETCH(QString, read);
    QFETCH(ReceiverModel::AfterLowStop, afterLowStop);
    const BitClock clock{{baud}};
    const Waveform line = inverted(lineOf(data, clock, *CharacterFormat::fromText(sent)));
    QTEST(toText(decode(line, clock, *CharacterFormat::fromText(read), {afterLowStop})),
          "expected");
}

// §13.
void TestSignatures::lightOfTestStreams_data()
{
    QTest::addColumn<int>("data");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("percent");
    QTest::addColumn<QString>("bits");
    const auto row = [](int data, const char *format, int percent, const char *bits) {
        QTest::addRow("%02X %s", data, format) << data << text(format) << percent << text(bits);
    };
    row(0x00, "8N1", 90, "0000000001");
    row(0x00, "7E1", 90, "0000000001");
    row(0xFF, "8N1", 10, "0111111111");
    row(0x7F, "7E1", 10, "0111111111");
    row(0x55, "8N1", 50, "0101010101");
    row(0x2A, "7E1", 50, "0010101011");
    row(0xF0, "8N1", 50, "0000011111");
}
void TestSignatures::lightOfTestStreams()
{
    QFETCH(int, data);
    QFETCH(QString, format);
    QFETCH(int, percent);
    const BitClock clock{{300}};
    const Waveform line =
        lineOf(QByteArray(1, static_cast<char>(data)), clock, *CharacterFormat::fromText(format));
    QString bits;
    for (int bit = 0; bit < 10; ++bit)
        bits += line.levelAt(lineBegin + clock.bits(bit + 0.5)) == Level::Mark ? u'1' : u'0';
    QTEST(bits, "bits");
    const double share =
        toMilliseconds(lightTime(line)) / toMilliseconds(nanoseconds(clock.bits(10)));
    QVERIFY(std::abs(100 * share - percent) < 0.1);
}

// §13: what a camera may see of one request.
void TestSignatures::lightOfTheRequest()
{
    const BitClock clock{{300}};
    const Waveform line = lineOf(signOn, clock, format7E1);
    QVERIFY(std::abs(toMilliseconds(lightTime(line)) - 83.3) < 0.05);
    QVERIFY(std::abs(toMilliseconds(nanoseconds(clock.bits(50))) - 166.7) < 0.05);
    nanoseconds longest{};
    for (size_t i = 0; i + 1 < line.edges().size(); i += 2)
        longest = std::max(longest, line.edges()[i + 1].at - line.edges()[i].at);
    QVERIFY(std::abs(toMilliseconds(longest) - 13.3) < 0.05);
}

// §15.
void TestSignatures::fastWatcherSeesEdges_data()
{
    QTest::addColumn<int>("baud");
    QTest::addColumn<QString>("first");
    const QString breaks = text("00[B] 00[B] 00[B] 00[B] 00[B] 00[B] 00[B] 00[B]");
    QTest::newRow("2400") << 2400 << text("80 80 80 80 00[B] 80 00[B] 00[B]");
    for (const int baud : {4800, 9600, 19200, 115200})
        QTest::addRow("%d", baud) << baud << breaks;
}
void TestSignatures::fastWatcherSeesEdges()
{
    QFETCH(int, baud);
    QFETCH(QString, first);
    const Waveform line = lineOf(signOn, {{300}}, format7E1);
    const auto &edges = line.edges();
    QCOMPARE(std::count_if(edges.begin(), edges.end(),
                           [](const Edge &edge) { return edge.level == Level::Space; }),
             14);
    const auto seen = decode(line, {{baud}}, format8N1);
    QCOMPARE(seen.size(), size_t(14));
    QVERIFY2(toText(seen).startsWith(first), qPrintable(toText(seen)));
}

QTEST_APPLESS_MAIN(TestSignatures)
#include "tst_signatures.moc"
