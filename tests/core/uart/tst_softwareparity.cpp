// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/softwareparity.h"

#include <QTest>

using namespace optoscope;

class TestSoftwareParity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Reference signatures.md §0: 7E1 in software over 8N1.
    void signOn()
    {
        const LineSettings line = withSoftwareParity(Baud{300}, format7E1);
        QCOMPARE(encodeCharacters("/?!\r\n", line), QByteArray::fromHex("AF3F218D0A"));
    }

    void identification()
    {
        const LineSettings line = withSoftwareParity(Baud{300}, format7E1);
        QCOMPARE(encodeCharacters("/LGZ5\\2ZMD3104100.B32\r\n", line),
                 QByteArray::fromHex("AFCC475A355CB25A4D4433B130B4B130302E4233B28D0A"));
    }

    void everyCharacterInEveryParity_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"5E1", "6O1", "7E1", "7O1", "7M1", "7S1"})
            QTest::newRow(format) << QString::fromLatin1(format);
    }
    void everyCharacterInEveryParity()
    {
        QFETCH(QString, format);
        const LineSettings line = withSoftwareParity(Baud{300}, *CharacterFormat::fromText(format));
        for (int data = 0; data <= line.format.dataMask(); ++data) {
            const quint8 wire = encodeCharacter(static_cast<quint8>(data), line);
            QCOMPARE(wire & line.format.dataMask(), data);
            QVERIFY(!checkCharacter({wire, {}}, line).isDamaged());
            const auto flipped = static_cast<quint8>(wire ^ 1);
            if (line.format.parity == Parity::Even || line.format.parity == Parity::Odd)
                QCOMPARE(checkCharacter({flipped, {}}, line).flags,
                         CharacterFlags(CharacterFlag::ParityError));
        }
    }

    void linkWithoutUartTakesBoth()
    {
        const LineSettings line = withoutUart(Baud{300}, format7E1);
        QCOMPARE(encodeCharacter('/', line), quint8(0x2F));
        QVERIFY(!checkCharacter({0x2F, {}}, line).isDamaged());
        QVERIFY(!checkCharacter({0xAF, {}}, line).isDamaged());
        QVERIFY(checkCharacter({0xBF, {}}, line).isDamaged());
    }

    void hardwareVerdictStands()
    {
        const LineSettings line = withHardwareParity(Baud{300}, format7E1);
        const Character damaged{0x2F, CharacterFlag::FramingError};
        QCOMPARE(checkCharacter(damaged, line), damaged);
        QVERIFY(!checkCharacter({0xAF, {}}, line).isDamaged());
    }
};

QTEST_APPLESS_MAIN(TestSoftwareParity)
#include "tst_softwareparity.moc"
