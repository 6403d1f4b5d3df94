// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/meteredload.h"

#include <QTest>

using namespace std::chrono_literals;

namespace optoscope {

namespace {

constexpr std::chrono::milliseconds newYear = 1767225600s;

ReadoutFile sample()
{
    return *ReadoutFile::parse(
        "/DUA5X\r\nF.F(00000000)\r\n0.9.1(142536)\r\n0.9.2(260317)\r\n"
        "1.8.0(012804.376*kWh)\r\n1.6.0(06.412*kW)(2603111845)\r\n"
        "16.7.0(00.918*kW)\r\n32.7.0(231.4*V)\r\n1.8.0*14(1.5*kWh)\r\n!\r\n");
}

} // namespace

class TestMeteredLoad : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void energyIsTheSumOfPower();
    void staysAHousehold();
    void writesLikeTheFile();
    void runsOver();
};

void TestMeteredLoad::energyIsTheSumOfPower()
{
    constexpr std::chrono::milliseconds step = 1s;
    const auto from = newYear + 24h * 300;
    double sum = 0;
    for (auto time = from; time < from + 6h; time += step)
        sum += MeteredLoad::at(time + step / 2).kilowatts / 3600;
    const double counted =
        MeteredLoad::at(from + 6h).kilowattHours - MeteredLoad::at(from).kilowattHours;
    QVERIFY2(qAbs(sum - counted) < 1e-4, qPrintable(QString::number(sum - counted)));
    QVERIFY(qAbs(MeteredLoad::at(newYear).kilowattHours) < 1e-9);
}

void TestMeteredLoad::staysAHousehold()
{
    double least = 1000;
    double most = 0;
    for (auto time = newYear; time < newYear + 24h; time += 1min) {
        const double power = MeteredLoad::at(time).kilowatts;
        least = qMin(least, power);
        most = qMax(most, power);
    }
    QVERIFY(least > 0.1 && least < 0.5);
    QVERIFY(most > 1 && most < 2.5);
}

void TestMeteredLoad::writesLikeTheFile()
{
    const auto time = newYear + 24h * 326 + 10h + 15min + 3s;
    const ReadoutFile now = readoutAt(sample(), time);
    QCOMPARE(now.identification, sample().identification);
    QCOMPARE(now.block.size(), sample().block.size());
    QVERIFY(now.block.contains("F.F(00000000)\r\n0.9.1(101503)\r\n0.9.2(261123)\r\n1.8.0(0"));
    QVERIFY(now.block.contains("1.6.0(06.412*kW)(2603111845)"));
    QVERIFY(now.block.contains("1.8.0*14(1.5*kWh)"));
    const qsizetype energy = now.block.indexOf("1.8.0(") + 6;
    const double counted = now.block.mid(energy, 10).toDouble();
    const double exact = 12804.376 + MeteredLoad::at(time).kilowattHours;
    QVERIFY(counted <= exact + 1e-6 && counted > exact - 0.0011);
    QCOMPARE(readoutAt(sample(), newYear).block.mid(energy, 10), QByteArray("012804.376"));
}

void TestMeteredLoad::runsOver()
{
    const ReadoutFile small = *ReadoutFile::parse("/DUA5X\r\n1.8.0(99.9*kWh)\r\n!\r\n");
    const ReadoutFile later = readoutAt(small, newYear + 24h);
    QCOMPARE(later.block.size(), small.block.size());
    QVERIFY(later.block != small.block);
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestMeteredLoad)
#include "tst_meteredload.moc"
