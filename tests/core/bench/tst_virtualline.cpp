// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/virtualline.h"
#include "core/iec62056/message.h"
#include "core/uart/softwareparity.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

const ReadoutFile readout{QByteArrayLiteral("/XXX5METER"), QByteArrayLiteral("1.8.0(1)\r\n")};

/// A bench without a meter, where only the probe and its surroundings are heard.
Scenario alone()
{
    Scenario scenario;
    scenario.meter.present = false;
    scenario.placement.on = Place::nothing;
    return scenario;
}

/// Characters as reference signatures.md writes them: `2F 3F[F] 00[B]`.
QString written(const Characters &characters)
{
    QStringList words;
    for (const Character &character : characters) {
        QString word = u"%1"_qs.arg(character.wire, 2, 16, QLatin1Char('0')).toUpper();
        if (character.flags.testFlag(CharacterFlag::FramingError))
            word += u"[F]"_qs;
        else if (character.flags.testFlag(CharacterFlag::ParityError))
            word += u"[P]"_qs;
        if (character.flags.testFlag(CharacterFlag::Break))
            word += u"[B]"_qs;
        words.append(word);
    }
    return words.join(u' ');
}

Characters takeAll(VirtualLine &line)
{
    Characters heard;
    for (const TraceEntry &entry : line.takeReceived())
        heard += std::get<Received>(entry.what).run.characters;
    return heard;
}

/// What a port hears of its own request within two seconds.
Characters echoOf(const Scenario &scenario, Baud baud, CharacterFormat format,
                  const QByteArray &text = encodeRequest({}))
{
    VirtualLine line(scenario, readout);
    line.start(Instant());
    line.setPort(Instant(), baud, format);
    line.send(Instant(100ms), toCharacters(text));
    line.advance(Instant(2s));
    return takeAll(line);
}

/// What it hears without a word from it.
Characters heardIdle(const Scenario &scenario, Baud baud, CharacterFormat format, nanoseconds time)
{
    VirtualLine line(scenario, readout);
    line.start(Instant());
    line.setPort(Instant(), baud, format);
    // As a transport drives it: from deadline to deadline.
    while (line.deadline() && *line.deadline() <= Instant(time))
        line.advance(*line.deadline());
    line.advance(Instant(time));
    return takeAll(line);
}

} // namespace

/// The probe between port and meter, as the port's characters show it.
class TestVirtualLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void echo_data()
    {
        QTest::addColumn<Scenario>("scenario");
        QTest::addColumn<QString>("expected");
        const QString exact = u"2F 3F 21 0D 0A"_qs;
        // Reference signatures.md §9.
        const QString inverted = u"28 60 6F 39 3D[F]"_qs;
        Scenario scenario = alone();
        QTest::newRow("nothing") << scenario << QString();
        scenario.leak.electrical = ElectricalLeak::copy;
        QTest::newRow("copied") << scenario << exact;
        scenario.transmitter.dead = true;
        QTest::newRow("copied without light") << scenario << exact;
        scenario.wiring = Wiring::txOpen;
        QTest::newRow("copied, but TX open") << scenario << QString();
        scenario = alone();
        scenario.leak.electrical = ElectricalLeak::spikes;
        QTest::newRow("spikes") << scenario << QString();
        scenario.leak.spikeUs = 1700;
        QTest::newRow("long spikes") << scenario << u"2F 3F[P] 3D 6D 6B"_qs;
        scenario = alone();
        scenario.leak.optical = 0.2;
        QTest::newRow("own light") << scenario << exact;
        scenario.receiver.dead = true;
        QTest::newRow("own light, receiver dead") << scenario << QString();
        scenario.receiver.dead = false;
        scenario.receiver.inverted = true;
        QTest::newRow("receiver inverted") << scenario << inverted;
        scenario.transmitter.inverted = true;
        QTest::newRow("both inverted") << scenario << exact;
        scenario.receiver.inverted = false;
        QTest::newRow("transmitter inverted") << scenario << inverted;
        scenario.transmitter.inverted = false;
        scenario.transmitter.power = 0.1;
        QTest::newRow("too weak") << scenario << QString();
        scenario.transmitter.power = 1;
        scenario.ambient.level = 5;
        QTest::newRow("saturated") << scenario << QString();
        scenario = alone();
        scenario.port.localEcho = true;
        scenario.wiring = Wiring::noSupply;
        QTest::newRow("local echo") << scenario << exact;
    }
    void echo()
    {
        QFETCH(Scenario, scenario);
        QTEST(written(echoOf(scenario, {300}, format7E1)), "expected");
    }

    // Reference signatures.md §16: what a slow receiver makes of short light, in kind. NULs are the
    // longest light and survive longest.
    void slowReceiver()
    {
        Scenario scenario = alone();
        scenario.leak.optical = 0.09;
        scenario.receiver.timeConstantUs = 5000; // on after 1.6 bits, off after 1.2
        const Characters request = echoOf(scenario, {300}, format7E1);
        QVERIFY(toBytes(request) != encodeRequest({}));
        QVERIFY(!echoOf(scenario, {300}, format7E1, QByteArray(5, '\0')).isEmpty());
        scenario.receiver.timeConstantUs = 100;
        QCOMPARE(written(echoOf(scenario, {300}, format7E1)), u"2F 3F 21 0D 0A"_qs);
    }

    // Reference signatures.md §4.
    void lamp_data()
    {
        QTest::addColumn<double>("hertz");
        QTest::addColumn<double>("duty");
        QTest::addColumn<int>("baud");
        QTest::addColumn<CharacterFormat>("format");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("each");
        QTest::newRow("100 Hz, 300 7E1") << 100.0 << 0.4 << 300 << format7E1 << 25 << u"5B[F]"_qs;
        QTest::newRow("100 Hz, 300 8N1") << 100.0 << 0.4 << 300 << format8N1 << 25 << u"DB[F]"_qs;
        QTest::newRow("longer") << 100.0 << 0.7 << 300 << format8N1 << 25 << u"92[F]"_qs;
        QTest::newRow("100 Hz, 9600") << 100.0 << 0.4 << 9600 << format8N1 << 100 << u"00[B]"_qs;
        QTest::newRow("50 Hz") << 50.0 << 0.5 << 300 << format7E1 << 25 << u"1C[P]"_qs;
        QTest::newRow("1 kHz") << 1000.0 << 0.5 << 9600 << format8N1 << 1000 << u"F0"_qs;
        QTest::newRow("never lit") << 100.0 << 0.0 << 300 << format7E1 << 0 << QString();
        QTest::newRow("always lit") << 100.0 << 1.0 << 300 << format7E1 << 0 << QString();
    }
    void lamp()
    {
        QFETCH(double, hertz);
        QFETCH(double, duty);
        QFETCH(int, baud);
        QFETCH(CharacterFormat, format);
        QFETCH(int, count);
        QFETCH(QString, each);
        Scenario scenario = alone();
        scenario.ambient = {0.3, hertz, duty};
        const Characters heard = heardIdle(scenario, {baud}, format, 10s);
        QVERIFY2(std::abs(heard.size() - 10 * count) <= count / 2,
                 qPrintable(QString::number(heard.size())));
        const auto others = std::count_if(heard.begin(), heard.end(), [&](Character character) {
            return written({character}) != each;
        });
        QVERIFY2(others * 20 <= heard.size(), qPrintable(written(heard.mid(0, 20))));
    }

    void lampTooFaint()
    {
        Scenario scenario = alone();
        scenario.ambient = {0.05, 100, 0.5};
        QVERIFY(heardIdle(scenario, {300}, format7E1, 5s).isEmpty());
        // On a meter the probe keeps most of it away.
        scenario.ambient.level = 0.15;
        QVERIFY(!heardIdle(scenario, {300}, format7E1, 5s).isEmpty());
        scenario.placement.on = Place::meter;
        QVERIFY(heardIdle(scenario, {300}, format7E1, 5s).isEmpty());
    }

    // An idle line that is low from the start says nothing (reference signatures.md §8).
    void lowFromTheStart_data()
    {
        QTest::addColumn<Scenario>("scenario");
        Scenario scenario = alone();
        scenario.receiver.stuckLow = true;
        QTest::newRow("stuck") << scenario;
        scenario = alone();
        scenario.ambient.level = 5;
        QTest::newRow("sun") << scenario;
        scenario = alone();
        scenario.receiver.inverted = true;
        QTest::newRow("inverted") << scenario;
        scenario = alone();
        scenario.port.input = PortInput::low;
        QTest::newRow("input") << scenario;
    }
    void lowFromTheStart()
    {
        QFETCH(Scenario, scenario);
        QVERIFY(heardIdle(scenario, {300}, format7E1, 5s).isEmpty());
        QVERIFY(heardIdle(scenario, {9600}, format8N1, 5s).isEmpty());
    }

    // The light has limits in both directions.
    void answers_data()
    {
        QTest::addColumn<Scenario>("scenario");
        QTest::addColumn<bool>("answers");
        Scenario scenario;
        QTest::newRow("healthy") << scenario << true;
        scenario.meter.ledPower = 0.005;
        QTest::newRow("faint meter") << scenario << false;
        scenario = {};
        scenario.meter.receiverOn = 10;
        QTest::newRow("deaf meter") << scenario << false;
        scenario = {};
        scenario.placement.distanceMm = 40;
        QTest::newRow("40 mm away") << scenario << true;
        scenario.placement.distanceMm = 60;
        QTest::newRow("60 mm away") << scenario << false;
        scenario = {};
        scenario.placement.rotationDeg = 20;
        QTest::newRow("turned by 20 degrees") << scenario << true;
        scenario.placement.rotationDeg = -45;
        QTest::newRow("turned by 45 degrees") << scenario << false;
        scenario = {};
        scenario.placement.lateralMm = 5;
        QTest::newRow("shifted by 5 mm") << scenario << true;
        scenario.placement.lateralMm = 8;
        QTest::newRow("shifted by 8 mm") << scenario << false;
        scenario = {};
        scenario.placement.on = Place::nothing;
        QTest::newRow("in the air") << scenario << false;
        scenario = {};
        scenario.transmitter.inverted = true;
        QTest::newRow("transmitter inverted") << scenario << false;
    }
    void answers()
    {
        QFETCH(Scenario, scenario);
        const Characters heard = echoOf(scenario, {300}, format7E1);
        QFETCH(bool, answers);
        QCOMPARE(toBytes(heard), answers ? QByteArray("/XXX5METER\r\n") : QByteArray());
    }

    void sameEveryTime()
    {
        Scenario scenario;
        scenario.ambient = {0.5, 97, 0.3};
        scenario.leak.optical = 0.05;
        const Characters one = echoOf(scenario, {300}, format7E1);
        QVERIFY(!one.isEmpty());
        QCOMPARE(echoOf(scenario, {300}, format7E1), one);
    }
};

QTEST_APPLESS_MAIN(TestVirtualLine)
#include "tst_virtualline.moc"
