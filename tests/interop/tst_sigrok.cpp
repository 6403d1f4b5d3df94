// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/vcdwriter.h"
#include "core/uart/softwareparity.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

TraceEntry runAt(Instant at, const QByteArray &text, bool sent, const LineSettings &settings)
{
    CharacterRun run;
    run.characters = toCharacters(encodeCharacters(text, settings));
    run.spacing = settings.characterTime();
    return sent ? TraceEntry{at, Sent{run}} : TraceEntry{at, Received{run}};
}

/// The characters that sigrok's decoder prints: a word of two hexadecimal digits each, behind
/// its name.
QByteArray charactersIn(const QByteArray &output)
{
    QByteArray digits;
    for (const QByteArray &line : output.split('\n'))
        digits += line.mid(line.indexOf(':') + 1).trimmed();
    return QByteArray::fromHex(digits);
}

} // namespace

/// What we export is read by the UART decoder of sigrok.
class TestSigrok : public QObject
{
    Q_OBJECT

    const QString m_sigrok = QStandardPaths::findExecutable(u"sigrok-cli"_qs);
    QTemporaryDir m_folder;

    QByteArray decoded(const VcdLines &lines, const QString &uart, const QString &annotation) const
    {
        QFile file(m_folder.filePath(u"a.vcd"_qs));
        if (!file.open(QIODevice::WriteOnly) || !writeVcd(file, lines, u"a test"_qs))
            return {};
        file.close();
        QProcess process;
        process.start(m_sigrok,
                      {u"-I"_qs, u"vcd"_qs, u"-i"_qs, file.fileName(), u"-P"_qs,
                       QString(u"uart:rx=RX:tx=TX:format=hex:"_qs + uart), u"-A"_qs,
                       QString(u"uart="_qs + annotation)});
        if (!process.waitForFinished(60000) || process.exitCode() != 0)
            return {};
        return process.readAllStandardOutput();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (m_sigrok.isEmpty())
            QSKIP("There is no sigrok-cli to read what we export.");
        QVERIFY(m_folder.isValid());
    }

    void readsTheSameCharacters_data()
    {
        QTest::addColumn<int>("baud");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("uart");
        const QString even = u"data_bits=7:parity=even:baudrate="_qs;
        const QString none = u"data_bits=8:parity=none:baudrate="_qs;
        QTest::newRow("300 7E1") << 300 << u"7E1"_qs << even;
        QTest::newRow("9600 7E1") << 9600 << u"7E1"_qs << even;
        QTest::newRow("9600 8N1") << 9600 << u"8N1"_qs << none;
        QTest::newRow("115200 8N1") << 115200 << u"8N1"_qs << none;
        QTest::newRow("2400 8E1") << 2400 << u"8E1"_qs << u"data_bits=8:parity=even:baudrate="_qs;
    }

    void readsTheSameCharacters()
    {
        QFETCH(int, baud);
        QFETCH(QString, format);
        QFETCH(QString, uart);
        const QByteArray request("/?!\r\n");
        const QByteArray answer("/ABC5\\@METER~\r\n\x02"
                                "1.8.0(000001.2*kWh)\r\n!\r\n\x03");
        const LineSettings settings =
            withSoftwareParity({baud}, *CharacterFormat::fromText(format));
        Trace trace;
        trace.append({{Instant(), settings},
                      runAt(Instant(), request, true, settings),
                      runAt(Instant(milliseconds(500)), answer, false, settings)});
        const VcdLines lines = drawLines(trace);
        uart += QString::number(baud);
        QCOMPARE(charactersIn(decoded(lines, uart, u"tx-data"_qs)), request);
        QCOMPARE(charactersIn(decoded(lines, uart, u"rx-data"_qs)), answer);
        QVERIFY(decoded(lines, uart, u"rx-warnings:rx-parity-err"_qs).isEmpty());
    }

    void itsSessionFilesAreRead()
    {
        const QByteArray answer("/ABC5METER\r\n");
        const LineSettings settings = withSoftwareParity({2400}, format7E1);
        Trace trace;
        trace.append({{Instant(), settings}, runAt(Instant(), answer, false, settings)});
        QVERIFY(!decoded(drawLines(trace), u"baudrate=2400"_qs, u"rx-data"_qs).isEmpty());
        const QString session = m_folder.filePath(u"a.sr"_qs);
        QProcess process;
        process.start(m_sigrok,
                      {u"-I"_qs, u"vcd:downsample=10"_qs, u"-i"_qs, m_folder.filePath(u"a.vcd"_qs),
                       u"-o"_qs, session});
        QVERIFY(process.waitForFinished(60000));
        const WaveResult result = readWaveFile(session);
        QVERIFY(std::holds_alternative<WaveFile>(result));
        QByteArray said;
        for (const TraceEntry &entry : decodeChannels(chooseChannels(std::get<WaveFile>(result))))
            if (const CharacterRun *run = runOf(entry))
                said += toBytes(run->characters, 0x7F);
        QCOMPARE(said, answer);
    }

    void seesTheSameErrors()
    {
        const LineSettings settings = withHardwareParity({300}, format7E1);
        TraceEntry entry = runAt(Instant(milliseconds(200)), "1234567", false, settings);
        CharacterRun &run = std::get<Received>(entry.what).run;
        run.characters[2].flags = CharacterFlag::ParityError;
        run.characters[4].flags = CharacterFlag::FramingError;
        Trace trace;
        trace.append({{Instant(), settings}, entry});
        const VcdLines lines = drawLines(trace);
        const QString uart = u"data_bits=7:parity=even:baudrate=300"_qs;
        QCOMPARE(charactersIn(decoded(lines, uart, u"rx-data"_qs)), QByteArray("1234567"));
        QCOMPARE(decoded(lines, uart, u"rx-parity-err"_qs).count('\n'), 1);
        QCOMPARE(decoded(lines, uart, u"rx-warnings"_qs).count("Frame error"), 1);
    }
};

QTEST_GUILESS_MAIN(TestSigrok)
#include "tst_sigrok.moc"
