// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/parmrkdecoder.h"
#include "tests/fuzz/fuzz.h"

using namespace optoscope;

namespace {

Characters decoded(QByteArrayView raw, quint8 seed)
{
    ParmrkDecoder decoder;
    Characters characters;
    for (const QByteArrayView piece : inPieces(raw, seed))
        characters += decoder.decode(piece);
    return characters;
}

/// Characters as a terminal with PARMRK hands them over.
QByteArray encoded(const Characters &characters)
{
    QByteArray raw;
    for (const Character &character : characters) {
        const char wire = static_cast<char>(character.wire);
        if (character.isDamaged())
            raw.append('\xFF').append('\0').append(wire);
        else if (character.wire == 0xFF)
            raw.append("\xFF\xFF");
        else
            raw.append(wire);
    }
    return raw;
}

} // namespace

void fuzz(QByteArrayView data)
{
    if (data.isEmpty())
        return;
    const auto seed = static_cast<quint8>(data.front());
    const QByteArrayView raw = data.sliced(1);
    const Characters characters = decoded(raw, 0);
    require(characters.size() <= raw.size(), "a character takes at least a byte");
    require(decoded(raw, 1) == characters, "byte by byte is as good as whole");
    require(decoded(raw, seed) == characters, "cuts change nothing");
    require(decoded(encoded(characters), 0) == characters, "what is encoded decodes to itself");
}
