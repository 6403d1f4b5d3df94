// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/opticalpath.h"
#include "core/bench/virtualline.h"
#include "core/capture/analoglevels.h"
#include "core/capture/sigrokreader.h"
#include "core/capture/waveformimport.h"
#include "core/recognise/lineclassifier.h"
#include "core/uart/softwareparity.h"
#include "tests/core/capture/wavesession.h"

#include <QTest>

#include <functional>
#include <limits>
#include <random>

using namespace optoscope;
using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace {

using Kind = ImportError::Kind;
using Sample = std::function<double(Instant)>;

/// What an oscilloscope's input sees of \a line: an offset, noise, and one glitch far outside.
Sample voltage(const Waveform &line, double low = 0.2, double high = 3.1)
{
    auto random = std::make_shared<std::mt19937>(7);
    return [line, low, high, random](Instant at) {
        if (at > Instant(milliseconds(9)) && at < Instant(milliseconds(9) + microseconds(15)))
            return 40.0;
        const double noise = std::normal_distribution<double>(0, 0.05)(*random);
        return (line.levelAt(at) == Level::Mark ? high : low) + noise;
    };
}

/// The meter's identification alone, at 300 baud.
Session identified()
{
    Session session;
    session.end =
        Encoder({{300}}, format7E1)
            .encode(Instant(milliseconds(50)), toCharacters(identification), session.received)
        + milliseconds(100);
    return session;
}

QByteArray csvOf(const QByteArray &head, const std::function<QByteArray(int, Instant)> &row,
                 nanoseconds step, Instant end)
{
    QByteArray csv = head;
    int number = 0;
    for (Instant at; at < end; at += step)
        csv += row(number++, at) + '\n';
    return csv;
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 9);
}

double secondsOf(Instant at)
{
    return static_cast<double>(at.time_since_epoch().count()) * 1e-9;
}

QByteArray floatsOf(const Sample &sample, nanoseconds step, Instant end)
{
    QByteArray bytes;
    for (Instant at; at < end; at += step) {
        const auto value = static_cast<float>(sample(at));
        bytes.append(reinterpret_cast<const char *>(&value), sizeof(value));
    }
    return bytes;
}

QStringList saidIn(const QString &name, const QByteArray &content, const WaveOptions &options = {})
{
    const WaveResult result = readWaveform(name, content, options.threshold);
    if (const auto *error = std::get_if<ImportError>(&result))
        return {u"error "_qs + QString::number(static_cast<int>(error->kind))};
    const auto chosen = chooseChannels(std::get<WaveFile>(result), options);
    if (const auto *error = std::get_if<ImportError>(&chosen))
        return {error->detail};
    return optoscope::saidIn(decodeChannels(std::get<ChosenChannels>(chosen), options));
}

const QStringList identifiedText{u"RX "_qs + QString::fromLatin1(identification)};

} // namespace

/// The forms in which scopes and analysers write, and what can be said of a file.
class tst_WaveformForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void levelsAreFound_data();
    void levelsAreFound();
    void oscilloscopes_data();
    void oscilloscopes();
    void realVariables();
    void buses();
    void analogueSessions();
    void analogueSessionsMayLie_data();
    void analogueSessionsMayLie();
    void linesAreNamed_data();
    void linesAreNamed();
    void polarityAndThreshold();
    void speedAndFormat();
    void benchIsReadBack_data();
    void benchIsReadBack();
    void conversationOfTheBenchIsReadBack();
};

void tst_WaveformForms::levelsAreFound_data()
{
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<bool>("parted");
    const auto row = [](const char *name, QList<double> values, double low, double high,
                        bool parted) { QTest::newRow(name) << values << low << high << parted; };
    const QList<double> lows(50, 0.1);
    const QList<double> highs(950, 3.3);
    row("two levels", lows + highs, 0.1, 3.3, true);
    row("a spike", lows + highs + QList<double>{100}, 0.1, 3.3, true);
    row("negative", QList<double>(50, -12) + QList<double>(900, 11), -12, 11, true);
    row("tiny", QList<double>(50, 1e-9) + QList<double>(900, 3e-9), 1e-9, 3e-9, true);
    row("huge", QList<double>(50, -1e308) + QList<double>(900, 1e308), -1e308, 1e308, true);
    row("one level", highs, 0, 3.3, false);
    row("nothing", {}, 0, 1, false);
    QList<double> noise;
    std::mt19937 random(1);
    for (int i = 0; i < 5000; ++i)
        noise.append(std::normal_distribution<double>(1, 0.1)(random));
    row("noise", noise, 0.7, 1.3, false);
}

void tst_WaveformForms::levelsAreFound()
{
    QFETCH(QList<double>, values);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(bool, parted);
    AnalogLevels levels;
    for (const double value : values)
        levels.add(value);
    levels.settle();
    QCOMPARE(levels.levelOf(high, Level::Space), Level::Mark);
    QCOMPARE(levels.levelOf(low, Level::Mark), parted ? Level::Space : Level::Mark);
    if (!parted)
        return;
    for (const Level before : {Level::Mark, Level::Space})
        QCOMPARE(levels.levelOf(low / 2 + high / 2, before), before);
}

void tst_WaveformForms::oscilloscopes_data()
{
    QTest::addColumn<QByteArray>("content");
    const Session session = identified();
    const auto row = [&](const char *name, const QByteArray &head,
                         const std::function<QByteArray(int, Instant, double)> &line) {
        const Sample sample = voltage(session.received);
        QTest::newRow(name) << csvOf(
            head, [&](int i, Instant at) -> QByteArray { return line(i, at, sample(at)); },
            microseconds(100), session.end);
    };
    const auto plain = [](int, Instant at, double volts) -> QByteArray {
        return number(secondsOf(at) - 0.01) + ',' + number(volts);
    };
    row("Rigol", "X,CH1,Start,Increment,\nSequence,Volt,-1.0e-02,1.0e-04\n",
        [](int i, Instant, double volts) -> QByteArray {
            return QByteArray::number(i) + ',' + number(volts) + ',';
        });
    row("Rigol, two channels", "X,CH1,CH2,Start,Increment\nSequence,Volt,Volt,0,1.0e-04\n",
        [](int i, Instant, double volts) -> QByteArray {
            return QByteArray::number(i) + ',' + number(volts) + ",0.01,";
        });
    row("Rigol with times", "Time(s),CH1(V)\n", plain);
    row("Siglent",
        "Record Length,Analog:7000\nSample Interval,Analog:0.0001\nVertical Units,CH1:V\n"
        "Source,CH1\nSecond,Volt\n",
        plain);
    row("Tektronix TDS",
        "Record Length,2.500000e+03,,-0.010000000000,  3.10000,\n"
        "Sample Interval,1.000000e-04,,-0.009900000000,  3.10000,\n"
        "Trigger Point,1.0e+03,,-0.009800000000,  3.10000,\n",
        [](int, Instant at, double volts) -> QByteArray {
            return ",,," + number(secondsOf(at) - 0.0097) + ", " + number(volts) + ',';
        });
    row("Tektronix MSO", "Model,MSO4034\nFirmware,2.48\n\nTIME,CH1\n", plain);
    row("LeCroy",
        "LECROYWS424,12345,Waveform\nSegments,1,SegmentSize,5002\n"
        "Segment,TrigTime,TimeSinceSegment1\n#1,23-Nov-2026 12:00:00,0\nTime,Ampl\n",
        plain);
    row("Keysight", "x-axis,1\nsecond,Volt\n", plain);
    row("PicoScope", "Zeit;Kanal A\n(ms);(V)\n\n", [](int, Instant at, double volts) -> QByteArray {
        return QByteArray(number(secondsOf(at) * 1e3) + ';' + number(volts)).replace('.', ',');
    });
}

void tst_WaveformForms::oscilloscopes()
{
    QFETCH(QByteArray, content);
    QVERIFY(looksLikeWaveform(u"a.csv"_qs, content));
    QCOMPARE(saidIn(u"a.csv"_qs, content), identifiedText);
}

void tst_WaveformForms::realVariables()
{
    const Session session = identified();
    const Sample sample = voltage(session.received);
    QByteArray vcd("$timescale 1 us $end\n$var real 64 ! VRX $end\n$enddefinitions $end\n");
    for (Instant at; at < session.end; at += microseconds(100))
        vcd += '#' + QByteArray::number(at.time_since_epoch() / microseconds(1)) + "\nr"
            + number(sample(at)) + " !\n";
    QCOMPARE(saidIn(u"a.vcd"_qs, vcd), identifiedText);
}

void tst_WaveformForms::buses()
{
    const Session session = makeSession();
    QByteArray vcd("$timescale 1 us $end\n$var wire 8 ! D [7:0] $end\n$enddefinitions $end\n");
    Instant last = Instant::min();
    std::vector<Instant> times{Instant()};
    for (const Waveform *line : {&session.sent, &session.received})
        for (const Edge &edge : line->edges())
            times.push_back(edge.at);
    std::ranges::sort(times);
    for (const Instant at : times) {
        if (at == last)
            continue;
        last = at;
        const bool rx = session.received.levelAt(at) == Level::Mark;
        const bool tx = session.sent.levelAt(at) == Level::Mark;
        // The leading zeros are left out.
        QByteArray bits = QByteArray(tx ? "1" : "0") + (rx ? "100" : "000");
        while (bits.size() > 1 && bits.startsWith('0'))
            bits.remove(0, 1);
        vcd += '#' + QByteArray::number(at.time_since_epoch() / microseconds(1)) + "\nb" + bits
            + " !\n";
    }
    QCOMPARE(saidIn(u"a.vcd"_qs, vcd), expected);
    WaveOptions options;
    options.channel = u"D[2]"_qs;
    options.sentChannel = u"d[3]"_qs;
    QCOMPARE(saidIn(u"a.vcd"_qs, vcd, options), expected);
    options.sentChannel.clear();
    QCOMPARE(saidIn(u"a.vcd"_qs, vcd, options), QStringList{expected[1] + expected[3].sliced(3)});
}

void tst_WaveformForms::analogueSessions()
{
    const Session session = identified();
    QByteArray samples = floatsOf(voltage(session.received), microseconds(100), session.end);
    const float none = std::numeric_limits<float>::quiet_NaN();
    samples.append(reinterpret_cast<const char *>(&none), sizeof(none));
    const QByteArray metadata("[device 1]\nsamplerate=10 kHz\ntotal analog=1\nanalog1=CH1\n");
    QCOMPARE(saidIn(u"a.sr"_qs, zipOf({{"metadata", metadata}, {"analog-1-1-1", samples}})),
             identifiedText);
    // In parts that cut a sample, and beside logic lines.
    const QByteArray both("[device 1]\ncapturefile=logic-1\nunitsize=1\nsamplerate=10 kHz\n"
                          "probe1=D0\ntotal analog=1\nanalog9=CH1\n");
    const QByteArray logic(samples.size() / 4, '\1');
    const qsizetype cut = samples.size() / 2 | 1;
    const QByteArray archive = zipOf({{"metadata", both},
                                      {"logic-1-1", logic},
                                      {"analog-1-9-1", samples.first(cut)},
                                      {"analog-1-9-2", samples.sliced(cut)}});
    QCOMPARE(saidIn(u"a.sr"_qs, archive), identifiedText);
}

void tst_WaveformForms::analogueSessionsMayLie_data()
{
    QTest::addColumn<QByteArray>("metadata");
    QTest::addColumn<QByteArray>("samples");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const char *metadata, const QByteArray &samples,
                        Kind kind) {
        QTest::newRow(name) << QByteArray(metadata) << samples << static_cast<int>(kind);
    };
    row("no samples", "samplerate=1 kHz\nanalog2=A\n", "1234", Kind::Truncated);
    row("no lines", "samplerate=1 kHz\ntotal analog=9\n", "1234", Kind::NoChannels);
    row("a rate of NaN", "samplerate=nan\nanalog1=A\n", "1234", Kind::BadSampleRate);
    row("a negative rate", "samplerate=-5 kHz\nanalog1=A\n", "1234", Kind::BadSampleRate);
    row("too much", "samplerate=1 kHz\nanalog1=A\n", QByteArray(3 * 1024 * 1024, '\0'),
        Kind::TooLargeUnpacked);
}

void tst_WaveformForms::analogueSessionsMayLie()
{
    QFETCH(QByteArray, metadata);
    QFETCH(QByteArray, samples);
    const WaveResult result =
        readSigrok(zipOf({{"metadata", metadata}, {"analog-1-1-1", samples}}), 1024 * 1024);
    const auto *error = std::get_if<ImportError>(&result);
    QVERIFY(error);
    QTEST(static_cast<int>(error->kind), "kind");
}

void tst_WaveformForms::linesAreNamed_data()
{
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("sentChannel");
    QTest::addColumn<QStringList>("said");
    const QString meter = expected[1] + expected[3].sliced(3);
    const QString us = expected[0].sliced(3) + expected[2].sliced(3);
    QTest::newRow("found") << QString() << QString() << expected;
    QTest::newRow("names") << u"b"_qs << u"A"_qs << expected;
    QTest::newRow("numbers") << u"2"_qs << u"1"_qs << expected;
    QTest::newRow("the meter alone") << u"B"_qs << QString() << QStringList{meter};
    QTest::newRow("what we sent as the meter's")
        << u"A"_qs << QString() << QStringList{u"RX "_qs + us};
    QTest::newRow("no such name") << u"C"_qs << QString() << QStringList{u"A, B, 3"_qs};
    QTest::newRow("no such number") << u"4"_qs << QString() << QStringList{u"A, B, 3"_qs};
    QTest::newRow("zero") << u"0"_qs << QString() << QStringList{u"A, B, 3"_qs};
}

void tst_WaveformForms::linesAreNamed()
{
    QFETCH(QString, channel);
    QFETCH(QString, sentChannel);
    const Session session = makeSession();
    const WaveFile file{
        {{u"A"_qs, session.sent}, {u"B"_qs, session.received}, {{}, Waveform()}}, {}, session.end};
    WaveOptions options;
    options.channel = channel;
    options.sentChannel = sentChannel;
    const auto chosen = chooseChannels(file, options);
    if (const auto *error = std::get_if<ImportError>(&chosen)) {
        QCOMPARE(error->kind, Kind::NoSuchChannel);
        QTEST(QStringList{error->detail}, "said");
        return;
    }
    QTEST(optoscope::saidIn(decodeChannels(std::get<ChosenChannels>(chosen))), "said");
}

void tst_WaveformForms::polarityAndThreshold()
{
    const Session session = identified();
    const WaveFile file{{{u"A"_qs, inverted(session.received)}}, {}, session.end};
    WaveOptions options;
    for (const bool idlesLow : {true, false}) {
        options.idlesLow = idlesLow;
        const auto chosen = chooseChannels(file, options);
        const Waveform read = std::get<ChosenChannels>(chosen).received->line;
        QCOMPARE(read, idlesLow ? session.received : file.channels[0].line);
    }
    // Three levels: the line's and a supply that was switched off.
    const auto row = [&](int, Instant at) -> QByteArray {
        const bool high = session.received.levelAt(at) == Level::Mark;
        const double volts = at > session.end - milliseconds(20) ? -30 : high ? 3.3 : 0;
        return number(secondsOf(at)) + ',' + number(volts);
    };
    const QByteArray csv = csvOf("Time (s),A\n", row, microseconds(100), session.end);
    QVERIFY(saidIn(u"a.csv"_qs, csv) != identifiedText);
    options = {};
    options.threshold = 1.6;
    const QStringList said = saidIn(u"a.csv"_qs, csv, options);
    QVERIFY2(said.value(0).startsWith(identifiedText[0]), qPrintable(said.join(u'|')));
}

void tst_WaveformForms::speedAndFormat()
{
    const Session session = identified();
    const ChosenChannels channels{{}, WaveChannel{{}, session.received}};
    WaveOptions options;
    options.format = format8N1;
    const TraceEntries asEight = decodeChannels(channels, options);
    const LineSettings settings = std::get<LineSettings>(asEight.front().what);
    QCOMPARE(settings.baud, Baud{300});
    QCOMPARE(settings.format, format8N1);
    LineClassifier classifier;
    classifier.append(asEight);
    QCOMPARE(classifier.verdict().lineClass, LineClass::parityBitsLeft);
    options = {};
    options.baud = Baud{1200};
    for (const TraceEntry &entry : decodeChannels(channels, options))
        if (const auto *found = std::get_if<LineSettings>(&entry.what))
            QCOMPARE(found->baud, Baud{1200});
    options.format = format7E1;
    options.baud = Baud{300};
    QCOMPARE(optoscope::saidIn(decodeChannels(channels, options)), identifiedText);
}

/// Waveforms of the bench: its port's output and input.
void tst_WaveformForms::benchIsReadBack_data()
{
    QTest::addColumn<double>("on");
    QTest::addColumn<int>("baud");
    for (const double on : {0.04, 0.06, 0.1})
        for (const int baud : {300, 2400, 9600})
            QTest::addRow("%.2f at %d", on, baud) << on << baud;
}

void tst_WaveformForms::benchIsReadBack()
{
    QFETCH(double, on);
    QFETCH(int, baud);
    Scenario scenario;
    scenario.receiver.on = on;
    scenario.receiver.off = on * 2 / 3;
    const BitClock clock{{baud}};
    const QByteArray answer = identification + readout;
    Session session;
    const Encoder encoder(clock, format7E1);
    Instant end = encoder.encode(Instant(milliseconds(50)), toCharacters(request), session.sent);
    end = encoder.encode(end + milliseconds(250), toCharacters(answer), session.received);
    OpticalPath path(scenario);
    path.spread(session.sent, session.received, Instant());
    const QByteArray vcd = vcdOf({session.sent, path.atPort(), end + milliseconds(100), true});
    Decoder decoder(clock, format7E1);
    decoder.feed(path.atPort(), Instant());
    QByteArray heard;
    for (const TimedCharacter &timed : decoder.take(Instant::max()))
        heard += static_cast<char>(timed.character.wire);
    QCOMPARE(heard, answer);
    QCOMPARE(saidIn(u"a.vcd"_qs, vcd),
             (QStringList{u"TX "_qs + QString::fromLatin1(request),
                          u"RX "_qs + QString::fromLatin1(heard)}));
}

/// What the virtual line received, drawn from its characters.
void tst_WaveformForms::conversationOfTheBenchIsReadBack()
{
    VirtualLine line({}, {QByteArrayLiteral("/XXX5METER"), QByteArrayLiteral("1.8.0(1)\r\n")});
    Trace trace;
    line.start(Instant());
    line.setPort(Instant(), {300}, format8N1);
    const LineSettings settings = withSoftwareParity({300}, format7E1);
    trace.append({{Instant(), settings}});
    const Characters wire = toCharacters(encodeCharacters(request, settings));
    const auto sending = line.send(Instant(milliseconds(100)), wire);
    trace.append({{sending.begin, Sent{{wire, settings.characterTime(), {}, true}}}});
    while (const auto next = line.deadline()) {
        if (*next > Instant(std::chrono::seconds(2)))
            break;
        line.advance(*next);
        trace.append(line.takeReceived());
    }
    const VcdLines lines = drawLines(trace);
    QVERIFY(!lines.isMeasured);
    const QStringList said = saidIn(u"a.vcd"_qs, vcdOf(lines));
    QCOMPARE(said, (QStringList{u"TX /?!\r\n"_qs, u"RX /XXX5METER\r\n"_qs}));
}

QTEST_GUILESS_MAIN(tst_WaveformForms)
#include "tst_waveformforms.moc"
