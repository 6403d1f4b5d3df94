// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakesession.h"
#include "ui/readout/readoutmodel.h"
#include "ui/readout/readoutproxy.h"
#include "ui/readout/readoutsort.h"
#include "ui/readout/tabletext.h"
#include "ui/session/sessiondocument.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;

class TestReadout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsRegisters();
    void showsRegistersWhileTheyCome();
    void ordersValues_data();
    void ordersValues();
    void ordersAddresses_data();
    void ordersAddresses();
    void filters();
    void writesCsv();
    void copiesWithTabs();
    void savesOrSaysWhy();
};

namespace {

ObisTable names()
{
    return ObisTable::parse("1.8.2\tActive energy import, tariff 2\tkWh\tnumber\n");
}

QStringList column(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, column).data().toString());
    return texts;
}

} // namespace

void TestReadout::showsRegisters()
{
    SessionDocument document;
    ReadoutModel model(&document, names());
    QAbstractItemModelTester tester(&model);
    document.append(FakeSession::readout(4));
    document.finish(Outcome::done);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(column(model, ReadoutModel::Address),
             (QStringList{QStringLiteral("F.F"), QStringLiteral("0.0.0"), QStringLiteral("1.8.2"),
                          QStringLiteral("1.8.3")}));
    QCOMPARE(model.index(2, ReadoutModel::Value).data().toString(), QStringLiteral("001014.5"));
    QCOMPARE(model.index(2, ReadoutModel::Unit).data().toString(), QStringLiteral("kWh"));
    QCOMPARE(model.index(2, ReadoutModel::Name).data().toString(),
             QStringLiteral("Active energy import, tariff 2"));
    document.begin(QStringLiteral("virtual:"));
    QCOMPARE(model.rowCount(), 0);
}

void TestReadout::showsRegistersWhileTheyCome()
{
    SessionDocument document;
    ReadoutModel model(&document, names());
    QAbstractItemModelTester tester(&model);
    const TraceEntries all = FakeSession::readout(40);
    int before = 0;
    for (const TraceEntry &entry : all) {
        const auto *received = std::get_if<Received>(&entry.what);
        if (!received) {
            document.append({entry});
            continue;
        }
        for (qsizetype i = 0; i < received->run.characters.size(); ++i) {
            Received one{received->run};
            one.run.characters = received->run.characters.mid(i, 1);
            document.append({{entry.at + i * one.run.spacing, one}});
            QVERIFY(model.rowCount() >= before);
            before = model.rowCount();
            if (i == received->run.characters.size() / 2 && received->run.characters.size() > 100)
                QVERIFY(before > 10 && before < 30);
        }
    }
    QCOMPARE(model.rowCount(), 40);
}

void TestReadout::ordersValues_data()
{
    QTest::addColumn<QString>("less");
    QTest::addColumn<QString>("more");
    const auto row = [](const char *name, const char *less, const char *more) {
        QTest::newRow(name) << QString::fromLatin1(less) << QString::fromLatin1(more);
    };
    row("by size, not by letters", "9.5", "0010.25");
    row("comma", "1,5", "1.75");
    row("negative", "-3", "2");
    row("numbers before texts", "99999", "12:30:00");
    row("dates by letters", "26-01-02", "26-02-01");
}

void TestReadout::ordersValues()
{
    QFETCH(const QString, less);
    QFETCH(const QString, more);
    QVERIFY(readoutsort::valueLess(less, more));
    QVERIFY(!readoutsort::valueLess(more, less));
    QVERIFY(!readoutsort::valueLess(less, less));
}

void TestReadout::ordersAddresses_data()
{
    QTest::addColumn<QString>("less");
    QTest::addColumn<QString>("more");
    const auto row = [](const char *name, const char *less, const char *more) {
        QTest::newRow(name) << QString::fromLatin1(less) << QString::fromLatin1(more);
    };
    row("groups are numbers", "1.8.0", "1.10.0");
    row("shorter first", "1.8.0", "1.8.0*01");
    row("digits before letters", "96.1", "F.F");
    row("leading zeros", "1.8.0*09", "1.8.0*10");
}

void TestReadout::ordersAddresses()
{
    QFETCH(const QString, less);
    QFETCH(const QString, more);
    QVERIFY(readoutsort::addressLess(less, more));
    QVERIFY(!readoutsort::addressLess(more, less));
    QVERIFY(!readoutsort::addressLess(less, less));
}

void TestReadout::filters()
{
    SessionDocument document;
    ReadoutModel model(&document, names());
    ReadoutProxy proxy;
    QAbstractItemModelTester tester(&proxy);
    proxy.setSourceModel(&model);
    document.append(FakeSession::readout(12));
    QCOMPARE(proxy.rowCount(), 12);
    proxy.setFilterFixedString(QStringLiteral("TARIFF 2"));
    QCOMPARE(column(proxy, ReadoutModel::Address), QStringList{QStringLiteral("1.8.2")});
    proxy.setFilterFixedString(QStringLiteral("1.8.1"));
    proxy.sort(ReadoutModel::Address, Qt::DescendingOrder);
    QCOMPARE(column(proxy, ReadoutModel::Address),
             (QStringList{QStringLiteral("1.8.11"), QStringLiteral("1.8.10")}));
    proxy.setFilterFixedString(QStringLiteral("(no such thing)"));
    QCOMPARE(proxy.rowCount(), 0);
}

void TestReadout::writesCsv()
{
    QStandardItemModel model(2, 2);
    model.setHorizontalHeaderLabels({QStringLiteral("Address"), QStringLiteral("Value")});
    model.setItem(0, 0, new QStandardItem(QStringLiteral("1.8.0")));
    model.setItem(0, 1, new QStandardItem(QStringLiteral("1,5")));
    model.setItem(1, 0, new QStandardItem(QStringLiteral("say \"no\"")));
    model.setItem(1, 1, new QStandardItem(QStringLiteral("two\r\nlines")));
    QCOMPARE(tabletext::csv(model),
             QStringLiteral("Address,Value\r\n1.8.0,\"1,5\"\r\n"
                            "\"say \"\"no\"\"\",\"two\r\nlines\"\r\n"));
}

void TestReadout::copiesWithTabs()
{
    QStandardItemModel model(2, 2);
    model.setItem(0, 0, new QStandardItem(QStringLiteral("1.8.0")));
    model.setItem(0, 1, new QStandardItem(QStringLiteral("a\tb")));
    model.setItem(1, 0, new QStandardItem(QStringLiteral("2.8.0")));
    const QModelIndexList cells{model.index(1, 0), model.index(0, 1), model.index(0, 0)};
    QCOMPARE(tabletext::tabSeparated(cells), QStringLiteral("1.8.0\ta b\n2.8.0"));
    QVERIFY(tabletext::tabSeparated({}).isEmpty());
}

void TestReadout::savesOrSaysWhy()
{
    QTemporaryDir directory;
    const QString name = directory.filePath(QStringLiteral("a.csv"));
    QVERIFY(tabletext::save(QStringLiteral("äöü\r\n"), name).isEmpty());
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("äöü\r\n"));
    const QString nowhere = directory.filePath(QStringLiteral("no such directory/a.csv"));
    QVERIFY(!tabletext::save(QStringLiteral("x"), nowhere).isEmpty());
}

QTEST_MAIN(TestReadout)
#include "tst_readout.moc"
