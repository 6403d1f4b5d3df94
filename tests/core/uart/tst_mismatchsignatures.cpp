// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/uart/uartwords.h"

#include <QTest>

#include <algorithm>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

const QByteArray signOn = QByteArrayLiteral("/?!\r\n");
const QByteArray identification = QByteArrayLiteral("/LGZ5\\2ZMD3104100.B32\r\n");
/// The beginning of a telegram. The reference's 200 bytes are this eight times.
const QByteArray smlStart = QByteArray::fromHex("1B1B1B1B01010101760501D30F6D62006200726301017601"
                                                "01");
const QByteArray hdlcFrame = QByteArray::fromHex("7EA00A0002042103931C427E");

/// The first words of \a text are \a words.
bool begins(const QString &text, const QString &words)
{
    return text == words || text.startsWith(QString(words + u' '));
}

} // namespace

/// The tables of reference signatures.md §10: what a receiver reads that runs at another baud.
///
/// The reference's model samples the line sixteen times a bit and sees an edge up to a sixteenth of
/// a bit late; ours knows the edge's time. Where an edge of the sender falls on a sample or next to
/// it, the phase of the samples decides. Such cells are tested with edges seen as late (phases()):
/// 9600 to 4800, 19200 to 9600, 480 to 300 and 315 to 300; SML as 2400 7E1; a request at 600.
///
/// Of these only the number of characters is tested:
/// - 600, 2400, 4800 and 9600 read at 300, mode D and SML read at 300: every edge of the sender
///   falls on a sample, and the rounding of each one's time decides. The reference itself has two
///   results for two to one, of which phases() tests one (9600 to 4800).
/// - M-Bus: the reference does not say which eight characters were sent.
class TestMismatchSignatures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void baudMismatch_data();
    void baudMismatch();
    void phases_data();
    void phases();
    void otherProtocols_data();
    void otherProtocols();
    void whatAMeterSees_data();
    void whatAMeterSees();
    void baudTolerance();
};

// §10: counts are all, good, with parity errors, framing errors, breaks.
void TestMismatchSignatures::baudMismatch_data()
{
    QTest::addColumn<double>("sent");
    QTest::addColumn<int>("read");
    QTest::addColumn<QString>("counts");
    QTest::addColumn<QString>("first");
    const auto row = [](double sent, int read, const char *counts, const char *first) {
        QTest::addRow("%.1f to %d", sent, read) << sent << read << text(counts) << text(first);
    };
    const char *doubled = "7E[P] 66[P] 60[P] 78[P] 7E[F] 06[P] 1E[P] 66[F] 1E[F] 60[P] 66[F] 78[F]";
    const char *sixteenTenths = "7E[F] 0E[F] 7C[F] 10 6C[P] 12[P] 72[F] 70 12[F] 1C 6C[P] 12[P]";
    const char *breaks = "00[B] 00[B] 00[B] 00[B] 00[B] 00[B] 00[B] 00[B] 00[B] 00[B] 00[B] 00[B]";
    row(9600, 300, "1", "");
    row(300, 9600, "69 0 0 0 69", breaks);
    row(300, 600, "36 0 16 20 0", doubled);
    row(600, 300, "10", "3D 7E");
    row(300, 1200, "54 0 29 15 10",
        "78[P] 78[F] 00[B] 00[P] 78[P] 00[B] 78[F] 78[P] 78[F] 78[F] 78[P] 00[P]");
    row(2400, 300, "3", "");
    row(300, 2400, "69 0 35 0 34",
        "00[P] 00[P] 00[P] 00[B] 00[B] 00[P] 00[B] 00[P] 00[B] 00[P] 00[P] 00[P]");
    row(4800, 300, "2", "");
    row(300, 4800, "69 0 0 0 69", breaks);
    row(4800, 9600, "36 0 16 20 0", doubled);
    row(9600, 4800, "10", "3D 7E");
    row(9600, 19200, "36 0 16 20 0", doubled);
    row(480, 300, "13", "13[F] 49[P] 2C[F] 60[F]");
    row(300, 480, "31 11 6 14 0", sixteenTenths);
    row(187.5, 300, "31 11 6 14 0", sixteenTenths);
    for (const double close : {285, 291, 309})
        row(close, 300, "23 23 0 0 0", "2F 4C 47 5A 35 5C 32 5A 4D 44 33 31");
}
void TestMismatchSignatures::baudMismatch()
{
    QFETCH(double, sent);
    QFETCH(int, read);
    QFETCH(QString, counts);
    QFETCH(QString, first);
    const Waveform line = lineOf(identification, {{300}, sent / 300}, format7E1);
    const auto characters = decode(line, {{read}}, format7E1);
    QVERIFY2(begins(toCounts(characters), counts), qPrintable(toCounts(characters)));
    QVERIFY2(toText(characters).startsWith(first), qPrintable(toText(characters)));
}

// Cells where the phase decides: such a receiver comes to them at one of its phases.
void TestMismatchSignatures::phases_data()
{
    QTest::addColumn<Waveform>("line");
    QTest::addColumn<QString>("expected");
    const auto mismatch = [](const QByteArray &data, CharacterFormat sent, double factor) {
        return lineOf(data, {{300}, factor}, sent);
    };
    QTest::newRow("9600 to 4800, 19200 to 9600")
        << mismatch(identification, format7E1, 2)
        << text("3D 7E 4F[P] 3E 5D[P] 25[F] 25[F] 4E[F] 69[F] 4D[P]");
    QTest::newRow("480 to 300") << mismatch(
        identification, format7E1,
        1.6) << text("13[F] 49[P] 2C[F] 60[F] 33[F] 48 53[F] 51[F] 51[F] 4D 52[F] 15[F] 63[P]");
    QTest::newRow("315 to 300")
        << mismatch(identification, format7E1, 1.05)
        << text("2F 4C[F] 14[F] 55 62 49[F] 5A 4D[F] 54[F] 0A[F] 30[F] 5B[F] 03[P] 02[F] 2E[F] "
                "28[F] 12[P] 6B[F] 0A");
    QTest::newRow("request, 600 to 300") << mismatch(signOn, format7E1, 2) << text("08[F] 78[P]");
    QStringList sml;
    for (int i = 0; i < 8; ++i)
        sml.append(text("29[F] 00[B] 10[F] 01[F] 30[F] 00[B]"));
    QTest::newRow("SML, 9600 to 2400")
        << mismatch(smlStart.repeated(8), format8N1, 4) << sml.join(u' ');
}
void TestMismatchSignatures::phases()
{
    QFETCH(Waveform, line);
    QFETCH(QString, expected);
    const QStringList read = readAtPhases(line, {{300}}, format7E1);
    QVERIFY2(read.contains(expected), qPrintable(read.join(u'\n')));
}

// §10: what else is spoken there.
void TestMismatchSignatures::otherProtocols_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("sent");
    QTest::addColumn<QString>("sentFormat");
    QTest::addColumn<int>("read");
    QTest::addColumn<QString>("readFormat");
    QTest::addColumn<QString>("counts");
    QTest::addColumn<QString>("first");
    const auto row = [](const char *name, const QByteArray &data, int sent, const char *sentFormat,
                        int read, const char *readFormat, const char *counts, const char *first) {
        QTest::newRow(name) << data << sent << text(sentFormat) << read << text(readFormat)
                            << text(counts) << text(first);
    };
    row("SML as 300 7E1", smlStart.repeated(8), 9600, "8N1", 300, "7E1", "7", "");
    row("SML as 9600 7E1", smlStart, 9600, "8N1", 9600, "7E1", "25 10 15 0 0",
        "1B 1B 1B 1B 01[P] 01[P] 01[P] 01[P] 76[P] 05 01[P] 53[P] 0F 6D[P]");
    row("SML", smlStart, 9600, "8N1", 9600, "8N1", "25 25 0 0 0",
        "1B 1B 1B 1B 01 01 01 01 76 05 01 D3 0F 6D");
    row("mode D as 300 7E1", identification, 2400, "7E1", 300, "7E1", "3", "");
    row("HDLC as 300 7E1", hdlcFrame, 9600, "8N1", 300, "7E1", "1 1 0 0 0", "7C");
    row("HDLC as 9600 7E1", hdlcFrame, 9600, "8N1", 9600, "7E1", "12 9 3 0 0",
        "7E 20 0A 00 02[P] 04[P] 21 03 13 1C[P] 42 7E");
    row("M-Bus as 300 7E1", QByteArray::fromHex("6803036808017272"), 2400, "8E1", 300, "7E1",
        "1 1 0 0 0", "");
}
void TestMismatchSignatures::otherProtocols()
{
    QFETCH(QByteArray, data);
    QFETCH(int, sent);
    QFETCH(QString, sentFormat);
    QFETCH(int, read);
    QFETCH(QString, readFormat);
    QFETCH(QString, counts);
    QFETCH(QString, first);
    const Waveform line = lineOf(data, {{sent}}, *CharacterFormat::fromText(sentFormat));
    const auto characters = decode(line, {{read}}, *CharacterFormat::fromText(readFormat));
    QVERIFY2(begins(toCounts(characters), counts), qPrintable(toCounts(characters)));
    QVERIFY2(toText(characters).startsWith(first), qPrintable(toText(characters)));
}

// §10: a request as a meter at 300 7E1 reads it.
void TestMismatchSignatures::whatAMeterSees_data()
{
    QTest::addColumn<double>("baud");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("accepts");
    const auto row = [](double baud, const char *format, const char *expected, bool accepts) {
        QTest::addRow("%.0f %s", baud, format) << baud << text(format) << text(expected) << accepts;
    };
    row(300, "7E1", "2F 3F 21 0D 0A", true);
    row(300, "7N1", "2F[F] 05[F] 0D[F] 71[P]", false);
    row(300, "8N1", "2F[P] 3F 21 0D[P] 0A", false);
    row(480, "7E1", "53[P] 43[F] 0A", false);
    row(9600, "7E1", "7F", false);
    row(300, "8E1", "2F[P] 3F[F] 21[F] 0D[P] 0A[F]", false);
    row(291, "7E1", "2F 3F 21 0D 0A", true);
    row(285, "7E1", "2F 3F 21 0D 0A", true);
    row(309, "7E1", "2F 3F 21 0D 0A", true);
    row(318, "7E1", "2F[F] 0A[F] 0D[F] 61", false);
}
void TestMismatchSignatures::whatAMeterSees()
{
    QFETCH(double, baud);
    QFETCH(QString, format);
    const Waveform line = lineOf(signOn, {{300}, baud / 300}, *CharacterFormat::fromText(format));
    const auto seen = decode(line, {{300}}, format7E1);
    QTEST(toText(seen), "expected");
    QTEST(toText(seen) == text("2F 3F 21 0D 0A"), "accepts");
}

// §10: error-free from -5.3 % to 4.6 %.
void TestMismatchSignatures::baudTolerance()
{
    const auto readsAt = [](double percent) {
        const Waveform line = lineOf(identification, {{300}, 1 + percent / 100}, format7E1);
        const QByteArray clean = identification.toHex(' ').toUpper();
        return toText(decode(line, {{300}}, format7E1)) == QString::fromLatin1(clean);
    };
    for (double percent = -5.2; percent < 4.55; percent += 0.1)
        QVERIFY2(readsAt(percent), qPrintable(QString::number(percent)));
    for (const double percent : {-6.0, -5.5, -5.3, 4.7, 5.0, 6.0})
        QVERIFY2(!readsAt(percent), qPrintable(QString::number(percent)));
}

QTEST_APPLESS_MAIN(TestMismatchSignatures)
#include "tst_mismatchsignatures.moc"
