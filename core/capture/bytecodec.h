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

/// Takes them again. Once something is missing or wrong, all that follows is zero or empty and
/// isOk() is false.
class ByteSource
{
public:
    explicit ByteSource(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    bool isOk() const { return m_ok; }
    bool isAtEnd() const { return m_bytes.isEmpty(); }
    /// What is left.
    QByteArrayView rest() const { return m_bytes; }
    void fail()
    {
        m_ok = false;
        m_bytes = {};
    }

    QByteArrayView take(qint64 count)
    {
        if (count < 0 || count > m_bytes.size()) {
            fail();
            return {};
        }
        const QByteArrayView taken = m_bytes.first(count);
        m_bytes = m_bytes.sliced(count);
        return taken;
    }
    template <typename T>
    T number()
    {
        const QByteArrayView bytes = take(sizeof(T));
        return bytes.isEmpty() ? T{} : qFromLittleEndian<T>(bytes.data());
    }
    quint8 byte() { return number<quint8>(); }
    quint64 varint()
    {
        constexpr int bits = 64;
        quint64 value = 0;
        for (int shift = 0; shift < bits; shift += 7) {
            const quint8 part = byte();
            value |= static_cast<quint64>(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                return value;
        }
        fail();
        return 0;
    }
    qint64 zigzag()
    {
        const quint64 bits = varint();
        return static_cast<qint64>((bits >> 1) ^ ((bits & 1) != 0 ? ~quint64{0} : 0));
    }
    double real() { return std::bit_cast<double>(number<quint64>()); }
    QString string()
    {
        const quint64 size = varint();
        if (size > static_cast<quint64>(m_bytes.size()) / 2)
            fail();
        QString text;
        for (quint64 i = 0; m_ok && i < size; ++i)
            text.append(QChar(number<quint16>()));
        return text;
    }

private:
    QByteArrayView m_bytes;
    bool m_ok = true;
};

} // namespace optoscope
