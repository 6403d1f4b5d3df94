// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/opticalreceiver.h"
#include "core/bench/remotecontrol.h"
#include "core/uart/decoder.h"

#include <QTest>

#include <algorithm>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr Instant pressed = Instant(50ms);

/// What a UART makes of one press.
std::vector<TimedCharacter> read(const Waveform &line, int baud, CharacterFormat format)
{
    Decoder decoder({{baud}}, format, line.initial());
    decoder.feed(line, Instant());
    return decoder.take(Instant::max());
}

nanoseconds litTime(const Waveform &light)
{
    nanoseconds lit{};
    for (size_t i = 0; i + 1 < light.edges().size(); ++i)
        if (light.edges()[i].level == Level::Space)
            lit += light.edges()[i + 1].at - light.edges()[i].at;
    return lit;
}

Waveform received(const Waveform &light, double on, double off, double timeConstantUs)
{
    OpticalReceiver receiver(on, off, timeConstantUs);
    receiver.shine({{light, 1.0}}, Instant());
    return receiver.output();
}

} // namespace

class TestRemoteControl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void framesHaveTheirTimes();
    void carrierFillsTheBursts_data();
    void carrierFillsTheBursts();
    void seedDrawsThePhase();
    void slowReceiversSeeBursts_data();
    void slowReceiversSeeBursts();
};

void TestRemoteControl::framesHaveTheirTimes()
{
    const Waveform nec = remoteBursts(RemoteCode::nec, pressed);
    QCOMPARE(nec.edges().size(), size_t(2 * 40));
    QCOMPARE(nec.edges()[0].at, pressed);
    QCOMPARE(nec.edges()[1].at, pressed + 9ms);
    QCOMPARE(nec.edges()[2].at, pressed + 13500us);
    // Every byte comes with its complement: 16 ones and 16 zeros in 67.5 ms.
    QCOMPARE(nec.edges()[67].at, pressed + 13500us + 16 * 2250us + 16 * 1125us + 562500ns);
    QCOMPARE(nec.edges()[68].at, pressed + 110ms);
    QCOMPARE(nec.edges()[76].at, pressed + 330ms);
    const Waveform rc5 = remoteBursts(RemoteCode::rc5, pressed);
    QCOMPARE(rc5.edges().size(), size_t(2 * 36));
    QCOMPARE(rc5.edges()[0].at, pressed + 889us);
    QCOMPARE(rc5.edges()[24].at - rc5.edges()[0].at, nanoseconds(113'792us));
    QVERIFY(nec.edges().back().at - pressed < remotePressLength);
    QVERIFY(rc5.edges().back().at - pressed < remotePressLength);
}

void TestRemoteControl::carrierFillsTheBursts_data()
{
    QTest::addColumn<RemoteCode>("code");
    QTest::addColumn<double>("hertz");
    QTest::newRow("NEC") << RemoteCode::nec << 38'000.0;
    QTest::newRow("RC5") << RemoteCode::rc5 << 36'000.0;
}
void TestRemoteControl::carrierFillsTheBursts()
{
    QFETCH(RemoteCode, code);
    QFETCH(double, hertz);
    const Waveform bursts = remoteBursts(code, pressed);
    const double lit = double(litTime(bursts).count());
    for (quint64 seed = 1; seed <= 20; ++seed) {
        const Waveform light = remotePress(code, pressed, seed);
        QVERIFY(std::abs(double(litTime(light).count()) / lit - 1.0 / 3) < 0.01);
        const double pulses = double(light.edges().size()) / 2;
        QVERIFY(std::abs(pulses / (lit * 1e-9 * hertz) - 1) < 0.04);
        QCOMPARE(spaceOfEither(light, bursts), bursts);
    }
}

void TestRemoteControl::seedDrawsThePhase()
{
    QCOMPARE(remotePress(RemoteCode::nec, pressed, 7), remotePress(RemoteCode::nec, pressed, 7));
    QVERIFY(remotePress(RemoteCode::nec, pressed, 7) != remotePress(RemoteCode::nec, pressed, 8));
}

// signatures.md §3 and §14: such a receiver lets the carrier through as its mean.
void TestRemoteControl::slowReceiversSeeBursts_data()
{
    QTest::addColumn<RemoteCode>("code");
    QTest::addColumn<int>("bursts");
    QTest::newRow("NEC") << RemoteCode::nec << 40;
    QTest::newRow("RC5") << RemoteCode::rc5 << 36;
}
void TestRemoteControl::slowReceiversSeeBursts()
{
    QFETCH(RemoteCode, code);
    QFETCH(int, bursts);
    for (quint64 seed = 1; seed <= 20; ++seed) {
        const Waveform light = remotePress(code, pressed, seed);
        QVERIFY(received(light, 0.5, 0.3, 100).edges().empty());
        for (const int baud : {9600, 19200, 38400, 115200})
            QCOMPARE(int(read(received(light, 0.2, 0.12, 100), baud, format8N1).size()), bursts);
    }
}

QTEST_APPLESS_MAIN(TestRemoteControl)
#include "tst_remotecontrol.moc"
