// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/foreignmessages.h"

#include "core/iec62056/check.h"

#include <QString>
#include <QStringBuilder>

#include <numeric>

namespace optoscope {

namespace {

quint8 byteAt(QByteArrayView bytes, qsizetype index)
{
    return static_cast<quint8>(bytes[index]);
}

/// The check of SML and HDLC, low byte first.
QByteArray x25Check(QByteArrayView covered)
{
    const quint16 check = qChecksum(covered, Qt::ChecksumIso3309);
    QByteArray bytes;
    bytes.append(static_cast<char>(check & 0xFF));
    bytes.append(static_cast<char>(check >> 8));
    return bytes;
}

// --- SML -----------------------------------------------------------------------------------------

QByteArray bigEndian(quint64 value, int length)
{
    QByteArray bytes;
    for (int i = length - 1; i >= 0; --i)
        bytes.append(static_cast<char>(value >> (8 * i)));
    return bytes;
}

/// Type and length in one byte; the length counts itself.
QByteArray smlElement(int type, QByteArrayView content)
{
    QByteArray element(1, static_cast<char>(type << 4 | (content.size() + 1)));
    return element.append(content);
}

QByteArray smlText(QByteArrayView content)
{
    return smlElement(0, content);
}

QByteArray smlUnsigned(quint64 value, int length)
{
    return smlElement(6, bigEndian(value, length));
}

QByteArray smlSigned(quint64 value, int length)
{
    return smlElement(5, bigEndian(value, length));
}

QByteArray smlList(std::initializer_list<QByteArray> elements)
{
    QByteArray list(1, static_cast<char>(0x70 | elements.size()));
    for (const QByteArray &element : elements)
        list += element;
    return list;
}

/// An optional element that is not there.
QByteArray absent()
{
    return QByteArrayLiteral("\x01");
}

QByteArray serverId()
{
    return QByteArrayLiteral("\x0A\x01OPT\x00\x01\x02\x03\x04");
}

QByteArray smlMessage(quint32 transaction, quint16 kind, const QByteArray &body)
{
    QByteArray message = smlList({smlText(bigEndian(transaction, 4)), smlUnsigned(0, 1),
                                  smlUnsigned(0, 1), smlList({smlUnsigned(kind, 2), body})});
    // The list has six elements: the check and the end of message are still to come.
    message[0] = '\x76';
    message += '\x63' + x25Check(message);
    return message + '\0';
}

QByteArray smlEntry(QByteArrayView obis, int unit, int scaler, quint64 value)
{
    return smlList({smlText(obis), absent(), absent(), smlUnsigned(static_cast<quint64>(unit), 1),
                    smlSigned(static_cast<quint64>(scaler), 1), smlSigned(value, 8), absent()});
}

// --- M-Bus ---------------------------------------------------------------------------------------

quint8 sum(QByteArrayView bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), quint8(0), [](quint8 total, char next) {
        return static_cast<quint8>(total + static_cast<quint8>(next));
    });
}

QByteArray mbusLong(QByteArrayView content)
{
    const char length = static_cast<char>(content.size());
    QByteArray frame("\x68");
    frame.append(length).append(length).append('\x68').append(content);
    return frame.append(static_cast<char>(sum(content))).append('\x16');
}

} // namespace

QByteArray smlPush(quint32 count)
{
    constexpr quint16 openResponse = 0x0101;
    constexpr quint16 closeResponse = 0x0201;
    constexpr quint16 listResponse = 0x0701;
    constexpr int wattHours = 30;
    constexpr int watts = 27;
    const quint32 transaction = count * 3;
    const QByteArray seconds = smlList({smlUnsigned(1, 1), smlUnsigned(count, 4)});
    const QByteArray values =
        smlList({smlEntry(QByteArrayLiteral("\x01\x00\x01\x08\x00\xFF"), wattHours, -1, 123456789),
                 smlEntry(QByteArrayLiteral("\x01\x00\x10\x07\x00\xFF"), watts, 0, 431)});

    QByteArray file("\x1B\x1B\x1B\x1B\x01\x01\x01\x01");
    file += smlMessage(transaction, openResponse,
                       smlList({absent(), absent(), smlText(bigEndian(count, 4)),
                                smlText(serverId()), absent(), absent()}));
    file += smlMessage(transaction + 1, listResponse,
                       smlList({absent(), smlText(serverId()),
                                smlText(QByteArrayLiteral("\x01\x00\x62\x0A\xFF\xFF")), seconds,
                                values, absent(), absent()}));
    file += smlMessage(transaction + 2, closeResponse, smlList({absent()}));
    const int fill = static_cast<int>((4 - file.size() % 4) % 4);
    file += QByteArray(fill, '\0') + "\x1B\x1B\x1B\x1B\x1A" + static_cast<char>(fill);
    return file + x25Check(file);
}

QByteArray dsmrTelegram(quint32 count)
{
    const QByteArray watts = QByteArray::number(400 + count % 100).rightJustified(3, '0');
    const QByteArray telegram = "/OPT5VIRTUAL\r\n\r\n"
                                "1-3:0.2.8(50)\r\n"
                                "0-0:96.1.1(4F50543030303031)\r\n"
                                "1-0:1.8.1(001234.567*kWh)\r\n"
                                "1-0:1.8.2(002345.678*kWh)\r\n"
                                "0-0:96.14.0(0002)\r\n"
                                "1-0:1.7.0(00."
        + watts + "*kW)\r\n!";
    const QByteArray check = QByteArray::number(crc16(telegram), 16).toUpper();
    return telegram + check.rightJustified(4, '0') + "\r\n";
}

std::optional<QByteArray> hdlcAnswer(QByteArrayView frame)
{
    constexpr char flag = 0x7E;
    constexpr quint8 snrm = 0x93;
    constexpr char unnumberedAcknowledge = 0x73;
    constexpr char disconnected = 0x1F;
    if (frame.size() < 9 || frame.front() != flag || frame.back() != flag)
        return {};
    const QByteArrayView inside = frame.sliced(1).chopped(1);
    const bool isWhole = (byteAt(inside, 0) & 0xF8) == 0xA0
        && ((byteAt(inside, 0) & 7) << 8 | byteAt(inside, 1)) == inside.size()
        && inside.last(2) == x25Check(inside.chopped(2));
    if (!isWhole)
        return {};
    // An address goes on while the lowest bit is 0: the meter's first, then the client's.
    qsizetype place = 2;
    const auto takeAddress = [&] {
        const qsizetype first = place;
        while (place < inside.size() - 3 && (byteAt(inside, place) & 1) == 0)
            ++place;
        ++place;
        return inside.sliced(first, place - first);
    };
    const QByteArrayView meter = takeAddress();
    const QByteArrayView client = takeAddress();
    if (place > inside.size() - 3)
        return {};
    const bool connects = byteAt(inside, place) == snrm;
    QByteArray answer("\xA0");
    answer.append(static_cast<char>(5 + meter.size() + client.size())).append(client).append(meter);
    answer.append(connects ? unnumberedAcknowledge : disconnected);
    return flag + answer + x25Check(answer) + flag;
}

std::optional<QByteArray> mbusAnswer(QByteArrayView frame)
{
    constexpr quint8 sendReset = 0x40;
    constexpr quint8 requestData = 0x5B; // or 7B: the frame count bit is either
    if (frame.size() != 5 || frame.front() != '\x10' || frame.back() != '\x16'
        || byteAt(frame, 3) != sum(frame.sliced(1, 2)))
        return {};
    const quint8 control = byteAt(frame, 1);
    if (control == sendReset)
        return QByteArray("\xE5");
    if ((control & ~0x20) != requestData)
        return {};
    // RSP_UD from the address asked, variable data: number 12345678, electricity, 1234567 Wh.
    QByteArray content("\x08");
    content.append(frame[2]).append("\x72\x78\x56\x34\x12");
    content.append(QByteArrayLiteral("\x14\x3E\x01\x02\x00\x00\x00\x00\x04\x03\x87\xD6\x12\x00"));
    return mbusLong(content);
}

} // namespace optoscope
