// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QtEndian>

#include <bit>

namespace optoscope {

/// Takes what a ByteSink appended. Once something is missing or wrong, all that follows is zero or
/// empty and isOk() is false.
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
