// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/datasets.h"
#include "core/link/scenariofiles.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;

namespace {

/// A read-out at 300 baud takes half a minute.
constexpr int patience = 120000;
constexpr int installPatience = 240000;

/// The client's own way of writing a code: letters become the numbers that they stand for, zeros in
/// front go. Nothing for a code that it does not take.
QString idOf(QByteArrayView address)
{
    static const QRegularExpression code(
        u"^([0-9CFLP]{1,3})\\.?([0-9CFLP]{0,3})\\.?([0-9]{0,3})[*&]?([0-9]{0,3})$"_qs);
    const QRegularExpressionMatch match = code.match(QString::fromLatin1(address));
    if (!match.hasMatch())
        return {};
    const auto number = [](const QString &group) {
        const qsizetype letter = QStringView(u"CFLP").indexOf(group);
        return QString::number(letter < 0 ? group.toInt() : 96 + letter);
    };
    QString id = number(match.captured(1));
    for (int group : {2, 3}) {
        if (!match.captured(group).isEmpty())
            id += u'.' + number(match.captured(group));
    }
    return match.captured(4).isEmpty() ? id : id + u'*' + number(match.captured(4));
}

/// What the client should report: raw values by code, of codes that come twice the last.
QJsonObject expectedOf(const ReadoutFile &file)
{
    const DataSets sets(file.block);
    QJsonObject expected;
    QString id;
    for (qsizetype i = 0; i < sets.count(); ++i) {
        const DataSet &set = sets.at(i);
        QString value = QString::fromLatin1(sets.value(i));
        if (set.star)
            value += u'*' + QString::fromLatin1(sets.unit(i));
        if (set.address.length == 0) {
            if (!id.isEmpty())
                expected[id] = QString(expected[id].toString() + u", "_qs + value);
            continue;
        }
        id = idOf(sets.address(i));
        if (!id.isEmpty())
            expected[id] = value;
    }
    return expected;
}

/// Runs a program to its end; its standard output, or nothing.
std::optional<QByteArray> outputOf(const QString &program, const QStringList &arguments,
                                   int timeout)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    if (!process.waitForFinished(timeout) || process.exitStatus() != QProcess::NormalExit
        || process.exitCode() != 0)
        return {};
    return process.readAllStandardOutput();
}

const QString slowModeB = u"slow-mode-b.json"_qs;

} // namespace

/// The virtual meter is read by a client that others wrote: the npm package smartmeter-obis 4.
class TestSmartmeterObis : public QObject
{
    Q_OBJECT

    QString m_node = QStandardPaths::findExecutable(u"node"_qs);
    const QString m_packages = QStringLiteral(OPTOSCOPE_INTEROP_PACKAGES);

private Q_SLOTS:
    void initTestCase()
    {
        const QString npm = QStandardPaths::findExecutable(u"npm"_qs);
        if (m_node.isEmpty() || npm.isEmpty())
            QSKIP("There is no npm: the client cannot be installed.");
        if (QFileInfo::exists(m_packages + u"/node_modules/smartmeter-obis"_qs))
            return;
        const auto installed =
            outputOf(npm,
                     {u"install"_qs, u"--prefix"_qs, m_packages, u"--no-audit"_qs, u"--no-fund"_qs,
                      u"--loglevel=error"_qs, u"smartmeter-obis@4"_qs},
                     installPatience);
        if (!installed)
            QSKIP("npm could not install smartmeter-obis: is there a network?");
    }

    void reads_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::newRow("A") << u"meter-mode-a"_qs;
        QTest::newRow("B") << slowModeB;
        QTest::newRow("C") << u"meter-mode-c-2400"_qs;
        QTest::newRow("C, long") << u"meter-long"_qs;
    }
    void reads()
    {
        QFETCH(QString, scenario);
        QTemporaryDir folder;
        if (scenario == slowModeB) {
            // Nothing is sent between identification and data: a client on a busy machine changes
            // its baud late.
            scenario = folder.filePath(slowModeB);
            QFile file(scenario);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(R"({"meter": {"mode": "B", "baudCharacter": "D", "reactionMs": 1200}})");
        }
        const QString link = folder.filePath(u"meter"_qs);
        QProcess meter;
        meter.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        meter.start(QStringLiteral(OPTOSCOPE_CLI),
                    {u"simulate"_qs, u"--pty"_qs, link, u"--scenario"_qs, scenario});
        QTRY_VERIFY(QFileInfo(link).isSymLink());
        const auto report = outputOf(
            m_node, {QStringLiteral(OPTOSCOPE_INTEROP_SCRIPT), m_packages, link}, patience);
        meter.terminate();
        QVERIFY(meter.waitForFinished());
        QVERIFY(report);
        const auto loaded = std::get<LoadedScenario>(loadScenario(scenario));
        const QJsonObject expected = expectedOf(loaded.readout);
        const QJsonObject actual = QJsonDocument::fromJson(*report).object();
        QVERIFY(expected.size() >= 30);
        QCOMPARE(actual.keys(), expected.keys());
        for (const QString &id : expected.keys())
            QCOMPARE(actual.value(id).toString(), expected.value(id).toString());
    }
};

QTEST_GUILESS_MAIN(TestSmartmeterObis)
#include "tst_smartmeterobis.moc"
