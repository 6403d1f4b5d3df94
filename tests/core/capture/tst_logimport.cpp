// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesimport.h"
#include "core/capture/logs/logclock.h"
#include "core/capture/logs/logformats.h"
#include "core/capture/logs/logstamp.h"
#include "core/iec62056/conversation.h"

#include <QFile>
#include <QTest>

using namespace optoscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What the samples in tests/data/logs hold.
const QByteArray request("/?!\r\n");
const QByteArray identification("/ABC5METER\r\n");
const QByteArray selection("\x06"
                           "050\r\n");
const QByteArray block("\x02"
                       "0.0.0(12345678)\r\n1.8.0(000123.4*kWh)\r\n!\r\n\x03@");
// A read-out of which a terminal kept the lines only.
const QByteArray linesOnly("/ABC5METER\r\n0.0.0(12345678)\r\n1.8.0(000123.4*kWh)\r\n!\r\n");
const QByteArray threeLines("/ABC5METER\r\n0.0.0(12345678)\r\n1.8.0(000123.4*kWh)\r\n");

QString sample(const QString &name)
{
    return QStringLiteral(OPTOSCOPE_TEST_DATA "/logs/") + name;
}

struct Read {
    ImportedBytes imported;
    QByteArray sent;
    QByteArray received;
    QList<bool> directions; ///< of each run: sent by us
    QStringList notes;
    Instant last; ///< of the last run
    std::optional<ImportError> error;
};

Read summaryOf(const std::variant<ImportedBytes, ImportError> &result)
{
    Read read;
    if (const auto *error = std::get_if<ImportError>(&result)) {
        read.error = *error;
        return read;
    }
    read.imported = std::get<ImportedBytes>(result);
    for (const TraceEntry &entry : read.imported.entries) {
        if (const auto *note = std::get_if<Note>(&entry.what))
            read.notes += note->text;
        const CharacterRun *run = runOf(entry);
        if (!run)
            continue;
        const bool isSent = std::holds_alternative<Sent>(entry.what);
        (isSent ? read.sent : read.received) += toBytes(run->characters);
        read.directions += isSent;
        read.last = entry.at;
    }
    return read;
}

Read readText(const QByteArray &text, BytesForm form = BytesForm::Detect)
{
    return summaryOf(importBytes(text, form));
}

/// The digits of a text, in UTF-16 as Windows programs write it.
QByteArray wide(const QString &text)
{
    QByteArray bytes("\xFF\xFE");
    for (const QChar character : text) {
        bytes += static_cast<char>(character.unicode() & 0xFF);
        bytes += static_cast<char>(character.unicode() >> 8);
    }
    return bytes;
}

} // namespace

class tst_LogImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sessions_data();
    void sessions();
    void readouts_data();
    void readouts();
    void timesBecomeInstants_data();
    void timesBecomeInstants();
    void stamps_data();
    void stamps();
    void daysGoOn();
    void wordsAreNotes();
    void settingsAreKept();
    void programsWithoutBytesAreRefused();
    void arrowsMayPointTheOtherWay();
    void aPersonDecides();
    void proseIsNoData_data();
    void proseIsNoData();
    void badLinesAreNamed_data();
    void badLinesAreNamed();
    void cutLogsAreRead();
    void encodings_data();
    void encodings();
    void repeatedRowsAreBounded();
    void formsHaveNames();
};

void tst_LogImport::sessions_data()
{
    QTest::addColumn<BytesForm>("form");
    for (const char *name :
         {"times.log", "docklight-text.log", "docklight-hex.log", "arrows.log",
          "arrows-from-meter.log", "esphome.log", "esphome-hex.log", "arduino.log", "words.log",
          "monitor.txt", "monitor-utf16.txt", "socat.log", "relative.log", "midnight.log"})
        QTest::newRow(name) << BytesForm::Log;
    QTest::newRow("vzlogger-dump.txt") << BytesForm::Vzlogger;
    QTest::newRow("portmon.log") << BytesForm::Portmon;
    QTest::newRow("array.c") << BytesForm::Array;
}

/// A request, an identification, an option select message and the data, whoever wrote the log.
void tst_LogImport::sessions()
{
    QFETCH(BytesForm, form);
    const Read read = summaryOf(importFile(sample(QString::fromLatin1(QTest::currentDataTag()))));
    QVERIFY(!read.error);
    QCOMPARE(bytesFormName(read.imported.form), bytesFormName(form));
    QCOMPARE(read.sent, request + selection);
    QCOMPARE(read.received, identification + block);
    QCOMPARE(read.directions, (QList<bool>{true, false, true, false}));
    QVERIFY(read.imported.hasDirections);
    Conversation conversation;
    conversation.append(read.imported.entries);
    conversation.finish();
    QVERIFY(conversation.readout().identification);
    QVERIFY(conversation.readout().check && conversation.readout().check->ok() == true);
}

void tst_LogImport::readouts_data()
{
    QTest::addColumn<BytesForm>("form");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = identification + block;
    const QByteArray padded = whole + QByteArray(64, '\0') + "AB";
    QTest::newRow("hterm.txt") << BytesForm::Written << whole;
    QTest::newRow("written.txt") << BytesForm::Written << whole;
    QTest::newRow("squares.txt") << BytesForm::Written << whole;
    QTest::newRow("escapes.txt") << BytesForm::Written << whole;
    QTest::newRow("pictures.txt") << BytesForm::Written << whole;
    QTest::newRow("carets.txt") << BytesForm::Written << whole;
    QTest::newRow("strings.c") << BytesForm::Array << whole;
    QTest::newRow("decimal.txt") << BytesForm::Decimal << whole;
    QTest::newRow("decimal-commas.txt") << BytesForm::Decimal << whole;
    QTest::newRow("colons.txt") << BytesForm::Log << whole;
    QTest::newRow("xxd.txt") << BytesForm::HexDump << whole;
    QTest::newRow("hexdump-c.txt") << BytesForm::HexDump << padded;
    QTest::newRow("hexdump.txt") << BytesForm::HexDump << padded;
    QTest::newRow("od.txt") << BytesForm::HexDump << padded;
    QTest::newRow("od-decimal.txt") << BytesForm::HexDump << padded;
    QTest::newRow("remarks.txt") << BytesForm::Remarked << linesOnly;
    QTest::newRow("tio.log") << BytesForm::Log << linesOnly;
    QTest::newRow("minicom.cap") << BytesForm::Log << linesOnly;
    QTest::newRow("tasmota.log") << BytesForm::Tasmota << threeLines;
    QTest::newRow("tasmota-received.log") << BytesForm::Tasmota << threeLines;
    QTest::newRow("tasmota-sml.log")
        << BytesForm::Log
        << QByteArray::fromHex(
               "1b1b1b1b01010101760500112233620062007263010176010105001122330b0901");
    QTest::newRow("smartmeter.log")
        << BytesForm::Smartmeter << QByteArray::fromHex("1b1b1b1b0101010176");
}

void tst_LogImport::readouts()
{
    QFETCH(BytesForm, form);
    const Read read = summaryOf(importFile(sample(QString::fromLatin1(QTest::currentDataTag()))));
    QVERIFY(!read.error);
    QCOMPARE(bytesFormName(read.imported.form), bytesFormName(form));
    QTEST(read.received, "bytes");
    QCOMPARE(read.sent, QByteArray());
}

void tst_LogImport::timesBecomeInstants_data()
{
    QTest::addColumn<nanoseconds>("last");
    QTest::addColumn<bool>("hasDate");
    QTest::newRow("times.log") << nanoseconds(1025ms) << true;
    QTest::newRow("docklight-hex.log") << nanoseconds(1025ms) << true;
    QTest::newRow("monitor-utf16.txt") << nanoseconds(1025ms) << true;
    QTest::newRow("socat.log") << nanoseconds(1025ms) << true;
    QTest::newRow("midnight.log") << nanoseconds(1025ms) << false;
    QTest::newRow("relative.log") << nanoseconds(4525ms) << false;
    QTest::newRow("vzlogger-dump.txt") << nanoseconds(1125ms) << false;
    QTest::newRow("portmon.log") << nanoseconds(0) << false;
    QTest::newRow("smartmeter.log") << nanoseconds(2s) << true;
    QTest::newRow("minicom.cap") << nanoseconds(3s) << true;
}

void tst_LogImport::timesBecomeInstants()
{
    QFETCH(bool, hasDate);
    const Read read = summaryOf(importFile(sample(QString::fromLatin1(QTest::currentDataTag()))));
    QVERIFY(!read.error);
    QTEST(read.last.time_since_epoch(), "last");
    QCOMPARE(read.imported.anchor.isValid(), hasDate);
    if (hasDate)
        QCOMPARE(read.imported.anchor.toLocalTime().date(), QDate(2024, 3, 5));
    // When each character was on the line nobody knows.
    for (const TraceEntry &entry : read.imported.entries)
        if (const CharacterRun *run = runOf(entry))
            QCOMPARE(run->spacing, nanoseconds(0));
}

void tst_LogImport::stamps_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("kind"); // -1: none
    QTest::addColumn<nanoseconds>("value");
    QTest::addColumn<QByteArray>("rest");
    const auto row = [](const char *line, int kind, nanoseconds value, const char *rest) {
        QTest::newRow(line) << QByteArray(line) << kind << value << QByteArray(rest);
    };
    constexpr int elapsed = static_cast<int>(LogStamp::Kind::Elapsed);
    constexpr int ofDay = static_cast<int>(LogStamp::Kind::TimeOfDay);
    constexpr int moment = static_cast<int>(LogStamp::Kind::Moment);
    row("12:34:56 TX 2F", ofDay, 12h + 34min + 56s, "TX 2F");
    row("[12:34:56.789] x", ofDay, 12h + 34min + 56789ms, "x");
    row("1:02:03 PM x", ofDay, 13h + 2min + 3s, "x");
    row("12:00:01 AM x", ofDay, 1s, "x");
    row("10:00:00:250 x", ofDay, 10h + 250ms, "x");
    row("Oct 06 12:36:10 x", ofDay, 12h + 36min + 10s, "x");
    // Which is the day, and which the month?
    row("03/04/2024 01:00:00 x", ofDay, 1h, "x");
    row("2024-03-05T09:30:00.5Z x", moment, 1709631000500ms, "x");
    row("2024-03-05 09:30:00+01:00 x", moment, 1709627400s, "x");
    row("2024-03-05 09:30:00 +0000 x", -2, 0ns, ""); // local time: the zone stands apart
    row("05.03.2024 09:30:00 x", static_cast<int>(LogStamp::Kind::LocalMoment), 1709631000s, "x");
    row("1700000000.123456 x", moment, 1700000000123456us, "x");
    row("[    3.500000] x", elapsed, 3500ms, "x");
    row("0.250 x", elapsed, 250ms, "x");
    row("1.8.0(000123.4*kWh)", -1, 0ns, "1.8.0(000123.4*kWh)");
    row("(0.014)(0.000)", -1, 0ns, "(0.014)(0.000)");
    row("12:34:56(", ofDay, 12h + 34min + 56s, "(");
    row("9999999999.123 x", -1, 0ns, "9999999999.123 x"); // more than 64 bits of nanoseconds
    row("25:00:00 x", -1, 0ns, "25:00:00 x");
    row("12:34 x", -1, 0ns, "12:34 x");
    row("2024-13-45 10:00:00 x", ofDay, 10h, "x");
    row("1-0:1.8.0*255(1)", -1, 0ns, "1-0:1.8.0*255(1)");
}

void tst_LogImport::stamps()
{
    QFETCH(QByteArray, line);
    QFETCH(int, kind);
    QFETCH(nanoseconds, value);
    QByteArrayView rest = line;
    const auto stamp = takeStamp(rest);
    if (kind == -2) {
        QVERIFY(stamp && stamp->kind == LogStamp::Kind::LocalMoment);
        return;
    }
    QCOMPARE(stamp ? static_cast<int>(stamp->kind) : -1, kind);
    if (stamp)
        QCOMPARE(stamp->value, value);
    QTEST(rest.toByteArray(), "rest");
}

void tst_LogImport::daysGoOn()
{
    LogClock clock;
    const auto at = [&clock](nanoseconds ofDay) {
        return clock.at(LogStamp{LogStamp::Kind::TimeOfDay, ofDay}).time_since_epoch();
    };
    QCOMPARE(at(23h), nanoseconds(0));
    QCOMPARE(at(1h), nanoseconds(2h));
    QCOMPARE(at(23h), nanoseconds(24h));
    // A line that was written late does not turn time back.
    QCOMPARE(at(22h), nanoseconds(24h));
    QCOMPARE(at(2h), nanoseconds(27h));
    QCOMPARE(clock.at({}).time_since_epoch(), nanoseconds(27h));
    QVERIFY(!clock.anchor().isValid());
}

void tst_LogImport::wordsAreNotes()
{
    QCOMPARE(summaryOf(importFile(sample(u"arduino.log"_qs))).notes,
             (QStringList{u"reader 1.2 starts"_qs, u"state: 2 -> 3"_qs}));
    QCOMPARE(summaryOf(importFile(sample(u"vzlogger-dump.txt"_qs))).notes,
             QStringList{u"opened"_qs});
    QCOMPARE(summaryOf(importFile(sample(u"remarks.txt"_qs))).notes.first(), u"# remark 0"_qs);
}

void tst_LogImport::settingsAreKept()
{
    const Read read = summaryOf(importFile(sample(u"portmon.log"_qs)));
    QList<LineSettings> settings;
    for (const TraceEntry &entry : read.imported.entries)
        if (const auto *line = std::get_if<LineSettings>(&entry.what))
            settings += *line;
    QCOMPARE(settings.last(), withHardwareParity(Baud{300}, format7E1));
}

void tst_LogImport::programsWithoutBytesAreRefused()
{
    const Read read = summaryOf(importFile(sample(u"words-only.log"_qs)));
    QVERIFY(read.error);
    QCOMPARE(read.error->kind, ImportError::Kind::LogWithoutBytes);
    QCOMPARE(read.error->name, sample(u"words-only.log"_qs));
}

void tst_LogImport::arrowsMayPointTheOtherWay()
{
    const Read usual = readText("> /?!<CR><LF>\n< /ABC5METER<CR><LF>\n");
    QCOMPARE(usual.sent, request);
    const Read turned = readText("< /?!<CR><LF>\n> /ABC5METER<CR><LF>\n");
    QCOMPARE(turned.sent, request);
    QCOMPARE(turned.received, identification);
    // Words are believed.
    const Read words = readText("RX /?!<CR><LF>\nTX /ABC5METER<CR><LF>\n");
    QCOMPARE(words.received, request);
}

void tst_LogImport::aPersonDecides()
{
    const QByteArray text("12:00:00 TX 2F 3F 21 0D 0A\n");
    QCOMPARE(readText(text).sent, request);
    QCOMPARE(readText(text, BytesForm::Raw).received, QByteArray(text).replace("\n", "\r\n"));
    QCOMPARE(readText("47 63 33 13 10\n", BytesForm::Decimal).received, request);
    QCOMPARE(readText("47 63 33 13 10\n", BytesForm::Hex).received,
             QByteArray("\x47\x63\x33\x13\x10"));
    QCOMPARE(readText("47 63", BytesForm::Portmon).error->kind, ImportError::Kind::LogWithoutBytes);
}

void tst_LogImport::proseIsNoData_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one telegram") << identification + block;
    QTest::newRow("values in brackets") << QByteArray("(0.014)(0.000)\r\n(0.015)(0.001)\r\n");
    QTest::newRow("escapes of a baud character") << QByteArray("/LGZ5\\2ZMD3104400.B32\r\n");
    QTest::newRow("arrows in text") << QByteArray("a -> b\r\nc <- d\r\n");
    QTest::newRow("a letter") << QByteArray("I sent 2F 3F 21 and saw TX blink.\r\nSo what?\r\n");
    QTest::newRow("control characters") << QByteArray("\x02<STX>\r\n\x03");
    QTest::newRow("noise") << QByteArray("\xFF\x80\r\n\x00\x01\x7F>>", 9);
    QTest::newRow("a serial number") << QByteArray("C.1.0(00012345)\r\n0.0.1( 01351)\r\n");
}

/// What is no log stays what it is.
void tst_LogImport::proseIsNoData()
{
    QFETCH(QByteArray, text);
    const Read read = readText(text);
    QVERIFY(!read.error);
    QCOMPARE(bytesFormName(read.imported.form), u"raw"_qs);
    QCOMPARE(read.received, text);
}

void tst_LogImport::badLinesAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<BytesForm>("form");
    QTest::addColumn<ImportError>("error");
    using Kind = ImportError::Kind;
    const auto row = [](const char *name, const char *text, BytesForm form, Kind kind, qint64 line,
                        qint64 column, const char *detail) {
        QTest::newRow(name) << QByteArray(text) << form
                            << ImportError{kind, {}, QString::fromLatin1(detail), line, column, 0};
    };
    row("bad digit", "12:00:00 TX 2F 3F 21\n12:00:01 RX 2F 41 4x\n", BytesForm::Log,
        Kind::BadHexDigit, 2, 20, "x");
    row("half a byte", "TX 2F 3F 21\nRX 2F 4\nTX 06\n", BytesForm::Log, Kind::OddHexDigits, 2, 7,
        "");
    row("no byte", "47 63 33 256 10", BytesForm::Decimal, Kind::NoByte, 1, 10, "256");
    row("too large", "int a[] = {1,\n 2, 0x100};", BytesForm::Array, Kind::NoByte, 2, 5, "0x100");
    row("open string", "x = \"abc", BytesForm::Array, Kind::Truncated, 1, 5, "");
    row("rows are missing", "0000: 41 42\n0002: 43 44\n0008: 45 46\n", BytesForm::HexDump,
        Kind::BadOffset, 3, 1, "0008");
    row("a changed table", "seconds,what,hex,characters,spacing_ns,value,words\n1.0,sent,4G,,0,,\n",
        BytesForm::Detect, Kind::BadRow, 2, 1, "4G");
    row("a changed text", "# Optoscope text 1\n   0.000000000  XX  41\n", BytesForm::Detect,
        Kind::BadRow, 2, 17, "XX");
}

void tst_LogImport::badLinesAreNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(BytesForm, form);
    QFETCH(ImportError, error);
    const Read read = readText(text, form);
    QVERIFY(read.error);
    QCOMPARE(static_cast<int>(read.error->kind), static_cast<int>(error.kind));
    QCOMPARE(read.error->line, error.line);
    QCOMPARE(read.error->column, error.column);
    QCOMPARE(read.error->detail, error.detail);
}

/// A log may end anywhere; half a byte at its end is left out.
void tst_LogImport::cutLogsAreRead()
{
    QFile file(sample(u"times.log"_qs));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    const QByteArray all = request + identification + selection + block;
    for (qsizetype length = 40; length < text.size(); ++length) {
        const Read read = readText(text.first(length));
        QVERIFY(!read.error);
        if (read.imported.form == BytesForm::Log)
            QVERIFY(read.sent.size() + read.received.size() <= all.size());
    }
}

void tst_LogImport::encodings_data()
{
    QTest::addColumn<QByteArray>("text");
    const QString log = u"12:00:00 TX 2F 3F 21 0D 0A\r\n12:00:01 RX 2F 41 42 43 35 4D 45 54 45 52 "
                        u"0D 0A\r\n"_qs;
    QTest::newRow("UTF-8") << log.toUtf8();
    QTest::newRow("with its mark") << "\xEF\xBB\xBF" + log.toUtf8();
    QTest::newRow("UTF-16") << wide(log);
    QTest::newRow("UTF-16 without a mark") << wide(log).sliced(2);
    QTest::newRow("LF") << log.toUtf8().replace("\r\n", "\n");
    QTest::newRow("CR") << log.toUtf8().replace("\r\n", "\r");
    QTest::newRow("Latin-1 words") << "12:00:00 Z\xE4hler f\xFCr Stra\xDF"
                                      "e\r\n"
            + log.toLatin1();
}

void tst_LogImport::encodings()
{
    QFETCH(QByteArray, text);
    const Read read = readText(text);
    QVERIFY(!read.error);
    QCOMPARE(read.sent, request);
    QCOMPARE(read.received, identification);
}

/// A few bytes that claim to stand for gigabytes.
void tst_LogImport::repeatedRowsAreBounded()
{
    const Read read = readText("00000000  41 42\n*\n7fffffff0000\n", BytesForm::HexDump);
    QVERIFY(read.error);
    QCOMPARE(read.error->kind, ImportError::Kind::BadOffset);
    const Read few = readText("00000000  41 42\n*\n00000008\n", BytesForm::HexDump);
    QCOMPARE(few.received, QByteArray("ABABABAB"));
}

void tst_LogImport::formsHaveNames()
{
    for (const BytesForm form : bytesForms()) {
        QVERIFY(!bytesFormName(form).isEmpty());
        QVERIFY(bytesFormFromName(bytesFormName(form)) == form);
    }
    QVERIFY(bytesFormFromName(u"AUTO") == BytesForm::Detect);
    QVERIFY(!bytesFormFromName(u"pdf"));
}

QTEST_GUILESS_MAIN(tst_LogImport)
#include "tst_logimport.moc"
