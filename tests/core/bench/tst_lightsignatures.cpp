// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/opticalreceiver.h"
#include "core/bench/remotecontrol.h"
#include "core/recognise/lineclassifier.h"
#include "core/uart/softwareparity.h"
#include "tests/core/uart/uartwords.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr CharacterFormat formats[] = {format7E1, format8N1};

/// Light that is on for \a duty of each period, beginning at \a offset of one, for \a length.
Waveform flicker(double hertz, double duty, nanoseconds length, double offset = 0.3)
{
    Waveform line;
    const double period = 1e9 / hertz;
    const auto timeOf = [&](double periods) {
        return lineBegin + nanoseconds(static_cast<qint64>(periods * period));
    };
    for (double i = offset; timeOf(i) < lineBegin + length; ++i) {
        line.set(timeOf(i), Level::Space);
        line.set(timeOf(i + duty), Level::Mark);
    }
    return line;
}

/// Pulses of light of 0.05 to 2 ms, 50 a second, for ten seconds.
Waveform glitches(quint32 seed)
{
    std::mt19937 random(seed);
    std::exponential_distribution<double> pause(50);
    std::uniform_real_distribution<double> length(5e-5, 2e-3);
    Waveform line;
    double end = 0;
    for (double at = pause(random); at < 10; at += pause(random)) {
        if (at <= end)
            continue;
        end = at + length(random);
        line.set(lineBegin + nanoseconds(static_cast<qint64>(at * 1e9)), Level::Space);
        line.set(lineBegin + nanoseconds(static_cast<qint64>(end * 1e9)), Level::Mark);
    }
    return line;
}

/// Both lights are needed.
Waveform spaceOfBoth(const Waveform &one, const Waveform &other)
{
    return inverted(spaceOfEither(inverted(one), inverted(other)));
}

Waveform received(const Waveform &light, double on, double off, double timeConstantUs)
{
    OpticalReceiver receiver(on, off, timeConstantUs);
    receiver.shine({{light, 1.0}}, Instant());
    return receiver.output();
}

/// Single pulses of light: low for a while, then high.
double thermometerShare(const std::vector<TimedCharacter> &characters, CharacterFormat format)
{
    const auto isThermometer = [&](const TimedCharacter &timed) {
        const auto high = static_cast<quint8>(~timed.character.wire & format.dataMask());
        return (high & (high + 1)) == 0;
    };
    return static_cast<double>(std::ranges::count_if(characters, isThermometer))
        / static_cast<double>(characters.size());
}

LineClass classOf(const std::vector<TimedCharacter> &characters, int baud, CharacterFormat format)
{
    const LineSettings settings = withHardwareParity({baud}, format);
    LineClassifier classifier;
    classifier.append({Instant(), settings});
    for (const TimedCharacter &timed : characters)
        classifier.append(
            {timed.at, Received{{{timed.character}, settings.characterTime(), {}, true}}});
    return classifier.verdict().lineClass;
}

int countOf(const Waveform &line, int baud, CharacterFormat format)
{
    return static_cast<int>(decode(line, {{baud}}, format, sampling).size());
}

struct Range {
    int least;
    int most;
};

/// Presses of carriers and duties as they are met, at several phases.
Range carrierEvents(RemoteCode code, int baud, CharacterFormat format)
{
    Range seen{1'000'000, 0};
    const Waveform bursts = remoteBursts(code, lineBegin);
    const double middle = code == RemoteCode::nec ? 38'000 : 36'000;
    for (const double share : {0.965, 0.985, 1.0, 1.015, 1.04})
        for (const double duty : {0.25, 1.0 / 3, 0.5})
            for (int phase = 0; phase < 8; ++phase) {
                const RemoteCarrier carrier{middle * share, duty, phase / 8.0};
                const int count = countOf(modulated(bursts, carrier), baud, format);
                seen = {std::min(seen.least, count), std::max(seen.most, count)};
            }
    return seen;
}

} // namespace

/// The sections of reference signatures.md that hang on light and chance hold in kind: which
/// class, about how many events.
class TestLightSignatures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void envelopes_data();
    void envelopes();
    void carriers_data();
    void carriers();
    void filteredCarriers_data();
    void filteredCarriers();
    void lamps_data();
    void lamps();
    void dimmers_data();
    void dimmers();
    void shadows();
    void randomGlitches_data();
    void randomGlitches();
    void remoteOverRequest_data();
    void remoteOverRequest();
    void slowLightHidesEchoes();
};

// §3 and §14: a slow receiver sees the bursts.
void TestLightSignatures::envelopes_data()
{
    QTest::addColumn<RemoteCode>("code");
    QTest::addColumn<int>("baud");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    const auto row = [](RemoteCode code, int baud, int least, int most) {
        QTest::addRow("%s at %d", code == RemoteCode::nec ? "NEC" : "RC5", baud)
            << code << baud << least << most;
    };
    row(RemoteCode::nec, 300, 4, 5);
    row(RemoteCode::nec, 1200, 12, 16);
    row(RemoteCode::nec, 2400, 17, 22);
    row(RemoteCode::nec, 4800, 27, 34);
    row(RemoteCode::rc5, 300, 3, 3);
    row(RemoteCode::rc5, 1200, 8, 10);
    row(RemoteCode::rc5, 2400, 13, 17);
    row(RemoteCode::rc5, 4800, 19, 24);
    for (const int baud : {9600, 19200, 38400, 57600, 115200}) {
        row(RemoteCode::nec, baud, 40, 40);
        row(RemoteCode::rc5, baud, 36, 36);
    }
}
void TestLightSignatures::envelopes()
{
    QFETCH(RemoteCode, code);
    QFETCH(int, baud);
    QFETCH(int, least);
    QFETCH(int, most);
    const auto seen = decode(remoteBursts(code, lineBegin), {{baud}}, format8N1);
    const auto count = static_cast<int>(seen.size());
    QVERIFY2(count >= least && count <= most, qPrintable(toCounts(seen)));
    if (baud < 9600)
        return;
    QCOMPARE(thermometerShare(seen, format8N1), 1.0);
    QCOMPARE(classOf(seen, baud, format8N1), LineClass::lightNoise);
}

// §3 and §14: a fast receiver follows the carrier. At 300 it sees hardly anything, at 38400, a bit
// as long as a period, perhaps nothing; at 19200 surely much.
void TestLightSignatures::carriers_data()
{
    QTest::addColumn<RemoteCode>("code");
    QTest::addColumn<int>("baud");
    QTest::addColumn<int>("mostOfLeast");
    QTest::addColumn<int>("leastOfLeast");
    QTest::addColumn<int>("most");
    const auto row = [](RemoteCode code, int baud, int leastOfLeast, int mostOfLeast, int most) {
        QTest::addRow("%s at %d", code == RemoteCode::nec ? "NEC" : "RC5", baud)
            << code << baud << mostOfLeast << leastOfLeast << most;
    };
    row(RemoteCode::nec, 300, 0, 0, 8);
    row(RemoteCode::nec, 9600, 0, 10, 90);
    row(RemoteCode::nec, 19200, 80, 130, 170);
    row(RemoteCode::nec, 38400, 0, 0, 230);
    row(RemoteCode::nec, 115200, 430, 620, 680);
    row(RemoteCode::rc5, 300, 0, 0, 8);
    row(RemoteCode::rc5, 19200, 60, 100, 110);
    row(RemoteCode::rc5, 38400, 0, 0, 200);
    row(RemoteCode::rc5, 115200, 280, 420, 560);
}
void TestLightSignatures::carriers()
{
    QFETCH(RemoteCode, code);
    QFETCH(int, baud);
    QFETCH(int, leastOfLeast);
    QFETCH(int, mostOfLeast);
    QFETCH(int, most);
    const Range seen = carrierEvents(code, baud, format8N1);
    const QByteArray found =
        QByteArray::number(seen.least) + " to " + QByteArray::number(seen.most);
    QVERIFY2(seen.least >= leastOfLeast && seen.least <= mostOfLeast, found.constData());
    QVERIFY2(seen.most <= most, found.constData());
}

// §3: low-pass and thresholds. Slow and with a threshold of half the light it ignores a remote.
void TestLightSignatures::filteredCarriers_data()
{
    QTest::addColumn<double>("timeConstantUs");
    QTest::addColumn<double>("on");
    QTest::addColumn<double>("off");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    const auto row = [](double timeConstantUs, double on, double off, int least, int most) {
        QTest::addRow("%.0f us, %.2f", timeConstantUs, on)
            << timeConstantUs << on << off << least << most;
    };
    row(2, 0.5, 0.3, 30, 90);
    row(10, 0.5, 0.3, 30, 90);
    row(30, 0.5, 0.3, 0, 0);
    row(30, 0.2, 0.12, 40, 40);
    row(100, 0.5, 0.3, 0, 0);
    row(100, 0.2, 0.12, 40, 40);
}
void TestLightSignatures::filteredCarriers()
{
    QFETCH(double, timeConstantUs);
    QFETCH(double, on);
    QFETCH(double, off);
    QFETCH(int, least);
    QFETCH(int, most);
    for (quint64 seed = 1; seed <= 8; ++seed) {
        const Waveform light = remotePress(RemoteCode::nec, lineBegin, seed);
        const int count = countOf(received(light, on, off, timeConstantUs), 9600, format8N1);
        QVERIFY2(count >= least && count <= most, qPrintable(QString::number(count)));
    }
}

// §4: events a second, and a class.
void TestLightSignatures::lamps_data()
{
    QTest::addColumn<double>("hertz");
    QTest::addColumn<double>("duty");
    QTest::addColumn<int>("baud");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("perSecond");
    QTest::addColumn<QString>("common");
    const auto row = [](double hertz, double duty, int baud, const char *format, int perSecond,
                        const char *common) {
        QTest::addRow("%.0f Hz, %.2f, %d %s", hertz, duty, baud, format)
            << hertz << duty << baud << text(format) << perSecond << text(common);
    };
    for (const double duty : {0.05, 0.1})
        row(100, duty, 300, "7E1", 0, "");
    for (const double duty : {0.2, 0.3, 0.4, 0.5}) {
        row(100, duty, 300, "7E1", 25, "5B[F]");
        row(100, duty, 300, "8N1", 25, "DB[F]");
    }
    for (const double duty : {0.6, 0.7, 0.8}) {
        row(100, duty, 300, "7E1", 25, "12[F]");
        row(100, duty, 300, "8N1", 25, "92[F]");
    }
    for (const double duty : {0.9, 0.95})
        row(100, duty, 300, "7E1", 25, "00[B]");
    row(100, 0.05, 9600, "8N1", 100, "F0");
    for (const double duty : {0.1, 0.3, 0.5, 0.7, 0.9, 0.95}) {
        row(100, duty, 9600, "8N1", 100, "00[B]");
        row(100, duty, 38400, "8N1", 100, "00[B]");
    }
    row(50, 0.1, 300, "7E1", 25, "5F[P]");
    row(50, 0.3, 300, "7E1", 25, "1E[P]");
    row(50, 0.5, 300, "7E1", 25, "1C[P]");
    row(50, 0.7, 300, "7E1", 25, "18[F]");
    row(50, 0.9, 300, "7E1", 25, "10[F]");
    row(50, 0.5, 9600, "8N1", 50, "00[B]");
    row(120, 0.5, 300, "7E1", 30, "29[P]");
    row(120, 0.5, 9600, "8N1", 120, "00[B]");
}
void TestLightSignatures::lamps()
{
    QFETCH(double, hertz);
    QFETCH(double, duty);
    QFETCH(int, baud);
    QFETCH(QString, format);
    QFETCH(int, perSecond);
    QFETCH(QString, common);
    const CharacterFormat used = *CharacterFormat::fromText(format);
    const auto seen = decode(flicker(hertz, duty, 4s), {{baud}}, used);
    QVERIFY2(std::abs(static_cast<double>(seen.size()) / 4 - perSecond) <= 1.5,
             qPrintable(toCounts(seen)));
    if (perSecond == 0)
        return;
    const QStringList words = toText(seen).split(u' ');
    QVERIFY2(words.count(common) >= words.size() * 3 / 5, qPrintable(words.join(u' ')));
    QCOMPARE(classOf(seen, baud, used), LineClass::lampFlicker);
}

// §4: light-emitting diodes dimmed by pulse width, at a duty of one half.
void TestLightSignatures::dimmers_data()
{
    QTest::addColumn<double>("hertz");
    QTest::addColumn<int>("baud");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    const auto row = [](double hertz, int baud, int least, int most) {
        QTest::addRow("%.0f Hz at %d", hertz, baud) << hertz << baud << least << most;
    };
    row(200, 300, 27, 31);
    row(200, 9600, 199, 201);
    row(400, 9600, 399, 401);
    row(1000, 9600, 998, 1001);
    row(5000, 9600, 990, 1010);
    row(20000, 9600, 990, 1010);
}
void TestLightSignatures::dimmers()
{
    QFETCH(double, hertz);
    QFETCH(int, baud);
    QFETCH(int, least);
    QFETCH(int, most);
    const CharacterFormat format = baud == 300 ? format7E1 : format8N1;
    const int count = countOf(flicker(hertz, 0.5, 1s, 0.317), baud, format);
    QVERIFY2(count >= least && count <= most, qPrintable(QString::number(count)));
}

// §5: a break each time it gets light, at every baud; nothing when it gets dark.
void TestLightSignatures::shadows()
{
    Waveform line;
    for (int i = 0; i < 3; ++i) {
        line.set(lineBegin + (2 * i) * 1s, Level::Space);
        line.set(lineBegin + (2 * i + 1) * 1s, Level::Mark);
    }
    for (const int baud : {300, 9600, 38400})
        for (const CharacterFormat format : formats)
            QCOMPARE(toText(decode(line, {{baud}}, format)), text("00[B] 00[B] 00[B]"));
}

// §11.
void TestLightSignatures::randomGlitches_data()
{
    QTest::addColumn<int>("baud");
    QTest::addColumn<QString>("format");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("thermometer");
    QTest::newRow("300 7E1") << 300 << text("7E1") << 3.0 << 8.0 << 0.5;
    QTest::newRow("300 8N1") << 300 << text("8N1") << 3.0 << 8.0 << 0.5;
    QTest::newRow("9600 8N1") << 9600 << text("8N1") << 38.0 << 52.0 << 0.97;
    QTest::newRow("38400 8N1") << 38400 << text("8N1") << 38.0 << 52.0 << 0.99;
}
void TestLightSignatures::randomGlitches()
{
    QFETCH(int, baud);
    QFETCH(QString, format);
    QFETCH(double, least);
    QFETCH(double, most);
    QFETCH(double, thermometer);
    const CharacterFormat used = *CharacterFormat::fromText(format);
    for (quint32 seed = 1; seed <= 5; ++seed) {
        const auto seen = decode(glitches(seed), {{baud}}, used);
        const double perSecond = static_cast<double>(seen.size()) / 10;
        QVERIFY2(perSecond >= least && perSecond <= most, qPrintable(toCounts(seen)));
        QVERIFY(thermometerShare(seen, used) >= thermometer);
        QCOMPARE(classOf(seen, baud, used), LineClass::lightNoise);
    }
}

// §12: neither the remote nor the probe's own light is enough, both are.
void TestLightSignatures::remoteOverRequest_data()
{
    QTest::addColumn<bool>("carrier");
    QTest::addColumn<int>("baud");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("envelope at 300") << false << 300 << 2 << 8;
    QTest::newRow("envelope at 9600") << false << 9600 << 10 << 30;
    QTest::newRow("carrier at 300") << true << 300 << 0 << 3;
    QTest::newRow("carrier at 9600") << true << 9600 << 10 << 50;
}
void TestLightSignatures::remoteOverRequest()
{
    QFETCH(bool, carrier);
    QFETCH(int, baud);
    QFETCH(int, least);
    QFETCH(int, most);
    const Waveform bursts = remoteBursts(RemoteCode::nec, lineBegin);
    const Waveform remote = carrier ? modulated(bursts, {}) : bursts;
    // The request again and again while the key is held.
    const Waveform ours = lineOf(QByteArray("/?!\r\n").repeated(3), {{300}}, format7E1);
    const CharacterFormat format = baud == 300 ? format7E1 : format8N1;
    const auto seen = decode(spaceOfBoth(ours, remote), {{baud}}, format, sampling);
    const auto count = static_cast<int>(seen.size());
    QVERIFY2(count >= least && count <= most, qPrintable(toText(seen)));
    if (baud == 9600)
        QVERIFY(thermometerShare(seen, format) >= 0.6);
}

// §16: with the light model, weak light loses the short flashes first; zeros are seen longest.
void TestLightSignatures::slowLightHidesEchoes()
{
    const auto echo = [](const QByteArray &data, double on) {
        // A time constant of 5 ms against bits of 3.3 ms.
        return toText(decode(received(lineOf(data, {{300}}, format7E1), on, on / 2, 5000), {{300}},
                             format7E1));
    };
    const QByteArray request("/?!\r\n");
    const QByteArray zeros(5, '\0');
    QCOMPARE(echo(request, 2), QString());
    QCOMPARE(echo(zeros, 2), QString());
    // Nine bits of light reach a level that the four of the request do not.
    QCOMPARE(echo(request, 0.985), QString());
    QVERIFY(!echo(zeros, 0.985).isEmpty());
}

QTEST_APPLESS_MAIN(TestLightSignatures)
#include "tst_lightsignatures.moc"
