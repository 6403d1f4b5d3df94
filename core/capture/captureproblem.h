// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace optoscope {

/// What could not be read of a capture, while the rest was. The words are in ui/texts.
struct CaptureProblem {
    enum class Kind : quint8 {
        CutShort, ///< It ends within a block.
        Damaged, ///< number: bytes that are no blocks
        OtherLinkType, ///< Packets of another link type were left out; number: the link type.
        UnknownEvent, ///< RTAC events that do not exist were left out; number: the first of them.
        BadDetail, ///< Our details of packets are damaged; the packets alone were read.
        BadTime, ///< Packets without a possible time were given that of the one before.
        PacketCut, ///< Packets were not recorded to their end.
        TooManyInterfaces,
    };
    Kind kind = Kind::CutShort;
    qint64 offset = 0; ///< of the first one, in bytes from the beginning
    qint64 count = 1; ///< how often
    qint64 number = 0;

    friend bool operator==(const CaptureProblem &, const CaptureProblem &) = default;
};

/// One of each kind, and of each link type as long as they are few.
using CaptureProblems = QList<CaptureProblem>;

/// Adds to the count of a problem of the same kind and number, or appends it.
void addProblem(CaptureProblems &problems, const CaptureProblem &problem);

} // namespace optoscope
