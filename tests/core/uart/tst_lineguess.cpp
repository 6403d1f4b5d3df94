// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/encoder.h"
#include "core/uart/lineguess.h"

#include <QTest>

using namespace optoscope;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant begin{std::chrono::milliseconds(500)};

Waveform lineOf(const QByteArray &text, BitClock clock, const QString &format,
                nanoseconds pause = {})
{
    Waveform line;
    const Encoder encoder(clock, *CharacterFormat::fromText(format));
    Instant at = begin;
    for (const char character : text)
        at = encoder.encode(at, toCharacters({&character, 1}), line) + pause;
    return line;
}

const QByteArray identification("/LGZ5\\2ZMD3104100.B32\r\n");

} // namespace

class tst_LineGuess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speedsAndFormatsAreFound_data();
    void speedsAndFormatsAreFound();
    void clockErrorsAreForgiven_data();
    void clockErrorsAreForgiven();
    void spikesDoNotMatter();
    void burstsArePartedByPauses();
    void polarityIsTheIdleLevel();
    void nothingIsGuessedOfNothing();
};

void tst_LineGuess::speedsAndFormatsAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("baud");
    QTest::addColumn<QString>("format");
    QTest::addColumn<double>("pauseBits");
    for (const int baud : {300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200}) {
        for (const char *format : {"7E1", "8N1", "8E1", "7N1", "7O1", "8O1"}) {
            for (const double pause : {0.0, 3.0, 12.3}) {
                QTest::addRow("%d %s pause %g", baud, format, pause)
                    << identification << baud << QString::fromLatin1(format) << pause;
            }
        }
        QTest::addRow("%d request", baud) << QByteArray("/?!\r\n") << baud << u"7E1"_qs << 0.0;
        QTest::addRow("%d option select", baud) << QByteArray("\x06"
                                                              "050\r\n")
                                                << baud << u"7E1"_qs << 0.0;
    }
    QTest::newRow("mini-UART at 480") << identification << 480 << u"7E1"_qs << 0.0;
    QTest::newRow("SML") << QByteArray::fromHex("1B1B1B1B0101010176051122334462006200726500")
                         << 9600 << u"8N1"_qs << 0.0;
    QTest::newRow("two stop bits") << identification << 300 << u"7E1"_qs << 1.0;
}

void tst_LineGuess::speedsAndFormatsAreFound()
{
    QFETCH(QByteArray, text);
    QFETCH(int, baud);
    QFETCH(QString, format);
    QFETCH(double, pauseBits);
    const BitClock clock{{baud}};
    const Waveform line = lineOf(text, clock, format, clock.bits(pauseBits));
    const auto guess = guessLine(line.edges());
    QVERIFY(guess);
    QCOMPARE(guess->baud.value, baud);
    QCOMPARE(guess->format.toText(), format);
    QCOMPARE(guess->fit, 1.0);
    QCOMPARE(lineFit(line.edges(), guess->baud, guess->format), 1.0);
}

void tst_LineGuess::clockErrorsAreForgiven_data()
{
    QTest::addColumn<double>("factor");
    for (const double factor : {0.975, 0.99, 1.01, 1.025})
        QTest::addRow("%g", factor) << factor;
}

void tst_LineGuess::clockErrorsAreForgiven()
{
    QFETCH(double, factor);
    const Waveform line = lineOf(identification, {{300}, factor}, u"7E1"_qs);
    const auto guess = guessLine(line.edges());
    QVERIFY(guess);
    QCOMPARE(guess->baud.value, 300);
    QCOMPARE(guess->format, format7E1);
}

void tst_LineGuess::spikesDoNotMatter()
{
    const Waveform line = lineOf(identification.repeated(4), {{300}}, u"7E1"_qs);
    Waveform spikes;
    for (int i = 0; i < 12; ++i) {
        const Instant at = begin + std::chrono::microseconds(61000 * i + 777);
        spikes.set(at, Level::Space);
        spikes.set(at + std::chrono::microseconds(50), Level::Mark);
    }
    const Waveform both = spaceOfEither(line, spikes);
    const auto guess = guessLine(both.edges());
    QVERIFY(guess);
    QCOMPARE(guess->baud.value, 300);
    QCOMPARE(guess->format, format7E1);
    QVERIFY(guess->fit > 0.8);
}

void tst_LineGuess::burstsArePartedByPauses()
{
    Waveform line = lineOf(identification, {{300}}, u"7E1"_qs);
    const size_t first = line.edges().size();
    const Encoder fast({{9600}}, format7E1);
    fast.encode(line.edges().back().at + std::chrono::milliseconds(300),
                toCharacters(identification), line);
    const auto bursts = burstsOf(line);
    QCOMPARE(bursts.size(), 2U);
    QCOMPARE(bursts[0].size(), first);
    QCOMPARE(guessLine(bursts[0])->baud.value, 300);
    QCOMPARE(guessLine(bursts[1])->baud.value, 9600);
}

void tst_LineGuess::polarityIsTheIdleLevel()
{
    const Waveform line = lineOf(identification, {{300}}, u"7E1"_qs);
    const Instant end = line.edges().back().at + std::chrono::milliseconds(200);
    QVERIFY(!isInverted(line, Instant(), end));
    QVERIFY(isInverted(inverted(line), Instant(), end));
    QVERIFY(!isInverted(Waveform(Level::Mark), Instant(), end));
    QVERIFY(isInverted(Waveform(Level::Space), Instant(), end));
}

void tst_LineGuess::nothingIsGuessedOfNothing()
{
    QVERIFY(!guessLine({}));
    Waveform edge;
    edge.set(begin, Level::Space);
    QVERIFY(!guessLine(edge.edges()));
    QCOMPARE(burstsOf(Waveform()).size(), 0U);
}

QTEST_GUILESS_MAIN(tst_LineGuess)
#include "tst_lineguess.moc"
