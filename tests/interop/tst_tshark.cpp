// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/capturefile.h"
#include "core/capture/captureformat.h"
#include "core/capture/pcapngwriter.h"
#include "tests/core/capture/traces.h"
#include "ui/texts/tracewording.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; ///< ms, for a machine that has much else to do

const QDateTime anchor({2023, 11, 14}, {22, 13, 20, 123}, Qt::UTC);

struct Written {
    QByteArray bytes;
    qint64 packets = 0;
};

Written written(const TraceEntries &entries)
{
    const CaptureFacts facts{u"optoscope"_qs, u"a system"_qs, u"/dev/ttyUSB0"_qs, u"FT232R"_qs,
                             anchor};
    PcapngWriter writer(facts, std::make_shared<texts::TraceWording>());
    for (const TraceEntry &entry : entries)
        writer.append(entry);
    writer.finish();
    return {writer.take(), writer.packetCount()};
}

/// A time as tshark prints it.
QString epochText(Instant at)
{
    const qint64 time = epochOf(anchor) + at.time_since_epoch().count();
    constexpr qint64 second = 1'000'000'000;
    return QStringLiteral("%1.%2").arg(time / second).arg(time % second, 9, 10, QChar(u'0'));
}

QString eventText(capture::RtacEvent event)
{
    return QStringLiteral("0x%1").arg(static_cast<int>(event), 2, 16, QChar(u'0'));
}

} // namespace

/// What we record is read by tshark and capinfos, and shown by our dissector.
class TestTshark : public QObject
{
    Q_OBJECT

    const QString m_tshark = QStandardPaths::findExecutable(u"tshark"_qs);
    const QString m_capinfos = QStandardPaths::findExecutable(u"capinfos"_qs);
    QTemporaryDir m_folder;

    QString save(const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(u"a.pcapng"_qs));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return file.fileName();
    }

    /// What \a program says on standard output; empty if it complains.
    static QByteArray outputOf(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        if (!process.waitForFinished(patience) || process.exitCode() != 0) {
            qWarning() << process.readAllStandardError();
            return {};
        }
        return process.readAllStandardOutput();
    }

    /// The values of \a fields of each packet.
    QList<QStringList> fieldsOf(const QString &file, const QStringList &fields,
                                const QStringList &options = {}) const
    {
        QStringList arguments = options + QStringList{u"-r"_qs, file, u"-T"_qs, u"fields"_qs};
        for (const QString &field : fields)
            arguments += {u"-e"_qs, field};
        QList<QStringList> rows;
        QByteArray output = outputOf(m_tshark, arguments);
        if (output.endsWith('\n'))
            output.chop(1);
        for (const QByteArray &line : output.split('\n'))
            rows.append(QString::fromUtf8(line).split(u'\t'));
        return rows;
    }

    static QStringList dissector()
    {
        return {u"-X"_qs, QStringLiteral("lua_script:" OPTOSCOPE_DISSECTOR), u"-d"_qs,
                u"rtacser.data,iec62056"_qs};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (m_tshark.isEmpty() || m_capinfos.isEmpty())
            QSKIP("There is no tshark and capinfos to read what we record.");
        QVERIFY(m_folder.isValid());
    }

    void seesEveryPacket();
    void countsTheSame_data();
    void countsTheSame();
    void namesTheFacts();
    void cutCapturesAreReadAsFarAsTheyGo();
    void editedCapturesKeepEverything();
    void theDissectorShowsMessages();
    void theDissectorJoinsParts();
    void theDissectorTellsWrongChecks();
    void followsARecordingLive();
    void followsTheProgram();
};

/// Times to the nanosecond, directions, events and comments of every kind of entry.
void TestTshark::seesEveryPacket()
{
    using capture::RtacEvent;
    const texts::TraceWording wording;
    QList<QStringList> expected;
    const TraceEntries entries = richTrace();
    const LineSettings fast = withSoftwareParity({9600}, format7E1);
    const auto packet = [&](Instant at, const QString &direction, RtacEvent event,
                            const QString &comment, const QString &data) {
        expected.append({epochText(at), direction, eventText(event), comment, data});
    };
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const TraceEntry &entry = entries.at(i);
        const CharacterRun *run = runOf(entry);
        const bool sent = std::holds_alternative<Sent>(entry.what);
        if (!run) {
            const auto *held = std::get_if<Break>(&entry.what);
            QString comment = wording.entryText(entry);
            comment.replace(u'\n', u"\\n"_qs);
            packet(entry.at, held ? u"0x00000002"_qs : QString(),
                   held && held->on ? RtacEvent::Break : RtacEvent::StatusChange, comment, {});
            continue;
        }
        const QString direction = sent ? u"0x00000002"_qs : u"0x00000001"_qs;
        QByteArray data = toBytes(run->characters, 0x7F);
        const bool isDamaged = std::ranges::any_of(run->characters, &Character::isDamaged);
        if (isDamaged) // The next one shares its packet.
            data += toBytes(runOf(entries.at(++i))->characters, 0x7F);
        packet(entry.at, direction, sent ? RtacEvent::TxStart : RtacEvent::RxStart, {},
               QString::fromLatin1(data.toHex()));
        if (!isDamaged)
            continue;
        const nanoseconds spacing = fast.characterTime();
        packet(entry.at + spacing * 2, direction, RtacEvent::ParityError, {}, {});
        packet(entry.at + spacing * 3, direction, RtacEvent::FramingError, {}, {});
        packet(entry.at + spacing * 4, direction, RtacEvent::Break, {}, {});
        packet(entry.at + spacing * 5, direction, RtacEvent::Overflow, {}, {});
    }
    const auto rows = fieldsOf(save(written(entries).bytes),
                               {u"frame.time_epoch"_qs, u"frame.packet_flags_direction"_qs,
                                u"rtacser.eventtype"_qs, u"frame.comment"_qs, u"data.data"_qs});
    QCOMPARE(rows.size(), expected.size());
    for (qsizetype i = 0; i < rows.size(); ++i)
        QCOMPARE(rows.at(i), expected.at(i));
}

void TestTshark::countsTheSame_data()
{
    QTest::addColumn<TraceEntries>("entries");
    QTest::newRow("rich") << richTrace();
    QTest::newRow("nothing") << TraceEntries();
    for (quint32 seed = 1; seed <= 3; ++seed)
        QTest::addRow("random %u", seed) << randomTrace(seed, 300);
    QTest::newRow("long") << TraceEntries{
        {Instant(), Received{{toCharacters(QByteArray(300'000, 'x')), 1us}}},
        {Instant(1s), Note{QString(100'000, u'n')}}};
}

void TestTshark::countsTheSame()
{
    QFETCH(TraceEntries, entries);
    const Written file = written(entries);
    const QString name = save(file.bytes);
    const QByteArray info = outputOf(m_capinfos, {u"-c"_qs, u"-M"_qs, name});
    QCOMPARE(info.mid(info.lastIndexOf(':') + 1).trimmed().toLongLong(), file.packets);
    const QByteArray list = outputOf(m_tshark, {u"-r"_qs, name});
    QCOMPARE(list.count('\n'), file.packets);
    QVERIFY(!list.contains("Malformed"));
}

void TestTshark::namesTheFacts()
{
    const QByteArray info = outputOf(m_capinfos, {save(written(richTrace()).bytes)});
    for (const char *word : {"RTAC serial-line", "nanoseconds", "FT232R", "a system", "optoscope",
                             "/dev/ttyUSB0", "300 7E1", "9600 7E1"})
        QVERIFY2(info.contains(word), word);
}

/// As after a crash: tshark complains and shows what is there.
void TestTshark::cutCapturesAreReadAsFarAsTheyGo()
{
    const Written file = written(richTrace());
    QProcess process;
    process.start(m_tshark, {u"-r"_qs, save(file.bytes.chopped(150))});
    QVERIFY(process.waitForFinished(patience));
    QVERIFY(process.readAllStandardError().contains("cut short"));
    QCOMPARE(process.readAllStandardOutput().count('\n'), file.packets - 1);
}

/// What other programs write again has our details, and what was added to it.
void TestTshark::editedCapturesKeepEverything()
{
    const QString editcap = QStandardPaths::findExecutable(u"editcap"_qs);
    if (editcap.isEmpty())
        QSKIP("There is no editcap.");
    const QString edited = m_folder.filePath(u"edited.pcapng"_qs);
    // Frame 4 is what we sent.
    QProcess process;
    process.start(editcap,
                  {u"-a"_qs, u"4:seen by me"_qs, save(written(richTrace()).bytes), edited});
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitCode(), 0);
    TraceEntries expected = richTrace();
    expected.insert(4, {expected.at(3).at, Note{u"seen by me"_qs}});
    TraceEntries entries;
    const auto result = readCaptureFile(edited, [&](const TraceEntries &some) {
        entries += some;
        return true;
    });
    QVERIFY(std::holds_alternative<CaptureSummary>(result));
    QVERIFY(entries == expected);
    QCOMPARE(std::get<CaptureSummary>(result).facts.anchor, anchor);
}

void TestTshark::theDissectorShowsMessages()
{
    QProcess reader;
    const QString file = m_folder.filePath(u"virtual.pcapng"_qs);
    reader.start(QStringLiteral(OPTOSCOPE_CLI), {u"read"_qs, u"virtual:"_qs, u"--trace"_qs, file});
    QVERIFY(reader.waitForFinished(patience));
    QCOMPARE(reader.exitCode(), 0);
    auto rows = fieldsOf(file,
                         {u"iec62056.kind"_qs, u"iec62056.manufacturer"_qs, u"iec62056.baud"_qs,
                          u"iec62056.check.ok"_qs, u"_ws.col.Protocol"_qs},
                         dissector());
    erase_if(rows, [](const QStringList &row) { return row.first().isEmpty(); });
    const QString name = u"IEC62056-21"_qs;
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows.at(0), (QStringList{u"Request"_qs, {}, {}, {}, name}));
    QCOMPARE(rows.at(1), (QStringList{u"Identification"_qs, u"DUA"_qs, u"9600"_qs, {}, name}));
    QCOMPARE(rows.at(2), (QStringList{u"Option select"_qs, {}, {}, {}, name}));
    QCOMPARE(rows.at(3), (QStringList{u"Data"_qs, {}, {}, u"1"_qs, name}));
    const auto codes = fieldsOf(file, {u"iec62056.code"_qs}, dissector());
    QVERIFY(codes.last().first().isEmpty());
    QVERIFY(std::ranges::any_of(
        codes, [](const QStringList &row) { return row.first().contains(u"1.8.0"); }));
}

/// A slow line is recorded in pieces, in both directions at once where there is an echo.
void TestTshark::theDissectorJoinsParts()
{
    const LineSettings settings = withSoftwareParity({300}, format7E1);
    PcapngWriter writer({{}, {}, {}, {}, anchor});
    writer.append({Instant(), settings});
    nanoseconds at = 0ns;
    const auto record = [&](const QByteArray &text, bool sent) {
        const CharacterRun run{toCharacters(text), settings.characterTime()};
        if (sent)
            writer.append({Instant(at), Sent{run}});
        else
            writer.append({Instant(at), Received{run}});
        writer.endPacket();
        at += 120ms;
    };
    for (const QByteArray &part : QList<QByteArray>{"/?", "!\r\n"}) {
        record(part, true);
        record(part, false);
    }
    for (const QByteArray &part : QList<QByteArray>{"/AB", "C5ME", "TER\r", "\n",
                                                    "\x02"
                                                    "1.8",
                                                    ".0(1*k", "Wh)\r\n!\r\n", "\x03", "\x55"})
        record(part, false);
    const auto rows = fieldsOf(
        save(writer.take()),
        {u"iec62056.kind"_qs, u"iec62056.device"_qs, u"iec62056.code"_qs, u"iec62056.check.ok"_qs},
        dissector());
    const QStringList nothing{{}, {}, {}, {}};
    QStringList request{u"Request"_qs, {}, {}, {}};
    QCOMPARE(rows.size(), 14);
    for (const qsizetype part : {0, 1, 2, 5, 6, 7, 9, 10, 11, 12})
        QCOMPARE(rows.at(part), nothing);
    QCOMPARE(rows.at(3), request);
    QCOMPARE(rows.at(4), request);
    QCOMPARE(rows.at(8), (QStringList{u"Identification"_qs, u"METER"_qs, {}, {}}));
    QCOMPARE(rows.at(13), (QStringList{u"Data"_qs, {}, u"1.8.0"_qs, u"1"_qs}));
}

void TestTshark::theDissectorTellsWrongChecks()
{
    const LineSettings settings = withSoftwareParity({300}, format7E1);
    const TraceEntries entries{{Instant(), settings},
                               {Instant(1s),
                                Received{{toCharacters("\x02"
                                                       "1.8.0(1*kWh)\r\n!\r\n\x03"
                                                       "A")}}}};
    const auto rows = fieldsOf(save(written(entries).bytes),
                               {u"iec62056.check"_qs, u"iec62056.check.ok"_qs, u"iec62056.code"_qs,
                                u"_ws.expert.message"_qs},
                               dissector());
    QCOMPARE(rows.last(),
             (QStringList{u"0x41"_qs, u"0"_qs, u"1.8.0"_qs, u"The check character is wrong"_qs}));
}

/// Packet by packet, while it is recorded.
void TestTshark::followsARecordingLive()
{
    QProcess recorder;
    QProcess tshark;
    recorder.setStandardOutputProcess(&tshark);
    tshark.start(
        m_tshark,
        {u"-l"_qs, u"-i"_qs, u"-"_qs, u"-T"_qs, u"fields"_qs, u"-e"_qs, u"rtacser.eventtype"_qs});
    recorder.start(QStringLiteral(OPTOSCOPE_RECORDS_FOREVER), {u"-"_qs});
    QVERIFY(recorder.waitForStarted(patience));
    QByteArray shown;
    while (shown.count("0x02") < 5) {
        if (!tshark.waitForReadyRead(patience)) {
            const QByteArray why = tshark.readAllStandardError();
            recorder.kill();
            recorder.waitForFinished(patience);
            tshark.waitForFinished(patience);
            if (why.contains("permission"))
                QSKIP("tshark is not allowed to capture here.");
            QFAIL(why.constData());
        }
        shown += tshark.readAllStandardOutput();
    }
    QCOMPARE(recorder.state(), QProcess::Running);
    recorder.kill();
    QVERIFY(recorder.waitForFinished(patience));
    QVERIFY(tshark.waitForFinished(patience));
}

void TestTshark::followsTheProgram()
{
    QProcess reader;
    QProcess tshark;
    reader.setStandardOutputProcess(&tshark);
    tshark.start(m_tshark, {u"-i"_qs, u"-"_qs});
    reader.start(QStringLiteral(OPTOSCOPE_CLI),
                 {u"read"_qs, u"virtual:"_qs, u"--trace"_qs, u"-"_qs});
    QVERIFY(reader.waitForFinished(patience));
    QCOMPARE(reader.exitCode(), 0);
    QVERIFY(reader.readAllStandardError().contains("1.8.0"));
    QVERIFY(tshark.waitForFinished(patience));
    QVERIFY(tshark.readAllStandardOutput().contains("DATA_RX_START"));
}

QTEST_GUILESS_MAIN(TestTshark)
#include "tst_tshark.moc"
