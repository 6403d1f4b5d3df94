// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/message.h"

#include "core/iec62056/controlcharacters.h"

#include <QMetaEnum>

#include <array>

namespace optoscope {

namespace {

constexpr std::array<int, 7> modeCBauds{300, 600, 1200, 2400, 4800, 9600, 19200};

bool isLetter(char character)
{
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

QByteArray withCheck(const QByteArray &opening, const QByteArray &covered)
{
    return opening + covered + static_cast<char>(xorCheck(covered));
}

} // namespace

QString messageName(MessageKind kind)
{
    if (kind == MessageKind::breakOff)
        return QStringLiteral("break");
    return QLatin1String(QMetaEnum::fromType<MessageKind>().valueToKey(static_cast<int>(kind)));
}

QByteArray encodeRequest(QByteArrayView address)
{
    return "/?" + address.toByteArray() + "!\r\n";
}

QByteArray encodeOptionSelect(char protocol, char baud, char control)
{
    return QByteArray(1, ack) + protocol + baud + control + "\r\n";
}

QByteArray encodeCommand(QByteArrayView command, std::optional<QByteArray> dataSet)
{
    QByteArray covered = command.toByteArray();
    if (dataSet)
        covered += stx + *dataSet;
    return withCheck(QByteArray(1, soh), covered + etx);
}

QByteArray encodeReadout(QByteArrayView block)
{
    return withCheck(QByteArray(1, stx), block.toByteArray() + "!\r\n" + etx);
}

QByteArray encodeBreak()
{
    return encodeCommand("B0", {});
}

bool Identification::isFast() const
{
    return manufacturer.size() == 3 && manufacturer[2] >= 'a' && manufacturer[2] <= 'z';
}

std::optional<Identification> parseIdentification(QByteArrayView message)
{
    while (message.endsWith('\n') || message.endsWith('\r'))
        message.chop(1);
    if (message.size() < 4 || message[0] != '/')
        return {};
    Identification identification;
    identification.raw = message.toByteArray();
    identification.manufacturer = message.sliced(1, 3).toByteArray();
    for (const char letter : identification.manufacturer) {
        if (!isLetter(letter))
            return {};
    }
    if (message.size() > 4)
        identification.baudCharacter = message[4];
    for (qsizetype i = 5; i < message.size(); ++i) {
        if (message[i] == '\\' && i + 1 < message.size())
            identification.escapes.append(message[++i]);
        else
            identification.device.append(message[i]);
    }
    return identification;
}

std::optional<int> baudOfModeC(char baudCharacter)
{
    if (baudCharacter < '0' || baudCharacter > '6')
        return {};
    return modeCBauds[static_cast<size_t>(baudCharacter - '0')];
}

std::optional<int> baudOfModeB(char baudCharacter)
{
    if (baudCharacter < 'A' || baudCharacter > 'F')
        return {};
    return modeCBauds[static_cast<size_t>(baudCharacter - 'A') + 1];
}

std::optional<char> modeCCharacter(int baud)
{
    for (size_t i = 0; i < modeCBauds.size(); ++i) {
        if (modeCBauds[i] == baud)
            return static_cast<char>('0' + i);
    }
    return {};
}

} // namespace optoscope
