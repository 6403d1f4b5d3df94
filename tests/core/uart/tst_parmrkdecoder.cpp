// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/parmrkdecoder.h"

#include <QTest>

using namespace optoscope;

class TestParmrkDecoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decodes_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<Characters>("expected");
        const auto row = [](const char *name, const char *hex, const Characters &expected) {
            QTest::newRow(name) << QByteArray::fromHex(hex) << expected;
        };
        const Character broken{0x00, CharacterFlag::Break};
        row("plain", "412F", toCharacters("A/"));
        // Reference capture.md §2.
        row("real FF", "41FFFF42",
            toCharacters("A\xFF"
                         "B"));
        row("damaged", "41FF0025", {{0x41, {}}, {0x25, CharacterFlag::FramingError}});
        row("break", "FF0000", {broken});
        row("two breaks", "FF0000FF0000", {broken, broken});
        row("FF after a damaged FF", "FF00FF41", {{0xFF, CharacterFlag::FramingError}, {0x41, {}}});
        row("no coding at all", "FF41",
            toCharacters("\xFF"
                         "A"));
    }
    void decodes()
    {
        QFETCH(QByteArray, raw);
        QFETCH(Characters, expected);
        ParmrkDecoder whole;
        QCOMPARE(whole.decode(raw), expected);

        ParmrkDecoder byByte;
        Characters collected;
        for (const char byte : raw)
            collected += byByte.decode(QByteArrayView(&byte, 1));
        QCOMPARE(collected, expected);
    }

    void resetForgetsHalfAnEscape()
    {
        ParmrkDecoder decoder;
        QVERIFY(decoder.decode(QByteArray::fromHex("FF")).isEmpty());
        decoder.reset();
        QCOMPARE(decoder.decode(QByteArray::fromHex("0041")), toCharacters(QByteArray("\0A", 2)));
    }
};

QTEST_APPLESS_MAIN(TestParmrkDecoder)
#include "tst_parmrkdecoder.moc"
