// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstdio>
#include <cstdlib>
#include <vector>

/// What a fuzz target defines: feeds \a data to the code under test and requires what must hold.
void fuzz(QByteArrayView data);

/// Ends the program, which is how a fuzzer learns of a fault.
inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// Input in pieces of 1 to 16 bytes, or whole: its first byte says which.
inline std::vector<QByteArrayView> inPieces(QByteArrayView data, quint8 seed)
{
    std::vector<QByteArrayView> pieces;
    if (seed == 0) {
        pieces.push_back(data);
        return pieces;
    }
    quint32 state = seed;
    while (!data.isEmpty()) {
        state = state * 1103515245U + 12345U;
        const qsizetype wanted = 1 + static_cast<qsizetype>((state >> 16) % 16);
        const qsizetype size = seed == 1 ? 1 : std::min(wanted, data.size());
        pieces.push_back(data.first(size));
        data = data.sliced(size);
    }
    return pieces;
}
