// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/decoder.h"
#include "core/uart/softwareparity.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr Instant begin = Instant(100ms);
const QByteArray signOn = QByteArrayLiteral("/?!\r\n");
const QByteArray identification = QByteArrayLiteral("/LGZ5\\2ZMD3104100.B32\r\n");

CharacterFormat format(const char *text)
{
    return *CharacterFormat::fromText(QString::fromLatin1(text));
}

Waveform lineOf(const QByteArray &data, BitClock clock, CharacterFormat sent)
{
    Waveform line;
    Encoder(clock, sent).encode(begin, toCharacters(data), line);
    return line;
}

Waveform pulse(nanoseconds length)
{
    Waveform line;
    line.set(begin, Level::Space);
    line.set(begin + length, Level::Mark);
    return line;
}

std::vector<TimedCharacter> decode(const Waveform &line, BitClock clock, CharacterFormat read)
{
    Decoder decoder(clock, read, line.initial());
    decoder.feed(line, Instant());
    return decoder.take(Instant::max());
}

/// As the reference writes characters: `2F`, `2F[P]`; of several flags the gravest.
QString toText(const std::vector<TimedCharacter> &characters)
{
    QStringList words;
    for (const TimedCharacter &timed : characters) {
        const CharacterFlags flags = timed.character.flags;
        QString word = QString::number(timed.character.wire, 16).toUpper().rightJustified(2, u'0');
        if (flags.testFlag(CharacterFlag::Break))
            word += u"[B]"_qs;
        else if (flags.testFlag(CharacterFlag::FramingError))
            word += u"[F]"_qs;
        else if (flags.testFlag(CharacterFlag::ParityError))
            word += u"[P]"_qs;
        words.append(word);
    }
    return words.join(u' ');
}

} // namespace

/// The tables of reference signatures.md that state bytes.
class TestDecoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void framingMismatch_data();
    void framingMismatch();
    void gapBetweenCharacters();
    void singlePulse_data();
    void singlePulse();
    void saturated();
    void polarity_data();
    void polarity();
    void baudMismatch_data();
    void baudMismatch();
    void baudTolerance();
    void fastWatcherSeesEdges_data();
    void fastWatcherSeesEdges();
    void errorsAreDrawnAsRead_data();
    void errorsAreDrawnAsRead();
    void timesAreExact();
    void takesWhatIsComplete();
    void futureMayChange();
    void restartGivesUpTheCharacter();
    void staysSmall();
};

// §0 and §1: one request at 300 baud.
void TestDecoder::framingMismatch_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("read");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *sent, const char *read, const char *expected) {
        QTest::addRow("%s as %s", sent, read)
            << QString::fromLatin1(sent) << QString::fromLatin1(read)
            << QString::fromLatin1(expected);
    };
    row("7E1", "7E1", "2F 3F 21 0D 0A");
    row("7N1", "7E1", "2F[F] 05[F] 0D[F] 71[P]");
    row("8N1", "7E1", "2F[P] 3F 21 0D[P] 0A");
    row("7O1", "7E1", "2F[P] 3F[P] 21[P] 0D[P] 0A[P]");
    row("7E1", "7N1", "2F 3F[F] 21[F] 0D 0A[F]");
    row("7E1", "8N1", "AF 3F 21 8D 0A");
    row("7E1", "8E1", "AF[F] 0A[F] 8D[F] E1[P]");
    row("7E1", "7O1", "2F[P] 3F[P] 21[P] 0D[P] 0A[P]");
    row("8N1", "8E1", "2F[F] 0A[F] 0D[F] E1[P]");
    row("7E2", "7E1", "2F 3F 21 0D 0A");
    row("7N2", "7E1", "2F 3F[P] 21[P] 0D 0A[P]");
    row("5N1", "7E1", "2F 21[F] 29");
    row("7E1", "5N1", "0F 1B 0A[F] 0A 0C[F] 01");
    row("8E1", "7E1", "2F[P] 3F[F] 21[F] 0D[P] 0A[F]"); // §10, what a meter would see
}
void TestDecoder::framingMismatch()
{
    QFETCH(QString, sent);
    QFETCH(QString, read);
    const BitClock clock{{300}};
    const Waveform line = lineOf(signOn, clock, *CharacterFormat::fromText(sent));
    QTEST(toText(decode(line, clock, *CharacterFormat::fromText(read))), "expected");
}

void TestDecoder::gapBetweenCharacters()
{
    const BitClock clock{{300}};
    for (const int gap : {1, 3}) {
        Waveform line;
        Instant at = begin;
        for (const Character &character : toCharacters(signOn))
            at = Encoder(clock, format("7N1")).encode(at, {character}, line) + clock.bits(gap);
        QCOMPARE(toText(decode(line, clock, format7E1)), u"2F 3F[P] 21[P] 0D 0A[P]"_qs);
    }
}

// §6.
void TestDecoder::singlePulse_data()
{
    QTest::addColumn<double>("bits");
    QTest::addColumn<QString>("as7E1");
    QTest::addColumn<QString>("as8N1");
    const auto row = [](double bits, const char *as7E1, const char *as8N1) {
        QTest::addRow("%.2f bits", bits)
            << bits << QString::fromLatin1(as7E1) << QString::fromLatin1(as8N1);
    };
    row(0.3, "", "");
    row(0.45, "", "");
    row(0.55, "7F", "FF");
    row(1, "7F", "FF");
    row(1.4, "7F", "FF");
    row(1.6, "7E[P]", "FE");
    row(2, "7E[P]", "FE");
    row(3, "7C", "FC");
    row(4, "78[P]", "F8");
    row(5, "70", "F0");
    row(6, "60[P]", "E0");
    row(7, "40", "C0");
    row(8, "00[P]", "80");
    row(9, "00", "00");
    row(9.4, "00", "00");
    row(9.6, "00[B]", "00[B]");
    row(10, "00[B]", "00[B]");
    row(11, "00[B]", "00[B]");
    row(20, "00[B]", "00[B]");
}
void TestDecoder::singlePulse()
{
    QFETCH(double, bits);
    for (const int baud : {300, 9600}) {
        const BitClock clock{{baud}};
        const Waveform line = pulse(clock.bits(bits));
        QTEST(toText(decode(line, clock, format7E1)), "as7E1");
        QTEST(toText(decode(line, clock, format8N1)), "as8N1");
    }
}

// §8.
void TestDecoder::saturated()
{
    Waveform goesLow;
    goesLow.set(begin, Level::Space);
    QCOMPARE(toText(decode(goesLow, {{300}}, format7E1)), u"00[B]"_qs);
    QCOMPARE(toText(decode(goesLow, {{9600}}, format7E1)), u"00[B]"_qs);
    QCOMPARE(toText(decode(Waveform(Level::Space), {{300}}, format7E1)), QString());
    goesLow.set(begin + 3s, Level::Mark);
    QCOMPARE(toText(decode(goesLow, {{300}}, format7E1)), u"00[B]"_qs);
}

// §9, with a receiver that waits for mark.
void TestDecoder::polarity_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("read");
    QTest::addColumn<QString>("expected");
    QTest::newRow("request 7E1") << signOn << u"7E1"_qs << u"7E1"_qs << u"28 60 6F 39 3D[F]"_qs;
    QTest::newRow("request 8N1") << signOn << u"7E1"_qs << u"8N1"_qs << u"28 60 6F 39 3D[F]"_qs;
    QTest::newRow("identification")
        << identification << u"7E1"_qs << u"7E1"_qs
        << u"28 46[F] 2D 55[F] 47 1B[F] 29[F] 56[P] 57[F] 56[P] 72[P] 76[P] 52 72[P] 76 36[F] "
           "5B 65[F] 1B[F] 39 3D[F]"_qs;
    QTest::newRow("U") << QByteArray(10, 'U') << u"8N1"_qs << u"8N1"_qs
                       << u"55 55 55 55 55 55 55 55 55 55[F]"_qs;
    QTest::newRow("asterisks") << QByteArray(10, '*') << u"7E1"_qs << u"7E1"_qs
                               << u"15 15 15 15 15 15 15 15 15 15[F]"_qs;
}
void TestDecoder::polarity()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, sent);
    QFETCH(QString, read);
    const BitClock clock{{300}};
    const Waveform line = inverted(lineOf(data, clock, *CharacterFormat::fromText(sent)));
    QTEST(toText(decode(line, clock, *CharacterFormat::fromText(read))), "expected");
}

// §10. Left out are the first characters of rows whose edges fall on the receiver's sample times or
// next to them, where the sampling phase decides: 600 → 300 and 9600 → 4800 after the first two,
// 19200 → 9600 (its count too), 9600 → 300, 2400 → 300, 4800 → 300, 480 → 300 after the first four.
void TestDecoder::baudMismatch_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<double>("sent");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("first");
    const auto row = [](const QByteArray &data, double sent, int read, int count,
                        const char *first) {
        QTest::addRow("%d characters %.1f to %d", int(data.size()), sent, read)
            << data << sent << read << count << QString::fromLatin1(first);
    };
    row(identification, 9600, 300, 1, "");
    row(identification, 300, 9600, 69, "00[B] 00[B] 00[B] 00[B] 00[B]");
    row(identification, 300, 600, 36,
        "7E[P] 66[P] 60[P] 78[P] 7E[F] 06[P] 1E[P] 66[F] 1E[F] 60[P] 66[F] 78[F]");
    row(identification, 600, 300, 10, "3D 7E");
    row(identification, 300, 1200, 54,
        "78[P] 78[F] 00[B] 00[P] 78[P] 00[B] 78[F] 78[P] 78[F] 78[F] 78[P] 00[P]");
    row(identification, 2400, 300, 3, "");
    row(identification, 300, 2400, 69,
        "00[P] 00[P] 00[P] 00[B] 00[B] 00[P] 00[B] 00[P] 00[B] 00[P] 00[P] 00[P]");
    row(identification, 4800, 300, 2, "");
    row(identification, 300, 4800, 69, "00[B] 00[B] 00[B] 00[B] 00[B]");
    row(identification, 4800, 9600, 36, "7E[P] 66[P] 60[P] 78[P] 7E[F] 06[P] 1E[P] 66[F]");
    row(identification, 9600, 4800, 10, "3D 7E");
    row(identification, 19200, 9600, -1, "");
    row(identification, 9600, 19200, 36, "7E[P] 66[P] 60[P] 78[P] 7E[F] 06[P] 1E[P] 66[F]");
    row(identification, 480, 300, 13, "13[F] 49[P] 2C[F] 60[F]");
    row(identification, 300, 480, 31,
        "7E[F] 0E[F] 7C[F] 10 6C[P] 12[P] 72[F] 70 12[F] 1C 6C[P] 12[P]");
    row(identification, 187.5, 300, 31,
        "7E[F] 0E[F] 7C[F] 10 6C[P] 12[P] 72[F] 70 12[F] 1C 6C[P] 12[P]");
    for (const double close : {285, 291, 309})
        row(identification, close, 300, 23, "2F 4C 47 5A 35 5C 32 5A 4D 44 33 31");
    row(signOn, 480, 300, 3, "53[P] 43[F] 0A");
    row(signOn, 9600, 300, 1, "7F");
    row(signOn, 318, 300, 4, "2F[F] 0A[F] 0D[F] 61");
}
void TestDecoder::baudMismatch()
{
    QFETCH(QByteArray, data);
    QFETCH(double, sent);
    QFETCH(int, read);
    QFETCH(QString, first);
    const Waveform line = lineOf(data, {{300}, sent / 300}, format7E1);
    const auto characters = decode(line, {{read}}, format7E1);
    QFETCH(int, count);
    if (count >= 0)
        QCOMPARE(int(characters.size()), count);
    QVERIFY2(toText(characters).startsWith(first), qPrintable(toText(characters)));
}

// §10: error-free from -5.3 % to 4.6 %.
void TestDecoder::baudTolerance()
{
    const auto readsAt = [](double factor) {
        const Waveform line = lineOf(identification, {{300}, factor}, format7E1);
        const QByteArray clean = identification.toHex(' ').toUpper();
        return toText(decode(line, {{300}}, format7E1)) == QString::fromLatin1(clean);
    };
    QVERIFY(readsAt(0.948));
    QVERIFY(!readsAt(0.947));
    QVERIFY(readsAt(1.0457));
    QVERIFY(!readsAt(1.047));
}

// §15.
void TestDecoder::fastWatcherSeesEdges_data()
{
    QTest::addColumn<int>("baud");
    for (const int baud : {2400, 4800, 9600, 19200, 115200})
        QTest::addRow("%d", baud) << baud;
}
void TestDecoder::fastWatcherSeesEdges()
{
    QFETCH(int, baud);
    const Waveform line = lineOf(signOn, {{300}}, format7E1);
    const auto seen = decode(line, {{baud}}, format8N1);
    QCOMPARE(seen.size(), size_t(14));
    const QString expected = baud == 2400 ? u"80 80 80 80 00[B] 80 00[B] 00[B]"_qs
                                          : u"00[B] 00[B] 00[B] 00[B] 00[B] 00[B] 00[B]"_qs;
    QVERIFY2(toText(seen).startsWith(expected), qPrintable(toText(seen)));
}

void TestDecoder::errorsAreDrawnAsRead_data()
{
    QTest::addColumn<QString>("format");
    for (const char *text : {"5E1", "7E1", "7O2", "7N1", "8N1", "8E1", "8M1", "6S2"})
        QTest::newRow(text) << QString::fromLatin1(text);
}
void TestDecoder::errorsAreDrawnAsRead()
{
    QFETCH(QString, format);
    const CharacterFormat used = *CharacterFormat::fromText(format);
    Characters sent;
    for (int data = 0; data <= used.dataMask(); ++data) {
        const auto wire = static_cast<quint8>(data);
        sent.append(Character{wire, {}});
        if (used.parity != Parity::None)
            sent.append(Character{wire, CharacterFlag::ParityError});
        if (data != 0) // A zero without a stop bit may be a break.
            sent.append(Character{wire, CharacterFlag::FramingError});
        sent.append(Character{0, CharacterFlag::Break});
    }
    const BitClock clock{{300}};
    Waveform line;
    Encoder(clock, used).encode(begin, sent, line);
    Characters read;
    for (const TimedCharacter &timed : decode(line, clock, used))
        read.append(timed.character);
    QCOMPARE(read, sent);
}

void TestDecoder::timesAreExact()
{
    const BitClock clock{{19200}};
    const QByteArray data(10000, 'x');
    const auto read = decode(lineOf(data, clock, format7E1), clock, format7E1);
    QCOMPARE(read.size(), size_t(10000));
    for (size_t i = 0; i < read.size(); ++i)
        QCOMPARE(read[i].at, begin + clock.bits(double(i) * 10));
}

void TestDecoder::takesWhatIsComplete()
{
    const BitClock clock{{300}};
    const Waveform line = lineOf(signOn, clock, format7E1);
    Decoder decoder(clock, format7E1);
    QVERIFY(!decoder.nextEnd());
    decoder.feed(line, Instant());
    QCOMPARE(decoder.nextEnd(), begin + clock.bits(10));
    QVERIFY(decoder.take(begin + clock.bits(10) - 1ns).empty());
    QCOMPARE(toText(decoder.take(begin + clock.bits(20))), u"2F 3F"_qs);
    QCOMPARE(toText(decoder.peek(Instant::max(), 2)), u"21 0D"_qs);
    QCOMPARE(toText(decoder.take(Instant::max())), u"21 0D 0A"_qs);
    QVERIFY(!decoder.nextEnd());
}

void TestDecoder::futureMayChange()
{
    const BitClock clock{{300}};
    Decoder decoder(clock, format7E1);
    decoder.feed(lineOf(signOn, clock, format7E1), Instant());
    QCOMPARE(toText(decoder.take(begin + clock.bits(10))), u"2F"_qs);
    decoder.feed(Waveform(), begin + clock.bits(10));
    QVERIFY(decoder.take(Instant::max()).empty());
}

void TestDecoder::restartGivesUpTheCharacter()
{
    const BitClock clock{{300}};
    Decoder decoder(clock, format7E1);
    decoder.feed(lineOf(QByteArray(3, '\x7f'), clock, format7E1), Instant());
    QCOMPARE(decoder.take(begin + clock.bits(10)).size(), size_t(1));
    decoder.restart(begin + clock.bits(11.5), clock, format7E1);
    const auto rest = decoder.take(Instant::max());
    QCOMPARE(rest.front().at, begin + clock.bits(20));
}

void TestDecoder::staysSmall()
{
    const BitClock clock{{9600}};
    const Encoder encoder(clock, format7E1);
    Decoder decoder(clock, format7E1);
    Instant at = begin;
    size_t count = 0;
    for (int i = 0; i < 1000; ++i) {
        Waveform line;
        const Instant end = encoder.encode(at, toCharacters(QByteArray(100, '5')), line);
        decoder.feed(line, at);
        count += decoder.take(end).size();
        at = end;
    }
    QCOMPARE(count, size_t(100000));
}

QTEST_APPLESS_MAIN(TestDecoder)
#include "tst_decoder.moc"
