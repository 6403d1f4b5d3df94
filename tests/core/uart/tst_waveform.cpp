// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/waveform.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr Level mark = Level::Mark;
constexpr Level space = Level::Space;

Instant at(nanoseconds time)
{
    return Instant(time);
}

Waveform pulse(nanoseconds from, nanoseconds to)
{
    Waveform wave;
    wave.set(at(from), space);
    wave.set(at(to), mark);
    return wave;
}

} // namespace

class TestWaveform : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void edgesAlternate()
    {
        Waveform wave;
        wave.set(at(1s), mark);
        QVERIFY(wave.edges().empty());
        wave.set(at(2s), space);
        wave.set(at(3s), space);
        QCOMPARE(wave.edges().size(), size_t(1));
        QCOMPARE(wave.final(), space);
        wave.set(at(2s), mark);
        QVERIFY(wave.edges().empty());
    }

    void levelIsThatOfTheLastEdge()
    {
        const Waveform wave = pulse(1s, 2s);
        QCOMPARE(wave.levelAt(at(999ms)), mark);
        QCOMPARE(wave.levelAt(at(1s)), space);
        QCOMPARE(wave.levelAt(at(1999ms)), space);
        QCOMPARE(wave.levelAt(at(2s)), mark);
    }

    void continuesWithAnother()
    {
        Waveform wave = pulse(1s, 5s);
        wave.continueWith(pulse(3s, 4s), at(2s));
        Waveform expected = pulse(1s, 2s);
        expected.set(at(3s), space);
        expected.set(at(4s), mark);
        QCOMPARE(wave, expected);

        Waveform inside = pulse(1s, 5s);
        inside.continueWith(pulse(1s, 6s), at(2s));
        QCOMPARE(inside, pulse(1s, 6s));
    }

    void forgetsWhatIsPast()
    {
        Waveform wave = pulse(1s, 2s);
        wave.forgetBefore(at(1s));
        QCOMPARE(wave.edges().size(), size_t(2));
        wave.forgetBefore(at(2s));
        QCOMPARE(wave.initial(), space);
        QCOMPARE(wave.edges().size(), size_t(1));
        QCOMPARE(wave.levelAt(at(3s)), mark);
    }

    void lightOfBoth_data()
    {
        QTest::addColumn<Waveform>("one");
        QTest::addColumn<Waveform>("other");
        QTest::addColumn<Waveform>("expected");
        QTest::newRow("overlap") << pulse(1s, 3s) << pulse(2s, 4s) << pulse(1s, 4s);
        QTest::newRow("inside") << pulse(1s, 4s) << pulse(2s, 3s) << pulse(1s, 4s);
        QTest::newRow("touching") << pulse(1s, 2s) << pulse(2s, 3s) << pulse(1s, 3s);
        QTest::newRow("dark") << pulse(1s, 2s) << Waveform() << pulse(1s, 2s);
        QTest::newRow("always light") << pulse(1s, 2s) << Waveform(space) << Waveform(space);
    }
    void lightOfBoth()
    {
        QFETCH(Waveform, one);
        QFETCH(Waveform, other);
        QTEST(spaceOfEither(one, other), "expected");
        QTEST(spaceOfEither(other, one), "expected");
    }
};

QTEST_APPLESS_MAIN(TestWaveform)
#include "tst_waveform.moc"
