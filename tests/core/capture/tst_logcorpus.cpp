// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesimport.h"
#include "core/iec62056/conversation.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QTest>

using namespace optoscope;
using namespace Qt::StringLiterals;

namespace {

QString corpus()
{
    const QString folder = qEnvironmentVariable("OPTOSCOPE_CORPUS");
    return folder.isEmpty() ? QStringLiteral(OPTOSCOPE_DEFAULT_CORPUS) : folder;
}

struct Refused {
    ImportError::Kind kind;
    QString reason;
};

/// Files that are no recording of a line, each with the reason.
const QHash<QString, Refused> &refused()
{
    using Kind = ImportError::Kind;
    static const QHash<QString, Refused> files{
        {u"C/aux5_sx330_mode_e_fallback_log.txt"_qs,
         {Kind::LogWithoutBytes,
          u"A reader's steps; of the line only an identification, quoted."_qs}},
        {u"C/dzg_dvs74_d0_selected_for_sml_meter_vzlogger.txt"_qs,
         {Kind::LogWithoutBytes, u"A reader's set-up; nothing was received."_qs}},
        {u"C/ebz_dd3_obis_d0_bit_errors_log.txt"_qs,
         {Kind::LogWithoutBytes, u"What a parser complained about, not what it was given."_qs}},
        {u"C/lzqj_xc_timeout_iobroker373.txt"_qs,
         {Kind::LogWithoutBytes, u"A reader's steps; nothing was received."_qs}},
        {u"C/slb_dc3_vzlogger_debug_log.txt"_qs,
         {Kind::LogWithoutBytes, u"Single characters of codes; those of values are missing."_qs}},
        {u"C/tasmota_e450_undecrypted_memory_dump.txt"_qs,
         {Kind::LogWithoutBytes, u"Memory after decryption, not what came over the line."_qs}},
        {u"E/hdlc_wrong_opening_bytes.txt"_qs,
         {Kind::LogWithoutBytes, u"Two bytes in a sentence."_qs}},
        {u"E/net_gateway_text_not_iec.hex"_qs,
         {Kind::OddHexDigits, u"Cut in the middle of a byte; the error names the place."_qs}},
    };
    return files;
}

/// What an import gives, without the bytes.
struct Counts {
    QString form;
    qsizetype sent = 0;
    qsizetype sentRuns = 0;
    qsizetype received = 0;
    qsizetype receivedRuns = 0;
    QByteArray identification;
    int rightChecks = 0;
    int wrongChecks = 0;
    qint64 lastMs = 0;
    friend bool operator==(const Counts &, const Counts &) = default;
};

char *toString(const Counts &counts)
{
    const QString text =
        u"%1: sent %2 in %3, received %4 in %5, %6, checks %7 right %8 wrong, %9 ms"_qs
            .arg(counts.form)
            .arg(counts.sent)
            .arg(counts.sentRuns)
            .arg(counts.received)
            .arg(counts.receivedRuns)
            .arg(QString::fromLatin1(counts.identification))
            .arg(counts.rightChecks)
            .arg(counts.wrongChecks)
            .arg(counts.lastMs);
    return qstrdup(text.toUtf8().constData());
}

Counts countsOf(const ImportedBytes &imported)
{
    Counts counts;
    counts.form = bytesFormName(imported.form);
    for (const TraceEntry &entry : imported.entries) {
        const CharacterRun *run = runOf(entry);
        if (!run)
            continue;
        const bool isSent = std::holds_alternative<Sent>(entry.what);
        (isSent ? counts.sent : counts.received) += run->characters.size();
        ++(isSent ? counts.sentRuns : counts.receivedRuns);
        counts.lastMs =
            std::chrono::duration_cast<std::chrono::milliseconds>(entry.at.time_since_epoch())
                .count();
    }
    Conversation conversation;
    conversation.append(imported.entries);
    conversation.finish();
    if (const auto &identification = conversation.readout().identification)
        counts.identification = identification->raw;
    for (const ConversationMessage &message : conversation.messages()) {
        if (message.check && message.check->ok())
            ++(*message.check->ok() ? counts.rightChecks : counts.wrongChecks);
    }
    return counts;
}

} // namespace

class tst_LogCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void logsAreRead_data();
    void logsAreRead();
    void everyFileIsReadOrRefused_data();
    void everyFileIsReadOrRefused();
    void refusedFilesExist();
};

void tst_LogCorpus::initTestCase()
{
    if (!QDir(corpus()).exists())
        QSKIP("The corpus is not here; OPTOSCOPE_CORPUS says where it is.");
}

void tst_LogCorpus::logsAreRead_data()
{
    QTest::addColumn<Counts>("counts");
    const auto row = [](const char *name, const Counts &counts) { QTest::newRow(name) << counts; };
    // Counted from the files by other means; the checks are the meters' own.
    row("A/isk5_me162_0033.txt", {u"log"_qs, 0, 0, 198, 1, {}, 1, 0, 0});
    row("A/kam_mc66.txt", {u"written"_qs, 0, 0, 85, 1, "/KAM MC", 1, 0, 0});
    row("A/isk5_mt382_1008.txt", {u"written"_qs, 0, 0, 291, 1, "/ISK5\\2MT382-1008", 0, 0, 0});
    row("A/lgz5_zmr120ac_k75.txt", {u"written"_qs, 0, 0, 111, 1, "/LGZ5ZMR120AC.K75", 0, 0, 0});
    row("A/zcf100_manual_readout_example.txt",
        {u"written"_qs, 0, 0, 205, 1, "/LGZ0ZCF100AC.MXX", 0, 0, 0});
    row("A/ebz5_dd32r06_python_repr_nul.txt",
        {u"written"_qs, 0, 0, 331, 1, "/EBZ5DD32R06ETA_107", 0, 0, 0});
    row("A/ebz5_dd3bz06eta_107.txt", {u"remarks"_qs, 0, 0, 368, 1, "/EBZ5DD3BZ06ETA_107", 0, 0, 0});
    row("A/emh4_lzqj_table4.txt", {u"remarks"_qs, 0, 0, 103, 1, "/EMH4\\@01LZQJL0014F", 0, 0, 0});
    row("A/paf_ec3gr_71786316_commented.txt", {u"remarks"_qs, 0, 0, 116, 1, {}, 0, 0, 0});
    row("B/kfm5_tasmota_mqtt_wrapped.txt",
        {u"tasmota"_qs, 0, 0, 625, 26, "/KFM5KAIFA-METER", 1, 0, 0});
    row("C/ekt5_ce102m_adminlog_1.txt", {u"log"_qs, 29, 4, 75, 6, "/EKT5CE102Mv01", 4, 0, 1172});
    row("C/kaifa_p1_fed_to_tasmota_command_parser.txt",
        {u"tasmota"_qs, 0, 0, 258, 11, "/KFM5KAIFA-METER", 0, 0, 0});
    row("C/portmon_ce102_no_answer.txt", {u"portmon"_qs, 10, 2, 0, 0, {}, 0, 0, 0});
    row("C/sml_chunk_arrival_iobroker165.txt", {u"smartmeter"_qs, 0, 0, 17, 4, {}, 0, 0, 6068});
    row("C/ze312_tx_flood_no_rx.txt", {u"log"_qs, 119, 1, 0, 0, {}, 0, 0, 1000});
    row("D/ekt5_ce102m_adminlog_3.txt",
        {u"log"_qs, 161, 23, 684, 30, "/EKT5CE102Mv01", 21, 0, 164822});
    row("D/ekt5_ce102m_adminlog_4.txt",
        {u"log"_qs, 81, 8, 130, 13, "/EKT5CE102Mv01", 12, 0, 10387});
    row("D/isk5_me162_r1_session_log.txt", {u"log"_qs, 344, 30, 686, 26, {}, 52, 0, 183390});
    row("D/mcs_p98_session_doc.txt", {u"log"_qs, 64, 5, 405, 5, "/MCS5\\@V0050710000051", 0, 0, 0});
}

void tst_LogCorpus::logsAreRead()
{
    const auto result = importFile(corpus() + u'/' + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(std::holds_alternative<ImportedBytes>(result));
    QTEST(countsOf(std::get<ImportedBytes>(result)), "counts");
}

void tst_LogCorpus::everyFileIsReadOrRefused_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &folder : {u"A"_qs, u"B"_qs, u"C"_qs, u"D"_qs, u"E"_qs}) {
        const QStringList files = QDir(corpus() + u'/' + folder).entryList(QDir::Files, QDir::Name);
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << QString(folder + u'/' + file);
    }
}

void tst_LogCorpus::everyFileIsReadOrRefused()
{
    QFETCH(QString, name);
    const auto result = importFile(corpus() + u'/' + name);
    if (const auto *error = std::get_if<ImportError>(&result)) {
        QVERIFY(refused().contains(name));
        QCOMPARE(static_cast<int>(error->kind), static_cast<int>(refused().value(name).kind));
        return;
    }
    QVERIFY(!refused().contains(name));
    const Counts counts = countsOf(std::get<ImportedBytes>(result));
    QVERIFY(counts.sent + counts.received > 0);
}

void tst_LogCorpus::refusedFilesExist()
{
    for (auto file = refused().begin(); file != refused().end(); ++file) {
        QVERIFY2(QFile::exists(corpus() + u'/' + file.key()), qPrintable(file.key()));
        QVERIFY(!file->reason.isEmpty());
    }
}

QTEST_GUILESS_MAIN(tst_LogCorpus)
#include "tst_logcorpus.moc"
