// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/character.h"

#include <algorithm>

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
    QByteArray bytes(characters.size(), Qt::Uninitialized);
    std::ranges::transform(characters, bytes.begin(), [dataMask](const Character &character) {
        return static_cast<char>(character.wire & dataMask);
    });
    return bytes;
}

} // namespace optoscope
