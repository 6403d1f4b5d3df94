// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesimport.h"
#include "core/capture/sigrokreader.h"
#include "core/uart/softwareparity.h"
#include "tests/core/capture/wavesession.h"

#include <QTest>

using namespace optoscope;
using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace {

using Kind = ImportError::Kind;

QByteArray sessionVcd()
{
    const Session session = makeSession();
    return vcdOf({session.sent, session.received, session.end, true});
}

/// A table of both lines, sampled every 100 us.
QByteArray sessionCsv(char separator, char decimal, double unit, bool inverted, double volts,
                      const QByteArray &heading)
{
    const Session session = makeSession();
    QByteArray csv = heading;
    for (Instant at; at < session.end; at += microseconds(20)) {
        const double seconds = static_cast<double>(at.time_since_epoch().count()) * 1e-9;
        QByteArray row = QByteArray::number(seconds / unit, 'g', 9);
        for (const Waveform *line : {&session.sent, &session.received}) {
            const bool high = (line->levelAt(at) == Level::Mark) != inverted;
            row += separator + QByteArray::number(high ? volts : 0.02 * volts, 'f', 2);
        }
        csv += row.replace('.', decimal) + '\n';
    }
    return csv;
}

/// What mode2 prints of the meter's line.
QByteArray sessionLirc()
{
    const Session session = makeSession();
    const std::vector<Edge> &edges = session.received.edges();
    QByteArray text("Using driver default on device /dev/lirc0\nspace 16777215\n");
    for (size_t i = 0; i + 1 < edges.size(); ++i) {
        const auto length =
            std::chrono::duration_cast<microseconds>(edges[i + 1].at - edges[i].at).count();
        text += (edges[i].level == Level::Space ? "pulse " : "space ") + QByteArray::number(length)
            + '\n';
    }
    return text;
}

const QByteArray metadata("[global]\nsigrok version=0.5.2\n\n[device 1]\ncapturefile=logic-1\n"
                          "total probes=4\nsamplerate=100 kHz\nprobe2=RX\nprobe4=TX\nunitsize=1\n");

QByteArray sessionSamples()
{
    const Session session = makeSession();
    QByteArray samples;
    for (Instant at; at < session.end; at += microseconds(10)) {
        samples += static_cast<char>((session.received.levelAt(at) == Level::Mark ? 2 : 0)
                                     | (session.sent.levelAt(at) == Level::Mark ? 8 : 0));
    }
    return samples;
}

TraceEntries entriesOf(const QString &name, const QByteArray &content)
{
    const WaveResult result = readWaveform(name, content);
    const auto *file = std::get_if<WaveFile>(&result);
    return file ? decodeChannels(chooseChannels(*file)) : TraceEntries();
}

} // namespace

class tst_WaveformImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formsAreRead_data();
    void formsAreRead();
    void timesAndSettingsAreMeasured();
    void contentTells_data();
    void contentTells();
    void lirc();
    void sigrokInPieces();
    void channelsAreChosen();
    void errorsAreMarked();
    void drawnTracesAreReadBack();
    void untimedTracesAreDrawn();
    void breaksAreDrawn();
    void badFilesAreRefused_data();
    void badFilesAreRefused();
    void bombsAreStopped();
    void cutFilesAreReadOrRefused_data();
    void cutFilesAreReadOrRefused();
};

void tst_WaveformImport::formsAreRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *title, const QString &name, const QByteArray &content) {
        QTest::newRow(title) << name << content;
    };
    row("VCD", u"a.vcd"_qs, sessionVcd());
    row("sigrok", u"a.sr"_qs,
        zipOf({{"version", "2"}, {"metadata", metadata}, {"logic-1", sessionSamples()}}));
    const QString csv = u"a.csv"_qs;
    row("CSV with units", csv,
        sessionCsv(',', '.', 1, false, 3.3, "Source,CH1,CH2\nSecond,Volt,Volt\n"));
    row("CSV without heading", csv, sessionCsv(',', '.', 1, false, 5, {}));
    row("CSV in ms, unknown names", csv, sessionCsv(',', '.', 1e-3, false, 5, "when,a,b\n"));
    row("CSV in us", csv, sessionCsv(';', '.', 1e-6, false, 5, "\"t\";\"a\";\"b\"\n"));
    row("CSV with decimal commas", csv, sessionCsv(';', ',', 1, false, 1, "Zeit (s);A;B\n"));
    row("CSV with tabs", csv, sessionCsv('\t', ',', 1e-3, false, 1, "Zeit [ms]\tTX\tRX\n"));
    row("CSV, idle low", csv, sessionCsv(',', '.', 1, true, 3.3, "time,d0,d1\n"));
}

void tst_WaveformImport::formsAreRead()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QCOMPARE(saidIn(entriesOf(name, content)), expected);
}

void tst_WaveformImport::timesAndSettingsAreMeasured()
{
    const TraceEntries entries = entriesOf(u"a.vcd"_qs, sessionVcd());
    QVERIFY(entries.size() >= 6);
    QCOMPARE(entries[0].at, Instant(milliseconds(50)));
    QCOMPARE(std::get<LineSettings>(entries[0].what), withSoftwareParity({300}, format7E1));
    QCOMPARE(entries[1].at, Instant(milliseconds(50)));
    const CharacterRun run = std::get<Sent>(entries[1].what).run;
    QCOMPARE(run.characters.size(), request.size());
    QCOMPARE(toBytes(run.characters),
             encodeCharacters(request, withSoftwareParity({300}, format7E1)));
    QVERIFY(std::chrono::abs(run.spacing - nanoseconds(33333333)) < microseconds(2));
    Instant last;
    std::optional<LineSettings> settings;
    for (const TraceEntry &entry : entries) {
        QVERIFY(entry.at >= last);
        last = entry.at;
        if (const auto *found = std::get_if<LineSettings>(&entry.what))
            settings = *found;
    }
    QCOMPARE(settings, withSoftwareParity({9600}, format7E1));
}

void tst_WaveformImport::contentTells_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isWaveform");
    QTest::newRow("VCD") << sessionVcd() << true;
    QTest::newRow("zip") << QByteArray("PK\x03\x04...") << true;
    QTest::newRow("lirc") << sessionLirc() << true;
    QTest::newRow("CSV") << sessionCsv(',', '.', 1, false, 1, {}).first(4000) << true;
    QTest::newRow("read-out") << identification + readout << false;
    QTest::newRow("hex") << QByteArray("TX 2F 3F 21 0D 0A\nRX 2F 41") << false;
    QTest::newRow("words") << QByteArray("pulse of the meter\nspace 12 m\n") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void tst_WaveformImport::contentTells()
{
    QFETCH(QByteArray, content);
    QTEST(looksLikeWaveform(u"a.txt"_qs, content), "isWaveform");
}

void tst_WaveformImport::lirc()
{
    const QStringList said = saidIn(entriesOf(u"mode2.txt"_qs, sessionLirc()));
    QCOMPARE(said, QStringList{u"RX "_qs + QString::fromLatin1(identification + readout)});
}

void tst_WaveformImport::sigrokInPieces()
{
    const QByteArray samples = sessionSamples();
    // Two bytes a sample, and the pieces cut one of them.
    QByteArray wide;
    for (const char sample : samples)
        wide += sample + QByteArray(1, '\0');
    const qsizetype cut = wide.size() / 2 | 1;
    QByteArray data = metadata;
    data.replace("unitsize=1", "unitsize=2");
    const QByteArray archive = zipOf(
        {{"metadata", data}, {"logic-1-1", wide.first(cut)}, {"logic-1-2", wide.sliced(cut)}});
    QCOMPARE(saidIn(entriesOf(u"a.sr"_qs, archive)), expected);
}

void tst_WaveformImport::channelsAreChosen()
{
    const Session session = makeSession();
    Waveform clock;
    for (int i = 0; i < 20000; ++i)
        clock.set(Instant(microseconds(100 * i)), i % 2 ? Level::Mark : Level::Space);
    WaveFile file{{{u"CLK"_qs, clock},
                   {u"D3"_qs, session.received},
                   {u"D4"_qs, Waveform()},
                   {u"D5"_qs, session.sent}},
                  Instant(),
                  session.end};
    // Who speaks first is us.
    ChosenChannels chosen = chooseChannels({{file.channels[1], file.channels[3]}, {}, file.end});
    QCOMPARE(chosen.sent->name, u"D5"_qs);
    QCOMPARE(chosen.received->name, u"D3"_qs);
    // Names come first.
    file.channels[1].name = u"uart_TX"_qs;
    file.channels[3].name = u"RXD"_qs;
    chosen = chooseChannels(file);
    QCOMPARE(chosen.sent->name, u"uart_TX"_qs);
    QCOMPARE(chosen.received->name, u"RXD"_qs);
    // A single line is the meter's; silence is no error.
    chosen = chooseChannels({{{u"A"_qs, session.received}, {u"B"_qs, Waveform()}}, {}, file.end});
    QVERIFY(!chosen.sent);
    QCOMPARE(chosen.received->name, u"A"_qs);
    QCOMPARE(decodeChannels(chooseChannels({})).size(), 1);
}

void tst_WaveformImport::errorsAreMarked()
{
    Waveform line;
    Characters characters = toCharacters(QByteArray(identification + readout));
    characters[3].flags = CharacterFlag::ParityError;
    characters[7].flags = CharacterFlag::FramingError;
    Encoder({{2400}}, format7E1).encode(Instant(milliseconds(20)), characters, line);
    const TraceEntries entries = decodeChannels({{}, WaveChannel{u"RX"_qs, line}});
    Characters read;
    for (const TraceEntry &entry : entries)
        if (const CharacterRun *run = runOf(entry))
            read += run->characters;
    QCOMPARE(read.size(), characters.size());
    for (qsizetype i = 0; i < read.size(); ++i) {
        QCOMPARE(read[i].wire & 0x7F, characters[i].wire);
        QCOMPARE(read[i].flags, characters[i].flags);
    }
}

void tst_WaveformImport::drawnTracesAreReadBack()
{
    Trace trace;
    trace.append(entriesOf(u"a.vcd"_qs, sessionVcd()));
    const VcdLines lines = drawLines(trace);
    QVERIFY(!lines.isMeasured);
    QVERIFY(!lines.timesAreAssumed);
    const QByteArray vcd = vcdOf(lines);
    QVERIFY(vcd.contains("#0\n1!\n1\"\n"));
    QVERIFY(vcd.contains("$comment a test $end"));
    QCOMPARE(saidIn(entriesOf(u"b.vcd"_qs, vcd)), expected);
}

void tst_WaveformImport::untimedTracesAreDrawn()
{
    const auto result = importBytes("TX 2F3F210D0A\nRX 2F414243350D0A\n", BytesForm::Hex);
    Trace trace;
    trace.append(std::get<ImportedBytes>(result).entries);
    const VcdLines lines = drawLines(trace);
    QVERIFY(lines.timesAreAssumed);
    QVERIFY(lines.shift > nanoseconds());
    QCOMPARE(saidIn(entriesOf(u"b.vcd"_qs, vcdOf(lines))),
             (QStringList{u"TX /?!\r\n"_qs, u"RX /ABC5\r\n"_qs}));
}

void tst_WaveformImport::breaksAreDrawn()
{
    Trace trace;
    trace.append(
        {{Instant(milliseconds(500)), Break{true}}, {Instant(milliseconds(1500)), Break{false}}});
    const VcdLines lines = drawLines(trace);
    QCOMPARE(lines.sent.edges(),
             (std::vector<Edge>{{Instant(milliseconds(500)), Level::Space},
                                {Instant(milliseconds(1500)), Level::Mark}}));
}

void tst_WaveformImport::badFilesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *title, const QString &name, const QByteArray &content,
                        Kind kind) {
        QTest::newRow(title) << name << content << static_cast<int>(kind);
    };
    const QString vcd = u"a.vcd"_qs;
    const QByteArray head("$timescale 1 us $end\n$var wire 1 ! RX $end\n$enddefinitions $end\n");
    row("VCD: something else", vcd, "hello world\n", Kind::NotThisFormat);
    row("VCD: cut header", vcd, "$timescale 1 us $end\n$var wire 1", Kind::Truncated);
    row("VCD: cut comment", vcd, head + "#0\n$comment endless\n", Kind::Truncated);
    row("VCD: no variables", vcd, "$timescale 1 us $end $enddefinitions $end\n", Kind::NoChannels);
    row("VCD: wide bus", vcd, "$var wire 4096 ! D $end $enddefinitions $end\n",
        Kind::TooManyChannels);
    row("VCD: bus of no width", vcd, "$var wire -8 ! D $end $enddefinitions $end\n",
        Kind::NotThisFormat);
    row("VCD: real is a word", vcd, "$var real 64 ! V $end $enddefinitions $end\n#0\nrhigh !\n#9\n",
        Kind::BadNumber);
    row("VCD: bad scale", vcd, "$timescale 1 parsec $end\n" + head, Kind::NotThisFormat);
    row("VCD: negative time", vcd, head + "#0\n1!\n#-5\n0!\n", Kind::BadTime);
    row("VCD: NaN", vcd, head + "#0\n1!\n#nan\n0!\n", Kind::BadTime);
    row("VCD: far future", vcd, head + "#0\n1!\n#18446744073709551615\n0!\n", Kind::BadTime);
    row("VCD: time goes back", vcd, head + "#100\n1!\n#50\n0!\n", Kind::TimeGoesBack);
    row("VCD: garbage change", vcd, head + "#100\n1!\n?!\n#200\n", Kind::NotThisFormat);
    row("VCD: endless line", vcd, head + QByteArray(200000, 'x'), Kind::NotThisFormat);
    QByteArray thousands;
    for (int i = 0; i < 5000; ++i)
        thousands += "$var wire 1 n" + QByteArray::number(i) + " N $end\n";
    row("VCD: thousands of lines", vcd, thousands + head, Kind::TooManyChannels);
    const QString csv = u"a.csv"_qs;
    row("CSV: words", csv, "a,b\nc,d\n", Kind::NoChannels);
    row("CSV: NaN time", csv, "0,1\nnan,0\n1,1\n", Kind::BadTime);
    row("CSV: infinite time", csv, "0,1\ninf,0\n1,1\n", Kind::BadTime);
    row("CSV: too late", csv, "time (s),a\n0,1\n1e300,0\n", Kind::BadTime);
    row("CSV: time goes back", csv, "0,1\n2,0\n1,1\n", Kind::TimeGoesBack);
    row("CSV: level is a word", csv, "0,1\n1,high\n2,0\n", Kind::BadNumber);
    row("CSV: wide", csv, QByteArray("0") + QByteArray(",1").repeated(3000) + '\n',
        Kind::TooManyChannels);
    const QString lirc = u"mode2.txt"_qs;
    row("lirc: negative", lirc, "pulse 100\nspace -3\npulse 2\n", Kind::BadTime);
    row("lirc: NaN", lirc, "pulse 100\nspace nan\npulse 2\n", Kind::BadTime);
    row("lirc: for ever", lirc, "pulse 100\nspace 1e300\npulse 2\n", Kind::BadTime);
    const QString sr = u"a.sr"_qs;
    row("sr: no zip", sr, "hello", Kind::BadArchive);
    row("sr: no metadata", sr, zipOf({{"version", "2"}}), Kind::NotThisFormat);
    row("sr: no samples", sr, zipOf({{"metadata", metadata}}), Kind::Truncated);
    const auto lying = [](const QByteArray &from, const QByteArray &to) {
        QByteArray text = metadata;
        return zipOf({{"metadata", text.replace(from, to)}, {"logic-1", "1234"}});
    };
    row("sr: rate 0", sr, lying("100 kHz", "0 Hz"), Kind::BadSampleRate);
    row("sr: rate NaN", sr, lying("100 kHz", "nan"), Kind::BadSampleRate);
    row("sr: wide", sr, lying("unitsize=1", "unitsize=4000000"), Kind::TooManyChannels);
    row("sr: unit size 0", sr, lying("unitsize=1", "unitsize=0"), Kind::TooManyChannels);
    row("sr: no probes", sr, lying("probe", "prob"), Kind::NoChannels);
    const QByteArray archive = zipOf({{"metadata", metadata}, {"logic-1", sessionSamples()}});
    row("sr: cut", sr, archive.first(archive.size() / 2), Kind::BadArchive);
}

void tst_WaveformImport::badFilesAreRefused()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    const WaveResult result = readWaveform(name, content);
    const auto *error = std::get_if<ImportError>(&result);
    QVERIFY(error);
    QTEST(static_cast<int>(error->kind), "kind");
    QCOMPARE(error->name, name);
}

void tst_WaveformImport::bombsAreStopped()
{
    // Each part unpacks to 1 MiB; together they are more than is allowed.
    const QByteArray zeros(1024 * 1024, '\0');
    constexpr qint64 limit = 4 * 1024 * 1024;
    QList<QPair<QByteArray, QByteArray>> files{{"metadata", metadata}};
    for (int i = 1; i <= 5; ++i)
        files.append({"logic-1-" + QByteArray::number(i), zeros});
    const QByteArray archive = zipOf(files);
    QVERIFY(archive.size() < 64 * 1024);
    QVERIFY(std::holds_alternative<WaveFile>(readSigrok(archive)));
    const WaveResult result = readSigrok(archive, limit);
    const auto *error = std::get_if<ImportError>(&result);
    QVERIFY(error);
    QCOMPARE(error->kind, Kind::TooLargeUnpacked);
    QCOMPARE(error->limit, limit);
}

void tst_WaveformImport::cutFilesAreReadOrRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("VCD") << u"a.vcd"_qs << sessionVcd();
    QTest::newRow("CSV") << u"a.csv"_qs
                         << sessionCsv(';', ',', 1, false, 1, "Zeit (s);A;B\n").first(8000);
    QTest::newRow("lirc") << u"a.txt"_qs << sessionLirc();
    QTest::newRow("sr") << u"a.sr"_qs
                        << zipOf({{"metadata", metadata}, {"logic-1", sessionSamples()}});
}

void tst_WaveformImport::cutFilesAreReadOrRefused()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    // Whatever is left of it, it ends, and what is read is in order.
    for (qsizetype size = 0; size < content.size(); size += 1 + content.size() / 200) {
        Instant last = Instant::min();
        const TraceEntries entries = entriesOf(name, content.first(size));
        for (const TraceEntry &entry : entries) {
            QVERIFY(entry.at >= last);
            last = entry.at;
        }
    }
}

QTEST_GUILESS_MAIN(tst_WaveformImport)
#include "tst_waveformimport.moc"
