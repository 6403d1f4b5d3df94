// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/uart/uartwords.h"

#include <QTest>

#include <algorithm>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

const QByteArray signOn = QByteArrayLiteral("/?!\r\n");

Waveform pulse(nanoseconds length)
{
    Waveform line;
    line.set(lineBegin, Level::Space);
    line.set(lineBegin + length, Level::Mark);
    return line;
}

/// \a line whose light comes later by \a later and goes out later by \a longer.
Waveform distorted(const Waveform &line, nanoseconds later, nanoseconds longer)
{
    Waveform changed;
    const std::vector<Edge> &edges = line.edges();
    for (size_t i = 0; i + 1 < edges.size(); i += 2) {
        const Instant on = edges[i].at + later;
        const Instant off = edges[i + 1].at + longer;
        if (on >= off)
            continue;
        changed.set(on, Level::Space);
        changed.set(off, Level::Mark);
    }
    return changed;
}

/// A pulse of \a width at each falling edge of \a line.
Waveform spikes(const Waveform &line, nanoseconds width)
{
    Waveform changed;
    for (const Edge &edge : line.edges()) {
        if (edge.level == Level::Mark)
            continue;
        changed.set(edge.at, Level::Space);
        changed.set(edge.at + width, Level::Mark);
    }
    return changed;
}

} // namespace

/// The tables of reference signatures.md §6, §7 and §16: what becomes of pulses of light that are
/// too short, too long or spikes. In §7 the phase of the receiver's samples decides at 0.45 and
/// 0.48 bits shorter and at 0.50 and 1 bit longer: these cells are tested at all phases (phases()).
class TestPulseSignatures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void singlePulse_data();
    void singlePulse();
    void distortion_data();
    void distortion();
    void distortionAtBauds_data();
    void distortionAtBauds();
    void phases_data();
    void phases();
    void edgeSpikes_data();
    void edgeSpikes();
    void slowRise_data();
    void slowRise();
};

// §6.
void TestPulseSignatures::singlePulse_data()
{
    QTest::addColumn<double>("bits");
    QTest::addColumn<QString>("as7E1");
    QTest::addColumn<QString>("as8N1");
    const auto row = [](double bits, const char *as7E1, const char *as8N1) {
        QTest::addRow("%.2f bits", bits) << bits << text(as7E1) << text(as8N1);
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
void TestPulseSignatures::singlePulse()
{
    QFETCH(double, bits);
    for (const int baud : {300, 9600}) {
        const BitClock clock{{baud}};
        const Waveform line = pulse(clock.bits(bits));
        QTEST(toText(decode(line, clock, format7E1)), "as7E1");
        QTEST(toText(decode(line, clock, format8N1)), "as8N1");
    }
}

// §7: light pulses that are too short or, negative, too long.
void TestPulseSignatures::distortion_data()
{
    QTest::addColumn<double>("shorter");
    QTest::addColumn<QString>("expected");
    const auto row = [](double shorter, const char *expected) {
        QTest::addRow("%.2f bits", shorter) << shorter << text(expected);
    };
    for (const double harmless : {0.0, 0.2, 0.4, -0.2, -0.4, -0.45})
        row(harmless, "2F 3F 21 0D 0A");
    for (const double tooShort : {0.5, 0.55, 0.6, 0.8, 0.95})
        row(tooShort, "0F[P] 7F[F] 0F[P]");
    for (const double tooLong : {-0.55, -0.6, -0.8})
        row(tooLong, "0E[P] 3E[F] 00[B] 08[P] 00[B]");
}
void TestPulseSignatures::distortion()
{
    QFETCH(double, shorter);
    const BitClock clock{{300}};
    const Waveform line =
        distorted(lineOf(signOn, clock, format7E1), clock.bits(std::max(0.0, shorter)),
                  clock.bits(std::max(0.0, -shorter)));
    QTEST(toText(decode(line, clock, format7E1)), "expected");
}

// §7: whether the echo is exact with pulses so much shorter, and longer; `?` where the phase
// decides.
void TestPulseSignatures::distortionAtBauds_data()
{
    QTest::addColumn<int>("microseconds");
    QTest::addColumn<QStringList>("exact");
    const auto row = [](int microseconds, const char *exact) {
        QTest::addRow("%d us", microseconds) << microseconds << text(exact).split(u' ');
    };
    row(5, "YY YY YY YY YY YY YY");
    row(10, "YY YY YY YY YY YY YY");
    row(20, "YY YY YY YY YY YY nn");
    row(30, "YY YY YY YY YY nn nn");
    row(50, "YY YY YY YY ?Y nn nn");
    row(100, "YY YY YY ?Y nn nn nn");
    row(200, "YY YY ?Y nn nn nn nn");
    row(500, "YY nn nn nn nn nn nn");
    row(1000, "YY nn nn nn nn nn nn");
}
void TestPulseSignatures::distortionAtBauds()
{
    QFETCH(int, microseconds);
    const nanoseconds wrong = std::chrono::microseconds(microseconds);
    QStringList found;
    for (const int baud : {300, 1200, 2400, 4800, 9600, 19200, 38400}) {
        const BitClock clock{{baud}};
        const Waveform line = lineOf(signOn, clock, format7E1);
        const auto isExact = [&](nanoseconds later, nanoseconds longer) {
            const auto read = decode(distorted(line, later, longer), clock, format7E1);
            return toText(read) == text("2F 3F 21 0D 0A");
        };
        found.append(QString(isExact(wrong, 0ns) ? u'Y' : u'n')
                     + (isExact(0ns, wrong) ? u'Y' : u'n'));
    }
    QFETCH(QStringList, exact);
    QCOMPARE(found.size(), exact.size());
    for (qsizetype i = 0; i < found.size(); ++i) {
        QVERIFY(exact[i][0] == u'?' || exact[i][0] == found[i][0]);
        QCOMPARE(found[i][1], exact[i][1]);
    }
}

// Cells where the phase decides: such a receiver comes to them at one of its phases.
void TestPulseSignatures::phases_data()
{
    QTest::addColumn<Waveform>("line");
    QTest::addColumn<QString>("expected");
    const Waveform request = lineOf(signOn, {{300}}, format7E1);
    const auto bits = [](double count) { return BitClock{{300}}.bits(count); };
    const QString clean = text("2F 3F 21 0D 0A");
    QTest::newRow("0.45 bits shorter")
        << distorted(request, bits(0.45), 0ns) << text("0F[P] 7F[F] 0F[P]");
    QTest::newRow("0.50 bits longer") << distorted(request, 0ns, bits(0.5)) << clean;
    QTest::newRow("0.48 bits shorter")
        << distorted(request, bits(0.48), 0ns) << text("0F[P] 7F[F] 0F[P]");
    QTest::newRow("0.48 bits longer") << distorted(request, 0ns, bits(0.48)) << clean;
    QTest::newRow("1 bit longer") << distorted(request, 0ns, bits(1)) << text("0E[P] 3E[F] 08[F]");
}
void TestPulseSignatures::phases()
{
    QFETCH(Waveform, line);
    QFETCH(QString, expected);
    const QStringList read = readAtPhases(line, {{300}}, format7E1);
    QVERIFY2(read.contains(expected), qPrintable(read.join(u'\n')));
}

// §7: pulses at each edge of the transmitter.
void TestPulseSignatures::edgeSpikes_data()
{
    QTest::addColumn<int>("microseconds");
    QTest::addColumn<QString>("at300");
    QTest::addColumn<QString>("at9600");
    QTest::addColumn<QString>("at115200");
    const auto row = [](int microseconds, const char *at300, const char *at9600,
                        const char *at115200) {
        QTest::addRow("%d us", microseconds)
            << microseconds << text(at300) << text(at9600) << text(at115200);
    };
    row(1, "", "", "");
    row(10, "", "", "FF");
    row(50, "", "", "E0");
    row(100, "", "FF", "00[B]");
    row(200, "", "FE", "00[B]");
    row(500, "", "F0", "00[B]");
    row(1000, "", "00[B]", "00[B]");
    row(1700, "2F 3F[P] 3D 6D 6B", "00[B]", "00[B]");
    row(2000, "2F 3F[P] 3D 6D 6B", "00[B]", "00[B]");
}
void TestPulseSignatures::edgeSpikes()
{
    QFETCH(int, microseconds);
    const Waveform line =
        spikes(lineOf(signOn, {{300}}, format7E1), std::chrono::microseconds(microseconds));
    QTEST(toText(decode(line, {{300}}, format7E1)), "at300");
    const auto commonAt = [&](int baud) {
        const QStringList words =
            toText(decode(line, {{baud}}, format8N1)).split(u' ', Qt::SkipEmptyParts);
        return words.isEmpty() || words.count(words.first()) < words.size() ? words.join(u' ')
                                                                            : words.first();
    };
    QTEST(commonAt(9600), "at9600");
    QTEST(commonAt(115200), "at115200");
}

// §16: a receiver that needs so many bits of light without a break.
void TestPulseSignatures::slowRise_data()
{
    QTest::addColumn<double>("bits");
    QTest::addColumn<QString>("request");
    QTest::addColumn<QString>("zeros");
    const auto row = [](double bits, const char *request, const char *zeros) {
        QTest::addRow("%.1f bits", bits) << bits << text(request) << text(zeros);
    };
    row(0.3, "2F 3F 21 0D 0A", "00 00 00 00 00");
    for (const double bits : {0.5, 0.9, 1.2})
        row(bits, "0F[P] 7F[F] 0F[P]", "00[P] 00[P] 00[P] 00[P] 00[P]");
    row(2.2, "7E[P] 7F 7E[P]", "40 40 40 40 40");
    row(3.2, "7F 7F", "60[P] 60[P] 60[P] 60[P] 60[P]");
    row(5, "", "78[P] 78[P] 78[P] 78[P] 78[P]");
}
void TestPulseSignatures::slowRise()
{
    QFETCH(double, bits);
    const BitClock clock{{300}};
    const auto received = [&](const QByteArray &data) {
        const Waveform line = distorted(lineOf(data, clock, format7E1), clock.bits(bits), 0ns);
        return toText(decode(line, clock, format7E1));
    };
    QTEST(received(signOn), "request");
    QTEST(received(QByteArray(5, '\0')), "zeros");
}

QTEST_APPLESS_MAIN(TestPulseSignatures)
#include "tst_pulsesignatures.moc"
