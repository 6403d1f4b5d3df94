// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/character.h"

namespace optoscope {

Characters toCharacters(QByteArrayView bytes)
{
    Characters characters;
    characters.reserve(bytes.size());
    for (const char byte : bytes)
        characters.append(Character{static_cast<quint8>(byte), {}});
    return characters;
}

QByteArray toBytes(const Characters &characters, quint8 dataMask)
{
    QByteArray bytes;
    bytes.reserve(characters.size());
    for (const Character &character : characters)
        bytes.append(static_cast<char>(character.wire & dataMask));
    return bytes;
}

} // namespace optoscope
