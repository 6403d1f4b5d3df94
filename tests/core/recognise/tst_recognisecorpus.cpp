// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesimport.h"
#include "core/recognise/lineclassifier.h"

#include <QDir>
#include <QTest>

using namespace optoscope;
using namespace Qt::StringLiterals;

namespace {

QString corpus()
{
    const QString folder = qEnvironmentVariable("OPTOSCOPE_CORPUS");
    return folder.isEmpty() ? QStringLiteral(OPTOSCOPE_DEFAULT_CORPUS) : folder;
}

QStringList filesOf(const QString &folder, const QStringList &endings)
{
    QStringList names;
    for (const QString &file : QDir(corpus() + u'/' + folder).entryList(endings, QDir::Files))
        names += QString(folder + u'/' + file);
    return names;
}

} // namespace

/// Published data of real meters.
class tst_RecogniseCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void knowsTheClass_data();
    void knowsTheClass();
};

void tst_RecogniseCorpus::initTestCase()
{
    if (!QDir(corpus()).exists())
        QSKIP("The corpus is not here; OPTOSCOPE_CORPUS says where it is.");
}

void tst_RecogniseCorpus::knowsTheClass_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("classes");
    const auto row = [](const QString &name, const QStringList &classes) {
        QTest::newRow(qPrintable(name)) << name << classes;
    };
    for (const QString &folder : {u"A"_qs, u"B"_qs})
        for (const QString &name : filesOf(folder, {u"*.txt"_qs, u"*.hex"_qs}))
            row(name, {u"iec62056"_qs, u"dsmr"_qs});
    // The others of C are logs of programs and no bytes.
    row(u"C/tpc5_neva_mt324_no_answer.hex"_qs, {u"silence"_qs});
    row(u"C/zmd405_7e1_read_as_8n1_first_lines.hex"_qs, {u"parityBitsLeft"_qs});
    row(u"C/zpa5_am363_session.hex"_qs, {u"iec62056"_qs});
    for (const QString &file : {u"esy5_q3da3024_missing_slash"_qs, u"lug_uh50_corrupt_digit"_qs,
                                u"mth_join_midway"_qs, u"nielsb_ttyusb0_raw_start"_qs,
                                u"rob_v2_2_mangled"_qs, u"sie_2wr5_trailing_garbage_after_bcc"_qs})
        row(u"C/"_qs + file + u".txt"_qs, {u"iec62056"_qs, u"dsmr"_qs});
    for (const QString &name : filesOf(u"D"_qs, {u"*.hex"_qs}))
        row(name, {u"iec62056"_qs});
    // The texts of E are logs as well, and the gateway's file ends with half a byte.
    for (const QString &name : filesOf(u"E"_qs, {u"*.hex"_qs})) {
        const QString kind = name.section(u'/', 1).section(u'_', 0, 0);
        if (kind != u"net"_qs)
            row(name, {kind});
    }
}

void tst_RecogniseCorpus::knowsTheClass()
{
    QFETCH(QString, name);
    QFETCH(QStringList, classes);
    const auto imported = importFile(corpus() + u'/' + name);
    QVERIFY(std::holds_alternative<ImportedBytes>(imported));
    LineClassifier classifier;
    classifier.append(std::get<ImportedBytes>(imported).entries);
    const QString lineClass = lineClassName(classifier.verdict().lineClass);
    QVERIFY2(classes.contains(lineClass), qPrintable(lineClass));
}

QTEST_GUILESS_MAIN(tst_RecogniseCorpus)
#include "tst_recognisecorpus.moc"
