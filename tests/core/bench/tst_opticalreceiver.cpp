// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/opticalreceiver.h"

#include <QTest>

#include <random>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

Waveform light(std::initializer_list<nanoseconds> edges)
{
    Waveform wave;
    for (const nanoseconds at : edges)
        wave.set(Instant(at), wave.final() == Level::Mark ? Level::Space : Level::Mark);
    return wave;
}

/// The same receiver in steps of 10 ns, as a check on the closed form.
std::vector<Edge> stepped(const std::vector<LightSource> &sources, double on, double off,
                          double timeConstantUs, nanoseconds end)
{
    std::vector<Edge> edges;
    double level = 0;
    bool conducts = false;
    const double share = 1 - std::exp(-0.01 / timeConstantUs);
    for (Instant at; at < Instant(end); at += 10ns) {
        double sum = 0;
        for (const LightSource &source : sources)
            sum += source.waveform.levelAt(at) == Level::Space ? source.irradiance : 0;
        level += (std::min(sum, 3 * on) - level) * share;
        if (conducts ? level < off : level >= on) {
            conducts = !conducts;
            edges.push_back({at, conducts ? Level::Space : Level::Mark});
        }
    }
    return edges;
}

} // namespace

class TestOpticalReceiver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Up to the threshold it takes τ ln(E / (E − on)), down from E τ ln(E / off).
    void crossings_data()
    {
        QTest::addColumn<double>("irradiance");
        QTest::addColumn<double>("timeConstant");
        QTest::addColumn<int>("riseNs");
        QTest::addColumn<int>("fallNs");
        QTest::newRow("20 us") << 2.0 << 20.0 << 13'863 << 27'726;
        QTest::newRow("at the limit") << 3.0 << 20.0 << 8'110 << 35'836;
        QTest::newRow("beyond it") << 30.0 << 20.0 << 8'110 << 35'836;
        QTest::newRow("slow") << 2.0 << 1000.0 << 693'148 << 1'386'295;
        QTest::newRow("at once") << 2.0 << 0.0 << 0 << 0;
    }
    void crossings()
    {
        QFETCH(double, irradiance);
        QFETCH(double, timeConstant);
        QFETCH(int, riseNs);
        QFETCH(int, fallNs);
        OpticalReceiver receiver(1, 0.5, timeConstant);
        receiver.shine({{light({100ms, 200ms}), irradiance}}, Instant());
        const Waveform output = receiver.output();
        QCOMPARE(output.initial(), Level::Mark);
        QCOMPARE(output.edges().size(), 2U);
        QCOMPARE(output.edges()[0].at, Instant(100ms + nanoseconds(riseNs)));
        QCOMPARE(output.edges()[1].at, Instant(200ms + nanoseconds(fallNs)));
    }

    void tooFaintOrTooShort()
    {
        OpticalReceiver faint(1, 0.5, 20);
        faint.shine({{light({1ms, 2ms}), 0.99}}, Instant());
        QVERIFY(faint.output().edges().empty());
        OpticalReceiver brief(1, 0.5, 20);
        brief.shine({{light({1ms, 1ms + 13us}), 2.0}}, Instant());
        QVERIFY(brief.output().edges().empty());
    }

    // Two lights that are each too faint switch it together.
    void lightsAdd()
    {
        OpticalReceiver receiver(1, 0.5, 20);
        receiver.shine({{light({1ms, 5ms}), 0.6}, {light({2ms, 3ms}), 0.6}}, Instant());
        const std::vector<Edge> edges = receiver.output().edges();
        QCOMPARE(edges.size(), 2U);
        QVERIFY(edges[0].at > Instant(2ms) && edges[0].at < Instant(3ms));
        // The first alone holds it: 0.6 is above the lower threshold.
        QVERIFY(edges[1].at > Instant(5ms));
    }

    void lightThatWasThereBefore()
    {
        OpticalReceiver receiver(1, 0.5, 20);
        receiver.shine({{Waveform(Level::Space), 5}}, Instant(1s));
        QCOMPARE(receiver.output().initial(), Level::Space);
        QVERIFY(receiver.output().edges().empty());
    }

    void asInSteps()
    {
        std::mt19937 random(7);
        const auto upTo = [&](int limit) { return int(random() % unsigned(limit)); };
        for (int run = 0; run < 20; ++run) {
            std::vector<LightSource> sources;
            for (int i = 0; i < 3; ++i) {
                LightSource source{Waveform(), 0.3 + upTo(30) / 10.0};
                for (nanoseconds at(0); at < 3ms; at += nanoseconds(1000 + upTo(200'000)))
                    source.waveform.set(Instant(at),
                                        source.waveform.final() == Level::Mark ? Level::Space
                                                                               : Level::Mark);
                sources.push_back(source);
            }
            OpticalReceiver receiver(1, 0.6, 20);
            sources.push_back({Waveform(), 1});
            receiver.shine({{Waveform(), 1}}, Instant(-1ns));
            receiver.shine(sources, Instant());
            const std::vector<Edge> computed = receiver.output().edges();
            const std::vector<Edge> expected = stepped(sources, 1, 0.6, 20, 10ms);
            QCOMPARE(computed.size(), expected.size());
            for (size_t i = 0; i < computed.size(); ++i) {
                QCOMPARE(computed[i].level, expected[i].level);
                QVERIFY(std::chrono::abs(computed[i].at - expected[i].at) < 100ns);
            }
        }
    }

    // Told piece by piece, as a line is, it switches as if it had been told at once.
    void pieceByPiece()
    {
        const std::vector<LightSource> sources{
            {light({1ms, 1100us, 1150us, 2ms, 2010us, 2100us, 3ms, 4ms}), 2.5},
            {light({1050us, 2050us}), 0.7}};
        OpticalReceiver whole(1, 0.6, 20);
        whole.shine(sources, Instant());
        OpticalReceiver pieces(1, 0.6, 20);
        Waveform together;
        for (Instant at; at < Instant(6ms); at += 37us) {
            pieces.shine(sources, at);
            together.continueWith(pieces.output(), at);
        }
        const std::vector<Edge> expected = whole.output().edges();
        QCOMPARE(together.edges().size(), expected.size());
        for (size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::chrono::abs(together.edges()[i].at - expected[i].at) <= 2ns);
    }
};

QTEST_APPLESS_MAIN(TestOpticalReceiver)
#include "tst_opticalreceiver.moc"
