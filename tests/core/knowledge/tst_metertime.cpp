// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/metertime.h"

#include <QTest>

using namespace optoscope;

namespace {

/// `date time season` of what was understood, `-` where nothing is.
QString inWords(const std::optional<MeterTime> &time)
{
    if (!time)
        return u"-"_qs;
    QStringList words;
    if (time->date.isValid())
        words += time->date.toString(Qt::ISODate);
    if (time->time.isValid())
        words += time->time.toString(Qt::ISODate);
    switch (time->season) {
    case MeterTime::Season::Unknown: break;
    case MeterTime::Season::Standard: words += u"standard"_qs; break;
    case MeterTime::Season::Summer: words += u"summer"_qs; break;
    case MeterTime::Season::Utc: words += u"UTC"_qs; break;
    }
    return words.join(u' ');
}

void columns()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meaning");
}

void row(const char *text, const char *meaning)
{
    QTest::addRow("%s", text) << QByteArray(text) << QString::fromLatin1(meaning);
}

} // namespace

class TestMeterTime : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timeOfDay_data()
    {
        columns();
        row("152812", "15:28:12");
        row(" 152812 ", "15:28:12");
        row("000000", "00:00:00");
        row("1528", "15:28:00");
        row("1185411", "18:54:11 summer");
        row("0105644", "10:56:44 standard");
        row("2105644", "10:56:44 UTC");
        row("10:29:08", "10:29:08");
        row("10:29", "10:29:00");
        row("240000", "-");
        row("3105644", "-");
        row("156012", "-");
        row("99:99", "-");
        row("10-29-08", "-");
        row("15281", "-");
        row("", "-");
        row("1x2812", "-");
    }
    void timeOfDay()
    {
        QFETCH(QByteArray, text);
        QTEST(inWords(MeterTime::timeOfDay(text)), "meaning");
    }

    void day_data()
    {
        columns();
        row("211222", "2021-12-22");
        row("0220127", "2022-01-27 standard");
        row("1190714", "2019-07-14 summer");
        row("20260130", "2026-01-30");
        row("19-05-10", "2019-05-10");
        row("2013-11-28", "2013-11-28");
        row("691231", "2069-12-31");
        row("700101", "1970-01-01");
        row("991231", "1999-12-31");
        row("000000", "-");
        row("00-00-00", "-");
        row("2000-00-00", "-");
        row("99-99-99", "-");
        row("210229", "-");
        row("200229", "2020-02-29");
        row("01-01", "-");
        row("", "-");
        row("10.05.2019", "-");
    }
    void day()
    {
        QFETCH(QByteArray, text);
        QTEST(inWords(MeterTime::day(text)), "meaning");
    }

    void timeStamp_data()
    {
        columns();
        row("2112010000", "2021-12-01 00:00:00");
        row("12112010000", "2021-12-01 00:00:00 summer");
        row("161107190000", "2016-11-07 19:00:00");
        row("1190711111500", "2019-07-11 11:15:00 summer");
        row("0221212163024", "2022-12-12 16:30:24 standard");
        row("1250625171500", "2025-06-25 17:15:00 summer");
        row("230201155056W", "2023-02-01 15:50:56 standard");
        row("200509134558S", "2020-05-09 13:45:58 summer");
        row("700101010000W", "1970-01-01 01:00:00 standard");
        row("202601130730", "2026-01-13 07:30:00");
        row("200001010100", "2000-01-01 01:00:00");
        row("20260113073059", "2026-01-13 07:30:59");
        row("19-05-01,00:00", "2019-05-01 00:00:00");
        row("2022-06-08&10:06:51", "2022-06-08 10:06:51");
        row("15-02-01 00:00", "2015-02-01 00:00:00");
        row("201012051106", "-"); // 2020-10-12 05:11:06 or 2010-12-05 11:06
        row("632525252525S", "-");
        row("00-00-00,00:00", "-");
        row("000000000000", "-");
        row("0000", "-");
        row("CS3T", "-");
        row("3190711111500", "-");
        row("230201155056X", "-");
        row("19-05-01", "-");
        row(",", "-");
        row("", "-");
    }
    void timeStamp()
    {
        QFETCH(QByteArray, text);
        QTEST(inWords(MeterTime::timeStamp(text)), "meaning");
    }

    void onlyTelegramsMarkTheSeason()
    {
        QVERIFY(MeterTime::telegramTimeStamp("230201155056W"));
        QVERIFY(!MeterTime::telegramTimeStamp("1190711111500"));
        QVERIFY(!MeterTime::telegramTimeStamp("1111111111111"));
    }
};

QTEST_APPLESS_MAIN(TestMeterTime)
#include "tst_metertime.moc"
