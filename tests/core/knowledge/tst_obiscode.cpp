// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/obiscode.h"

#include <QTest>

using namespace optoscope;

namespace {

/// `A-B:C.D.E*F,attribute`, with what is not there left out and hexadecimal groups behind an h.
QByteArray inFull(const ObisCode &code)
{
    QByteArray text;
    if (code.medium)
        text += QByteArray::number(*code.medium) + '-';
    if (code.channel)
        text += QByteArray::number(*code.channel) + ':';
    for (int i = 0; i < code.groupCount; ++i) {
        const quint16 group = code.groups[static_cast<size_t>(i)];
        if (i > 0)
            text += '.';
        if (group & ObisCode::hexadecimal)
            text += 'h' + QByteArray::number(group & ~ObisCode::hexadecimal, 16);
        else
            text += QByteArray::number(group);
    }
    if (code.period)
        text += '*' + QByteArray::number(*code.period);
    if (code.attribute)
        text += ',' + QByteArray::number(*code.attribute);
    return text;
}

} // namespace

class TestObisCode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QByteArray>("full");
        QTest::newRow("long") << QByteArray("1-0:1.8.0*255") << QByteArray("1-0:1.8.0*255");
        QTest::newRow("short") << QByteArray("1.8.0") << QByteArray("1.8.0");
        QTest::newRow("earlier") << QByteArray("1.8.0*01") << QByteArray("1.8.0*1");
        QTest::newRow("earlier, ampersand") << QByteArray("1.8.0&01") << QByteArray("1.8.0*1");
        QTest::newRow("two groups") << QByteArray("32.7") << QByteArray("32.7");
        QTest::newRow("error") << QByteArray("F.F") << QByteArray("97.97");
        QTest::newRow("error, folded") << QByteArray("f.f") << QByteArray("97.97");
        QTest::newRow("error of heat meters") << QByteArray("F") << QByteArray("97");
        QTest::newRow("service") << QByteArray("C.1.0") << QByteArray("96.1.0");
        QTest::newRow("service, folded") << QByteArray("c.1.0") << QByteArray("96.1.0");
        QTest::newRow("profile") << QByteArray("P.01") << QByteArray("99.1");
        QTest::newRow("list") << QByteArray("L.1") << QByteArray("98.1");
        QTest::newRow("hexadecimal") << QByteArray("1-1:30D") << QByteArray("1-1:h30d");
        QTest::newRow("hexadecimal tariff") << QByteArray("2.8.A") << QByteArray("2.8.ha");
        QTest::newRow("four groups") << QByteArray("0.5.1.2") << QByteArray("0.5.1.2");
        QTest::newRow("attribute") << QByteArray("1.6.0,5") << QByteArray("1.6.0,5");
        QTest::newRow("blanks") << QByteArray("  1.8.0\t") << QByteArray("1.8.0");
        QTest::newRow("colon for a dot") << QByteArray("1-0:72:32.0") << QByteArray("1-0:72.32.0");
        QTest::newRow("letters behind A and B") << QByteArray("1-1:F.F") << QByteArray("1-1:97.97");
        QTest::newRow("six dots") << QByteArray("1.0.1.8.0.255") << QByteArray("1-0:1.8.0*255");
        QTest::newRow("dot before F") << QByteArray("1-0:1.8.0.255") << QByteArray("1-0:1.8.0*255");
        QTest::newRow("eight digits") << QByteArray("100700FF") << QByteArray("16.7.0*255");
        QTest::newRow("largest") << QByteArray("255-255:255.255.255*255")
                                 << QByteArray("255-255:255.255.255*255");
    }
    void reads()
    {
        QFETCH(QByteArray, address);
        const auto code = ObisCode::fromAddress(address);
        QVERIFY(code);
        QTEST(inFull(*code), "full");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("address");
        for (const char *text : {"",
                                 " ",
                                 ".",
                                 "..",
                                 "1.",
                                 ".8",
                                 "1..8",
                                 "1.8.0*",
                                 "1.8.0*x",
                                 "1.8.0*256",
                                 "1.8.0,",
                                 "1.8.0,x",
                                 "1",
                                 "96",
                                 "ABC",
                                 "VOLTA",
                                 "1-0",
                                 "1-0:",
                                 "-0:1.8.0",
                                 "1-:1.8.0",
                                 "1:1.8.0",
                                 "1-0.1.8.0",
                                 "1-256:1.8.0",
                                 "1.8.0.0.0",
                                 "1.8.1234",
                                 "1.8 .0",
                                 "1.8.-1",
                                 "1.8.G",
                                 "1.2.3.4.5.256",
                                 "1.8.0*1*2",
                                 "00000000",
                                 "1234567890123456789012345678901234567890.1"})
            QTest::addRow("%s", text) << QByteArray(text);
        QTest::newRow("NUL") << QByteArray("1.8\0", 4);
        QTest::newRow("eight bits") << QByteArray("1.\xB8.0");
    }
    void refuses()
    {
        QFETCH(QByteArray, address);
        QVERIFY(!ObisCode::fromAddress(address));
    }

    void billingPeriods_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<int>("period");
        QTest::newRow("no F") << QByteArray("1.8.0") << 0;
        QTest::newRow("current") << QByteArray("1.8.0*255") << 0;
        QTest::newRow("zero") << QByteArray("1.8.0*00") << 0;
        QTest::newRow("first") << QByteArray("1.8.0*01") << 1;
        QTest::newRow("62nd") << QByteArray("1-1:1.8.0*62") << 62;
        QTest::newRow("last") << QByteArray("1.8.0&99") << 99;
        QTest::newRow("another meaning") << QByteArray("1.8.0*101") << 0;
    }
    void billingPeriods()
    {
        QFETCH(QByteArray, address);
        QTEST(ObisCode::fromAddress(address)->billingPeriod().value_or(0), "period");
    }
};

QTEST_APPLESS_MAIN(TestObisCode)
#include "tst_obiscode.moc"
