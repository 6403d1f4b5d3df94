// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/check.h"

#include <QTest>

using namespace optoscope;

class TestCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Vectors of reference protocol.md §3.
    void vectors_data()
    {
        QTest::addColumn<QByteArray>("covered");
        QTest::addColumn<int>("received");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *covered, int received, CheckKind kind) {
            QTest::newRow(covered)
                << QByteArray(covered) + '\x03' << received << static_cast<int>(kind);
        };
        row("B0", 0x71, CheckKind::Xor);
        row("P1\x02(00000000)", 0x61, CheckKind::Xor);
        row("P0\x02(1234567)", 0x50, CheckKind::Xor);
        row("P0\x02(141628345)", 0x28, CheckKind::Sum7);
        row("R1\x02"
            "CURRE()",
            0x5A, CheckKind::Sum7);
        row("CURRE(0.402)\r\n", 0x60, CheckKind::Sum7);
        row("P0\x02(83BC249)", 0x65, CheckKind::Sum7);
        row("B0", 0x70, CheckKind::Wrong);
    }
    void vectors()
    {
        QFETCH(QByteArray, covered);
        QFETCH(int, received);
        const CheckResult result = judgeBlockCheck(covered, static_cast<quint8>(received));
        QTEST(static_cast<int>(result.kind), "kind");
        QCOMPARE(result.received, QByteArray::number(received, 16).toUpper());
        QCOMPARE(result.ok(), std::optional(result.kind != CheckKind::Wrong));
    }

    void wrongExpectsTheXor()
    {
        const CheckResult result = judgeBlockCheck("B0\x03", 0x12);
        QCOMPARE(result.expected, QByteArray("71"));
        QCOMPARE(result.received, QByteArray("12"));
    }

    void noneIsNeitherRightNorWrong() { QVERIFY(!CheckResult{}.ok().has_value()); }

    void telegram()
    {
        // The check value of CRC-16/ARC.
        QCOMPARE(crc16("123456789"), quint16(0xBB3D));
        QCOMPARE(judgeTelegramCheck("123456789", "bb3d").kind, CheckKind::Crc16);
        const CheckResult wrong = judgeTelegramCheck("123456789", "BB3E");
        QCOMPARE(wrong.kind, CheckKind::Wrong);
        QCOMPARE(wrong.expected, QByteArray("BB3D"));
        QCOMPARE(judgeTelegramCheck("", "0000").kind, CheckKind::Crc16);
    }
};

QTEST_APPLESS_MAIN(TestCheck)
#include "tst_check.moc"
