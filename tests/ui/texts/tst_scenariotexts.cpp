// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/texts.h"

#include <QMetaEnum>
#include <QTest>

using namespace optoscope;
using namespace Qt::StringLiterals;

class TestScenarioTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyReasonHasWords()
    {
        const auto reasons = QMetaEnum::fromType<ScenarioReason>();
        QStringList texts;
        for (int i = 0; i < reasons.keyCount(); ++i) {
            ScenarioError error;
            error.reason = static_cast<ScenarioReason>(reasons.value(i));
            error.key = u"meter.key"_s;
            error.value = u"VALUE"_s;
            error.allowed = QStringList{u"LEAST"_s, u"MOST"_s};
            error.file = u"FILE.json"_s;
            const QString text = texts::scenarioErrorText(error);
            QVERIFY2(text.contains(u"VALUE") || error.reason == ScenarioReason::unknownKey,
                     qPrintable(text));
            QVERIFY2(text.endsWith(u'.') && !text.contains(u"%"), qPrintable(text));
            QVERIFY(!texts.contains(text));
            texts.append(text);
            // A link that cannot be opened because of it says the same.
            const LinkError link{LinkError::Kind::BadScenario, error.file, error.toDetail()};
            QCOMPARE(texts::linkErrorText(link), text);
        }
    }

    void everyTableProblemHasWords()
    {
        const auto problems = QMetaEnum::fromType<TableProblem>();
        QStringList texts;
        for (int i = 0; i < problems.keyCount(); ++i) {
            const TableError error{i, static_cast<TableProblem>(problems.value(i)), u"DETAIL"_s};
            const QString text = texts::tableErrorText(u"obis.tsv"_s, error);
            QVERIFY2(text.startsWith(u"obis.tsv") && text.endsWith(u'.'), qPrintable(text));
            QCOMPARE(text.contains(u"line"), i > 0);
            const QString what = text.section(u": "_s, 1);
            QVERIFY(what.size() > 10 && !texts.contains(what));
            texts.append(what);
        }
    }

    void nothingIsPrintedRaw()
    {
        ScenarioError error;
        error.reason = ScenarioReason::notAllowed;
        error.key = u"meter.\x1b[2J"_s;
        error.value = u"\a"_s;
        error.file = u"a\nb.json"_s;
        for (const QChar character : texts::scenarioErrorText(error))
            QVERIFY(character >= u' ');
    }
};

QTEST_APPLESS_MAIN(TestScenarioTexts)
#include "tst_scenariotexts.moc"
