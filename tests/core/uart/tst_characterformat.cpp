// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/linesettings.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

class TestCharacterFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAndWrites_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        QTest::addColumn<int>("bits");
        QTest::newRow("7E1") << u"7E1"_qs << true << 10;
        QTest::newRow("8N1") << u"8N1"_qs << true << 10;
        QTest::newRow("8E1") << u"8E1"_qs << true << 11;
        QTest::newRow("7O2") << u"7O2"_qs << true << 11;
        QTest::newRow("5M1") << u"5M1"_qs << true << 8;
        QTest::newRow("6S2") << u"6S2"_qs << true << 10;
        QTest::newRow("lower case") << u"7e1"_qs << true << 10;
        QTest::newRow("nine bits") << u"9N1"_qs << false << 0;
        QTest::newRow("four bits") << u"4N1"_qs << false << 0;
        QTest::newRow("no such parity") << u"8X1"_qs << false << 0;
        QTest::newRow("no stop bit") << u"8N0"_qs << false << 0;
        QTest::newRow("three stop bits") << u"8N3"_qs << false << 0;
        QTest::newRow("too short") << u"8N"_qs << false << 0;
        QTest::newRow("too long") << u"8N1 "_qs << false << 0;
    }
    void readsAndWrites()
    {
        QFETCH(QString, text);
        QFETCH(bool, valid);
        const auto format = CharacterFormat::fromText(text);
        QCOMPARE(format.has_value(), valid);
        if (!valid)
            return;
        QCOMPARE(format->toText(), text.toUpper());
        QTEST(format->bitsOnWire(), "bits");
    }

    void characterTime()
    {
        QCOMPARE(withSoftwareParity(Baud{300}, format7E1).characterTime(), 33333333ns);
        QCOMPARE(withHardwareParity(Baud{9600}, format8N1).characterTime(), 1041666ns);
        QCOMPARE(withHardwareParity(Baud{2400}, {8, Parity::Even, 1}).characterTime(), 4583333ns);
    }

    void softwareParityNeedsRoomInEightBits()
    {
        QCOMPARE(withSoftwareParity(Baud{300}, format7E1).portFormat, format8N1);
        QCOMPARE(withSoftwareParity(Baud{300}, format7E1).parity, ParityBy::Software);
        const CharacterFormat format8E1{8, Parity::Even, 1};
        QCOMPARE(withSoftwareParity(Baud{300}, format8E1).portFormat, format8E1);
        QCOMPARE(withSoftwareParity(Baud{300}, format8E1).parity, ParityBy::Hardware);
        const CharacterFormat format7O2{7, Parity::Odd, 2};
        QCOMPARE(withSoftwareParity(Baud{300}, format7O2).portFormat,
                 (CharacterFormat{8, Parity::None, 2}));
    }
};

QTEST_APPLESS_MAIN(TestCharacterFormat)
#include "tst_characterformat.moc"
