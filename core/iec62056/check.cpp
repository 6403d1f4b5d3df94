// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/check.h"

#include <array>
#include <numeric>

namespace optoscope {

namespace {

constexpr std::array<quint16, 256> makeCrcTable()
{
    std::array<quint16, 256> table{};
    for (unsigned index = 0; index < table.size(); ++index) {
        unsigned crc = index;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? (crc >> 1U) ^ 0xA001U : crc >> 1U;
        table[index] = static_cast<quint16>(crc);
    }
    return table;
}

constexpr std::array<quint16, 256> crcTable = makeCrcTable();

QByteArray hexDigits(unsigned value, int digits)
{
    return QByteArray::number(value, 16).rightJustified(digits, '0').toUpper();
}

} // namespace

std::optional<bool> CheckResult::ok() const
{
    if (kind == CheckKind::None)
        return {};
    return kind != CheckKind::Wrong;
}

quint8 xorCheck(QByteArrayView covered)
{
    quint8 check = 0;
    for (const char byte : covered)
        check = static_cast<quint8>(check ^ static_cast<quint8>(byte));
    return check & 0x7F;
}

quint8 sum7Check(QByteArrayView covered)
{
    quint8 sum = 0;
    for (const char byte : covered)
        sum = static_cast<quint8>(sum + static_cast<quint8>(byte));
    return sum & 0x7F;
}

quint16 crc16(QByteArrayView covered)
{
    unsigned crc = 0;
    for (const char byte : covered)
        crc = (crc >> 8U) ^ crcTable[(crc ^ static_cast<quint8>(byte)) & 0xFFU];
    return static_cast<quint16>(crc);
}

CheckResult judgeBlockCheck(QByteArrayView covered, quint8 received)
{
    const quint8 expected = xorCheck(covered);
    if (received == expected)
        return {CheckKind::Xor, hexDigits(expected, 2), hexDigits(received, 2)};
    if (const quint8 sum = sum7Check(covered); received == sum)
        return {CheckKind::Sum7, hexDigits(sum, 2), hexDigits(received, 2)};
    return {CheckKind::Wrong, hexDigits(expected, 2), hexDigits(received, 2)};
}

CheckResult judgeTelegramCheck(QByteArrayView covered, QByteArrayView received)
{
    const QByteArray expected = hexDigits(crc16(covered), 4);
    const QByteArray digits = received.toByteArray().toUpper();
    return {digits == expected ? CheckKind::Crc16 : CheckKind::Wrong, expected, digits};
}

} // namespace optoscope
