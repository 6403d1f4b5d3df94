// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/character.h"
#include "core/uart/characterformat.h"

#include <random>

namespace optoscope {

/// Turns bits of characters round at a rate: data, parity and stop bits.
class BitErrors
{
public:
    BitErrors(double rate, quint64 seed)
        : m_rate(rate)
        , m_random(seed)
    {
    }

    Characters distorted(QByteArrayView text, CharacterFormat format);

private:
    bool flips();

    double m_rate;
    std::mt19937_64 m_random;
};

} // namespace optoscope
