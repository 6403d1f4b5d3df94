// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace optoscope {

enum class CheckKind : quint8 {
    Xor, ///< ISO 1155 block check character, XOR of seven bits (clause 6.2)
    Sum7, ///< sum of the characters, seven bits (Energomera and others, reference protocol.md §3)
    Crc16, ///< CRC-16/ARC of a P1 telegram, from `/` through `!`
    None, ///< The message carries no check.
    Wrong, ///< Nothing fits; expected is the XOR (the CRC of a P1 telegram).
};

/// Which check fits, and what was expected and received, in hexadecimal digits.
struct CheckResult {
    CheckKind kind = CheckKind::None;
    QByteArray expected;
    QByteArray received;

    /// Nothing if the message carries no check.
    std::optional<bool> ok() const;
    friend bool operator==(const CheckResult &, const CheckResult &) = default;
};

/// XOR of all bytes, seven bits.
quint8 xorCheck(QByteArrayView covered);
/// Sum of all bytes, seven bits.
quint8 sum7Check(QByteArrayView covered);
/// CRC-16/ARC (polynomial A001 reflected, start 0).
quint16 crc16(QByteArrayView covered);

/// Judges a block check character. \a covered is what stands after the first SOH or STX, up to
/// and including ETX or EOT.
CheckResult judgeBlockCheck(QByteArrayView covered, quint8 received);
/// Judges the four hexadecimal digits after the `!` of a P1 telegram.
CheckResult judgeTelegramCheck(QByteArrayView covered, QByteArrayView received);

} // namespace optoscope
