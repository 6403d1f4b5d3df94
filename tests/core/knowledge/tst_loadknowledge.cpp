// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/knowledge.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;

namespace {

bool write(const QString &name, QByteArrayView text)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(text.data(), text.size()) == text.size();
}

} // namespace

class TestLoadKnowledge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shippedTablesAreWhole()
    {
        KnowledgeProblems problems;
        const Knowledge knowledge = loadKnowledge({}, &problems);
        for (const KnowledgeProblem &problem : problems)
            qWarning() << problem.file << problem.error.line << problem.error.problem
                       << problem.error.detail;
        QVERIFY(problems.isEmpty());
        QVERIFY(knowledge.obis.count() > 500);
        QVERIFY(knowledge.flags.count() > 1500);
    }

    void names_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("unit");
        const auto row = [](const char *address, const char *name, const char *unit = "") {
            QTest::addRow("%s", address)
                << QByteArray(address) << QString::fromLatin1(name) << QString::fromUtf8(unit);
        };
        row("1-0:1.8.0*255", "Energy imported, total", "kWh");
        row("2.8.1*01", "Energy exported, tariff 1", "kWh");
        row("21.7.255", "Power imported, L1", "kW");
        row("52.7", "Voltage, L2", "V");
        row("1.6.1", "Maximum demand, import, tariff 1", "kW");
        row("0.1.0", "Number of billing resets");
        row("C.1.0", "Serial number");
        row("F.F", "Error register");
        row("C.7.2", "Number of power failures, L2");
        row("0-1:24.2.1", "Reading of the connected meter");
        row("1-3:0.2.8", "Version of the telegram");
        row("13.25", "Power factor, last average 3");
        row("6.8", "Heat energy");
        row("6.8*01", "Heat energy, previous year");
        row("9.4", "Maximum flow and return temperature", "C");
        row("81.7.15", "Angle between voltage L2 and current L2", "\u00B0");
        row("P.01", "Load profile 1");
        row("99.97.0", "Power failure log");
        row("ET0PE", "Energy imported: total, then each tariff", "kWh");
        row("0.5.1.2", "Demand limit 2");
    }
    void names()
    {
        QFETCH(QByteArray, address);
        static const Knowledge knowledge = loadKnowledge();
        const auto found = knowledge.obis.find(address);
        QVERIFY(found);
        QTEST(found->name, "name");
        QTEST(found->unit, "unit");
    }

    void flags()
    {
        const Knowledge knowledge = loadKnowledge();
        QCOMPARE(knowledge.flags.find("LGZ")->company, u"Landis+Gyr"_qs);
        QCOMPARE(knowledge.flags.find("ISk")->company, u"Iskraemeco"_qs);
        QVERIFY(knowledge.flags.find("EKT")->remark.contains(u"Energomera"));
        QVERIFY(!knowledge.flags.find("QQQ"));
    }

    void ownRowsWin()
    {
        QTemporaryDir directory;
        QVERIFY(write(directory.filePath(u"obis.tsv"_qs), "1.8.0\tMy energy\tkWh\n1.8.O\tTypo\n"));
        QVERIFY(write(directory.filePath(u"flag.tsv"_qs), "lgz\tMy meters\n"));
        KnowledgeProblems problems;
        const Knowledge knowledge = loadKnowledge(directory.path(), &problems);
        QCOMPARE(knowledge.obis.find("1-0:1.8.0*255")->name, u"My energy"_qs);
        QCOMPARE(knowledge.obis.find("1.8.1")->name, u"Energy imported, tariff 1"_qs);
        QCOMPARE(knowledge.flags.find("LGZ")->company, u"My meters"_qs);
        QCOMPARE(problems,
                 (KnowledgeProblems{{directory.filePath(u"obis.tsv"_qs),
                                     {2, TableProblem::badCode, u"1.8.O"_qs}}}));
    }

    void ownRowsOfWhatIsKnown()
    {
        QTemporaryDir directory;
        QVERIFY(write(directory.filePath(u"adapters.tsv"_qs),
                      "0403:6001\tMy chip\t\t\tme\n# more\n0403:6001x\tTypo\t\t\tme\n"));
        QVERIFY(
            write(directory.filePath(u"probes.tsv"_qs),
                  "My head\tusb\t\t\tnone\tdown\t\tme\nMy other\tserial\t\t\tnone\tup\t\tme\n"));
        QVERIFY(write(directory.filePath(u"meters.tsv"_qs),
                      "Maker\tX1\t\tUK\t\tclosed\t0.9\t\t\tme\n"
                      "Maker\tX1\t\tGB\t\tclosed\t0.9\t\t\tme\n"));
        KnowledgeProblems problems;
        const Knowledge knowledge = loadKnowledge(directory.path(), &problems);
        QCOMPARE(knowledge.adapters.find(0x0403, 0x6001).first().chip, u"My chip"_qs);
        QVERIFY(!knowledge.adapters.find(0x0403, 0x6015).isEmpty());
        QCOMPARE(knowledge.probes.find(u"my head"_qs).size(), 1);
        QCOMPARE(knowledge.meters.confidenceOf({{}, u"GB"_qs, {}, u"X1"_qs}, MeterState::closed),
                 0.9);
        QCOMPARE(problems,
                 (KnowledgeProblems{{directory.filePath(u"adapters.tsv"_qs),
                                     {3, TableProblem::badAdapter, u"0403:6001x"_qs}},
                                    {directory.filePath(u"probes.tsv"_qs),
                                     {2, TableProblem::unknownWord, u"serial"_qs}},
                                    {directory.filePath(u"meters.tsv"_qs),
                                     {1, TableProblem::badCountry, u"UK"_qs}}}));
    }

    void filesThatCannotBeUsed()
    {
        QTemporaryDir directory;
        QVERIFY(QDir(directory.path()).mkdir(u"obis.tsv"_qs));
        QVERIFY(write(directory.filePath(u"flag.tsv"_qs), QByteArray(5LL * 1024 * 1024, '#')));
        KnowledgeProblems problems;
        const Knowledge knowledge = loadKnowledge(directory.path(), &problems);
        QVERIFY(knowledge.obis.find("1.8.0"));
        QVERIFY(knowledge.flags.find("LGZ"));
        QCOMPARE(problems.size(), 2);
        QCOMPARE(problems[0].error.problem, TableProblem::cannotRead);
        QCOMPARE(problems[0].error.line, 0);
        QCOMPARE(problems[1].error.problem, TableProblem::tooBig);

        loadKnowledge(directory.filePath(u"nowhere"_qs), &problems);
        QVERIFY(problems.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLoadKnowledge)
#include "tst_loadknowledge.moc"
