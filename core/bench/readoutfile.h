// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace optoscope {

/// What a virtual meter has to say.
struct ReadoutFile {
    QByteArray identification; ///< without CR LF
    QByteArray block; ///< what stands before the `!`, line ends CR LF

    /// Reads an identification line and a block as a meter sends them, with or without STX, ETX
    /// and check (which are dropped: the meter makes its own), line ends CR LF or LF. Nothing if
    /// the bytes are no read-out: no identification first, no data set in the block.
    static std::optional<ReadoutFile> parse(const QByteArray &bytes);

    /// Only the data sets that a locked meter shows: the error register F.F and serial numbers
    /// (0.0.0 to 0.0.9, C.1 and its subdivisions, C.90), each on its line.
    QByteArray lockedBlock() const;

    friend bool operator==(const ReadoutFile &, const ReadoutFile &) = default;
};

} // namespace optoscope
