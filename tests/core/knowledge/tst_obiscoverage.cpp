// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/mediumguess.h"
#include "resources/knowledge.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace optoscope;

namespace {

struct Address {
    QByteArray text;
    QByteArray unit;
};

/// Addresses and units in a published read-out: what stands before a bracket. The files are also
/// quotations and logs, so that line ends may be written out (`\r\n`).
QList<Address> addressesIn(QByteArray text, bool hexadecimal)
{
    if (hexadecimal)
        text = QByteArray::fromHex(text);
    text.replace("\\r", "\n").replace("\\n", "\n").replace("\\x02", "\n");
    static const QRegularExpression pattern(
        uR"((?<![0-9A-Za-z.])([0-9A-Za-z][0-9A-Za-z.:*&,-]*)\([^()*]*\*?([^()]*)\))"_qs);
    QList<Address> addresses;
    auto matches = pattern.globalMatch(QString::fromLatin1(text));
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        addresses.append({match.captured(1).toLatin1(), match.captured(2).toLatin1()});
    }
    return addresses;
}

QString corpus()
{
    const QString given = qEnvironmentVariable("OPTOSCOPE_CORPUS");
    return given.isEmpty() ? QString::fromUtf8(OPTOSCOPE_DEFAULT_CORPUS) : given;
}

} // namespace

/// How many of the addresses that real meters send have a name. With OPTOSCOPE_LIST_MISSES set, the
/// others are listed.
class TestObisCoverage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void coversPublishedReadouts_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("A") << u"A"_qs;
        QTest::newRow("B") << u"B"_qs;
    }
    void coversPublishedReadouts()
    {
        QFETCH(QString, folder);
        const QDir directory(corpus() + u'/' + folder);
        if (!directory.exists())
            QSKIP("No published read-outs here: set OPTOSCOPE_CORPUS to their folder.");
        static const Knowledge knowledge = loadKnowledge();
        std::map<QByteArray, bool> named;
        int sets = 0;
        int setsNamed = 0;
        for (const QFileInfo &info : directory.entryInfoList(QDir::Files)) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto addresses = addressesIn(file.readAll(), info.suffix() == u"hex");
            MediumGuess guess;
            for (const Address &address : addresses)
                guess.see(address.text, address.unit);
            for (const Address &address : addresses) {
                const bool found = knowledge.obis.find(address.text, guess.medium()).has_value();
                named.insert_or_assign(address.text, found);
                ++sets;
                setsNamed += found ? 1 : 0;
            }
        }
        report(named, sets, setsNamed);
    }

private:
    void report(const std::map<QByteArray, bool> &named, int sets, int setsNamed)
    {
        QVERIFY(!named.empty());
        const auto good = std::count_if(named.begin(), named.end(),
                                        [](const auto &entry) { return entry.second; });
        qInfo() << good << "of" << named.size() << "addresses," << setsNamed << "of" << sets
                << "data sets have a name";
        if (qEnvironmentVariableIsSet("OPTOSCOPE_LIST_MISSES")) {
            for (const auto &[address, found] : named) {
                if (!found)
                    qInfo() << "no name:" << address;
            }
        }
        QVERIFY(good * 100 > static_cast<qsizetype>(named.size()) * 95);
        QVERIFY(setsNamed * 100 > sets * 95);
    }
};

QTEST_GUILESS_MAIN(TestObisCoverage)
#include "tst_obiscoverage.moc"
