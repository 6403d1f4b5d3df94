// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/exports/csvcells.h"

#include <QRandomGenerator>
#include <QTest>

namespace optoscope {

class TestCsvCells : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void guards_data();
    void guards();
    void comesBack();
    void readsRows();
};

void TestCsvCells::guards_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &cell) {
        QTest::newRow(name) << text << cell;
    };
    row("nothing", "", "");
    row("plain", "1.8.0", "1.8.0");
    row("a comma", "1,5", "\"1,5\"");
    row("a quote", "5\"", "\"5\"\"\"");
    row("blanks", " 1 ", "\" 1 \"");
    row("a formula", "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
    row("another", "@SUM(A1)", "'@SUM(A1)");
    row("a number", "-12.5", "-12.5");
    row("a number with a comma", "+12,5", "\"+12,5\"");
    row("not available", "--.--", "--.--");
    row("computed", "-2+3", "'-2+3");
    row("an apostrophe", "'=1", "''=1");
    row("an apostrophe alone", "'tis", "'tis");
}

void TestCsvCells::guards()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, cell);
    QCOMPARE(csvCell(text), cell);
}

/// Whatever it is, it is the same when it is read again.
void TestCsvCells::comesBack()
{
    QRandomGenerator chance(25);
    constexpr QByteArrayView letters = "=+-@'\t\r\n\",; 1.x";
    for (int i = 0; i < 20000; ++i) {
        QByteArray text;
        for (quint32 left = chance.bounded(6); left > 0; --left)
            text += letters.at(chance.bounded(static_cast<int>(letters.size())));
        qsizetype at = 0;
        qint64 line = 1;
        const QByteArray row = "a," + csvCell(text) + ",b\r\n";
        const auto cells = takeCsvRow(row, at, line);
        QVERIFY(cells);
        QCOMPARE(cells->size(), 3);
        QCOMPARE(csvText(cells->at(1)), text);
    }
}

void TestCsvCells::readsRows()
{
    const QByteArray table = "a;\"b\nc\";d\r\n1;2\r\n";
    qsizetype at = 0;
    qint64 line = 1;
    QCOMPARE(takeCsvRow(table, at, line, ';'), (QList<QByteArray>{"a", "b\nc", "d"}));
    QCOMPARE(line, 3);
    QCOMPARE(takeCsvRow(table, at, line, ';'), (QList<QByteArray>{"1", "2"}));
    QCOMPARE(at, table.size());
    at = 0;
    QVERIFY(!takeCsvRow(QByteArray(1000, ','), at, line));
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestCsvCells)
#include "tst_csvcells.moc"
