// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope::cli;
using namespace Qt::StringLiterals;

namespace {

QString logSample(const QString &name)
{
    return QStringLiteral(OPTOSCOPE_TEST_DATA "/logs/") + name;
}

} // namespace

/// Logs of other programs in, text, tables and pages out.
class tst_CliFormats : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void logsAreDecoded();
    void aPersonSaysWhatItIs();
    void exportsSayTheSame_data();
    void exportsSayTheSame();
    void pagesAreWritten();
    void datesBecomeTheAnchor();
    void logsWithoutBytesAreRefused();
    void hostileLogsAreSafe_data();
    void hostileLogsAreSafe();
};

void tst_CliFormats::logsAreDecoded()
{
    for (const char *name : {"times.log", "docklight-text.log", "monitor-utf16.txt"}) {
        const Result result =
            run({u"decode"_qs, logSample(QString::fromLatin1(name)), u"--json"_qs});
        QCOMPARE(result.status, 0);
        const QJsonObject document = jsonOf(result);
        QCOMPARE(messagesOf(document),
                 (QStringList{u"us request"_qs, u"meter identification"_qs, u"us optionSelect"_qs,
                              u"meter data"_qs}));
        QCOMPARE(document[u"check"][u"ok"].toBool(), true);
    }
    const Result diagnosis = run({u"diagnose"_qs, logSample(u"times.log"_qs)});
    QCOMPARE(diagnosis.status, 0);
}

void tst_CliFormats::aPersonSaysWhatItIs()
{
    const QByteArray digits("47 63 33 13 10\n");
    const Result decimal =
        run({u"decode"_qs, u"-"_qs, u"--json"_qs, u"--as"_qs, u"decimal"_qs}, digits);
    QVERIFY(messagesOf(jsonOf(decimal)).first().endsWith(u"echo")
            || messagesOf(jsonOf(decimal)).first().endsWith(u"request"));
    const Result raw =
        run({u"decode"_qs, logSample(u"times.log"_qs), u"--json"_qs, u"--as"_qs, u"raw"_qs});
    QVERIFY(jsonOf(raw)[u"identification"].isNull());
}

void tst_CliFormats::exportsSayTheSame_data()
{
    QTest::addColumn<QString>("target");
    for (const char *target : {"virtual:", "virtual:meter-damaged-data", "virtual:meter-silent",
                               "virtual:meter-push-only"})
        QTest::newRow(target) << QString::fromLatin1(target);
}

/// What was read is decoded again from text and table, to the last time and finding.
void tst_CliFormats::exportsSayTheSame()
{
    QFETCH(QString, target);
    const QString capture = path(u"a.pcapng"_qs);
    run({u"read"_qs, target, u"--trace"_qs, capture});
    const Result original = run({u"decode"_qs, capture, u"--json"_qs});
    for (const QString &name : {u"a.txt"_qs, u"a.csv"_qs}) {
        const Result written = run({u"convert"_qs, capture, path(name), u"--json"_qs});
        QCOMPARE(written.status, 0);
        QVERIFY(jsonOf(written)[u"rows"].toInt() > 3);
        QCOMPARE(run({u"decode"_qs, path(name), u"--json"_qs}).out, original.out);
        // And back to a capture.
        QCOMPARE(run({u"convert"_qs, path(name), path(u"b.pcapng"_qs)}).status, 0);
        QCOMPARE(run({u"decode"_qs, path(u"b.pcapng"_qs), u"--json"_qs}).out, original.out);
    }
}

void tst_CliFormats::pagesAreWritten()
{
    const Result result = run({u"convert"_qs, logSample(u"times.log"_qs), path(u"a.html"_qs)});
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.contains("rows"));
    QFile page(path(u"a.html"_qs));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    QVERIFY(text.startsWith("<!DOCTYPE html>"));
    QVERIFY(text.contains("0.0.0(12345678)"));
    QVERIFY(text.contains("sent</td>"));
}

void tst_CliFormats::datesBecomeTheAnchor()
{
    QCOMPARE(run({u"convert"_qs, logSample(u"times.log"_qs), path(u"d.csv"_qs)}).status, 0);
    QFile table(path(u"d.csv"_qs));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray text = table.readAll();
    QVERIFY(text.contains(",began,,,,2024-03-0"));
    QVERIFY(text.contains("\n1.025000000,received,"));
}

void tst_CliFormats::logsWithoutBytesAreRefused()
{
    const Result result = run({u"decode"_qs, logSample(u"words-only.log"_qs)});
    QCOMPARE(result.status, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(result.notices.contains("dump_file"));
    // An old file stays.
    const QString out = path(u"old.csv"_qs);
    QFile old(out);
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    QCOMPARE(run({u"convert"_qs, logSample(u"words-only.log"_qs), out}).status, 2);
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
}

void tst_CliFormats::hostileLogsAreSafe_data()
{
    QTest::addColumn<QByteArray>("content");
    QByteArray noise;
    for (int i = 0; i < 65536; ++i)
        noise += static_cast<char>(i * 7919 >> 5);
    const QByteArray line("12:00:00 TX 2F 3F 21\n");
    QTest::newRow("noise") << noise;
    QTest::newRow("noise in a log") << line + noise + line;
    QTest::newRow("escape sequences")
        << QByteArray("12:00:00 TX \x1b[2J\x1b]0;x\x07\n").repeated(9);
    QTest::newRow("one long line of digits") << "TX " + QByteArray("2F ").repeated(2'000'000);
    QTest::newRow("one long line of gaps") << "TX " + QByteArray("2F   ").repeated(1'000'000);
    QTest::newRow("one long line of names") << QByteArray("<STX>").repeated(1'000'000);
    QTest::newRow("one long line of quotes") << "0x1, \"" + QByteArray("\\").repeated(3'000'000);
    QTest::newRow("many short lines") << QByteArray("> \n").repeated(1'000'000);
    QTest::newRow("many times") << QByteArray("[1.000]\n").repeated(500'000);
    QTest::newRow("many brackets") << QByteArray("[").repeated(3'000'000);
    QTest::newRow("many numbers") << QByteArray("1 22 ").repeated(1'000'000);
}

/// Whatever comes, it ends, and nothing that moves a terminal's cursor comes out.
void tst_CliFormats::hostileLogsAreSafe()
{
    QFETCH(QByteArray, content);
    const QString name = path(u"hostile.log"_qs);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    const Result result = run({u"convert"_qs, name, path(u"hostile.pcapng"_qs)});
    QVERIFY(result.status == 0 || result.status == 2);
    QVERIFY(isPlain(result.out));
    QVERIFY(isPlain(result.notices));
}

QTEST_GUILESS_MAIN(tst_CliFormats)
#include "tst_cliformats.moc"
