// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/uart/uartwords.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr Instant begin = lineBegin;
const QByteArray signOn = QByteArrayLiteral("/?!\r\n");

} // namespace

/// What the receiver does beside reading: the tables of what it reads are in tst_signatures.
class TestDecoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void errorsAreDrawnAsRead_data();
    void errorsAreDrawnAsRead();
    void timesAreExact();
    void takesWhatIsComplete();
    void futureMayChange();
    void restartGivesUpTheCharacter();
    void lowStopBitIsTheNextStart();
    void restartForgetsTheLowStopBit();
    void staysSmall();
};

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

// As a 16550 does: it finds back into a stream without a pause, where waiting for mark does not.
void TestDecoder::lowStopBitIsTheNextStart()
{
    const BitClock clock{{300}};
    // Nine bits that are low, as a character of eight: the tenth is the next start bit.
    const Waveform line = lineOf(QByteArray("\x80\x80\x80", 3), clock, formatOf("7N1"));
    const auto taken = decode(line, clock, format8N1, resynchronising);
    const auto waited = decode(line, clock, format8N1);
    QCOMPARE(toText(taken), u"80[F] 80[F] 80"_qs);
    QCOMPARE(toText(waited), u"80[F] 80"_qs);
    QCOMPARE(taken[1].at, begin + clock.bits(9));
    QCOMPARE(taken[2].at, begin + clock.bits(18));
    // After a break it waits: a line that stays low gives one, not many.
    Waveform low;
    low.set(begin, Level::Space);
    QCOMPARE(toText(decode(low, clock, format8N1, resynchronising)), u"00[B]"_qs);
    // Without errors both are the same.
    const Waveform clean = lineOf(signOn, clock, format7E1);
    QCOMPARE(decode(clean, clock, format7E1, resynchronising), decode(clean, clock, format7E1));
}

void TestDecoder::restartForgetsTheLowStopBit()
{
    const BitClock clock{{300}};
    Waveform line;
    Encoder(clock, format8N1).encode(begin, {Character{0x41, CharacterFlag::FramingError}}, line);
    Decoder decoder(clock, format8N1, Level::Mark, resynchronising);
    decoder.feed(line, Instant());
    QCOMPARE(toText(decoder.take(begin + clock.bits(10))), u"41[F]"_qs);
    decoder.restart(begin + clock.bits(10), clock, format8N1);
    QVERIFY(decoder.take(Instant::max()).empty());
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
