// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QtEndian>

#include <bit>

namespace optoscope {

/// Appends numbers and strings to bytes, least significant byte first.
class ByteSink
{
public:
    explicit ByteSink(QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    template <typename T>
    void number(T value)
    {
        const T little = qToLittleEndian(value);
        m_bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
    }
    void byte(int value) { m_bytes.append(static_cast<char>(value)); }
    /// Seven bits a byte, so that small numbers are short.
    void varint(quint64 value)
    {
        for (; value > 0x7F; value >>= 7)
            byte(static_cast<int>(value & 0x7F) | 0x80);
        byte(static_cast<int>(value));
    }
    /// The same for numbers of either sign.
    void zigzag(qint64 value)
    {
        const auto bits = static_cast<quint64>(value);
        varint((bits << 1) ^ (value < 0 ? ~quint64{0} : 0));
    }
    void real(double value) { number(std::bit_cast<quint64>(value)); }
    /// UTF-16, so that any string comes back as it was.
    void string(const QString &text)
    {
        varint(static_cast<quint64>(text.size()));
        for (const QChar character : text)
            number(static_cast<quint16>(character.unicode()));
    }

private:
    QByteArray &m_bytes;
};

} // namespace optoscope
