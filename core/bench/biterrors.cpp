// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/biterrors.h"

namespace optoscope {

bool BitErrors::flips()
{
    constexpr double unit = 1.0 / (quint64(1) << 53);
    return static_cast<double>(m_random() >> 11) * unit < m_rate;
}

Characters BitErrors::distorted(QByteArrayView text, CharacterFormat format)
{
    Characters characters = toCharacters(text);
    if (m_rate <= 0)
        return characters;
    const bool hasParity = format.parity != Parity::None;
    for (Character &character : characters) {
        int turned = 0;
        for (int bit = 0; bit < format.dataBits; ++bit) {
            if (!flips())
                continue;
            character.wire ^= static_cast<quint8>(1 << bit);
            ++turned;
        }
        // The parity bit was made before the others were turned.
        turned += hasParity && flips() ? 1 : 0;
        if (hasParity && turned % 2 != 0)
            character.flags |= CharacterFlag::ParityError;
        if (flips())
            character.flags |= CharacterFlag::FramingError;
    }
    return characters;
}

} // namespace optoscope
