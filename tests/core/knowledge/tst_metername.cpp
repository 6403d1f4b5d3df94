// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/countrycode.h"
#include "core/knowledge/metername.h"

#include <QTest>

using namespace optoscope;

class TestMeterName : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void models_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("model");
        QTest::addColumn<bool>("has");
        const auto row = [](const char *text, const char *model, bool has) {
            QTest::addRow("%s, %s", text, model)
                << QString::fromUtf8(text) << QString::fromUtf8(model) << has;
        };
        row("E470", "E470", true);
        row("e 470", "E470", true);
        row("E-470", "E470", true);
        row("L+G E470 Series 3", "E470", true);
        row("Landis&GyrE470", "E470", true);
        row("my E470, 2019", "E470", true);
        row("E470 2019", "E470", true);
        row("E470v2", "E470", true);
        row("E4701", "E470", false);
        row("E47", "E470", false);
        row("470", "E470", false);
        row("ME470", "E470", false);
        row("MT174-D2A52", "MT-174", true);
        row("mMe 4.0", "mMe4.0", true);
        row("MT 382", "Kamstrup 382", false);
        row("kamstrup 382 L", "Kamstrup 382", true);
        row("Kamstrup", "Kamstrup 382", false);
        row("", "E470", false);
        row("E470", "", false);
        row("E470", "+", false);
    }
    void models()
    {
        QFETCH(QString, text);
        QFETCH(QString, model);
        QTEST(MeterName(text).hasModel(model), "has");
    }

    void makers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("maker");
        QTest::addColumn<bool>("has");
        const auto row = [](const char *text, const char *maker, bool has) {
            QTest::addRow("%s, %s", text, maker)
                << QString::fromUtf8(text) << QString::fromUtf8(maker) << has;
        };
        for (const char *text :
             {"Landis+Gyr", "Landis & Gyr", "landis und gyr", "LANDIS GYR", "Landis-Gyr",
              "LandisGyr", "L+G", "l & g", "an L&G meter", "Landis"})
            row(text, "Landis+Gyr", true);
        row("LG", "Landis+Gyr", false);
        row("L&Gx", "Landis+Gyr", false);
        row("Iskra MT174", "Iskraemeco", true);
        row("Iskraemeco", "Iskra", true);
        row("", "Iskra", false);
        row("Iskra", "", false);
    }
    void makers()
    {
        QFETCH(QString, text);
        QFETCH(QString, maker);
        QTEST(MeterName(text).hasMaker(maker), "has");
    }

    void identifications_data()
    {
        QTest::addColumn<QByteArray>("identification");
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char *identification, const char *pattern, bool fits) {
            QTest::addRow("%s, %s", identification, pattern)
                << QByteArray(identification) << QByteArray(pattern) << fits;
        };
        row("/LGZ4ZMF100AC.M23", "LGZ?ZMF100", true);
        row("LGZ4ZMF100AC.M23", "LGZ?ZMF100", true);
        row("lgz4zmf100", "LGZ?ZMF100", true);
        row("LGZ4ZMF10", "LGZ?ZMF100", false);
        row("LGZ4ZMD120", "LGZ?ZMF100", false);
        row("ISK5\\2MT382-1000", "ISk?MT382", true);
        row("ISk5\\2\\@MT382", "ISk?MT382", true);
        row("LGZ5\\", "LGZ", true);
        row("", "LGZ", false);
        row("LGZ5", "", false);
    }
    void identifications()
    {
        QFETCH(QByteArray, identification);
        QFETCH(QByteArray, pattern);
        QTEST(MeterName::fitsIdentification(identification, pattern), "fits");
    }

    void countries_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *text, const char *code) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(code);
        };
        for (const char *text : {"UK", "uk", "U.K.", "GB", "gb", "England", "Scotland", "Wales",
                                 "Great Britain", " United  Kingdom ", "united kingdom"})
            row(text, "GB");
        for (const char *text : {"DE", "de", "Germany", "Deutschland", "DEUTSCHLAND"})
            row(text, "DE");
        for (const char *text : {"AT", "Austria", "Österreich", "Oesterreich", "osterreich"})
            row(text, "AT");
        for (const char *text : {"NL", "Netherlands", "Nederland", "the Netherlands", "Holland"})
            row(text, "NL");
        row("France", "FR");
        row("España", "ES");
        row("espana", "ES");
        row("Danmark", "DK");
        row("Česko", "CZ");
        row("Россия", "RU");
        row("USA", "US");
        row("Türkiye", "TR");
        row("Atlantis", "");
        row("XQ", "");
        row("", "");
        row("?", "");
    }
    void countries()
    {
        QFETCH(QString, text);
        QTEST(countryCode(text), "code");
    }
};

QTEST_APPLESS_MAIN(TestMeterName)
#include "tst_metername.moc"
