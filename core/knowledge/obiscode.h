// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <array>
#include <optional>

namespace optoscope {

/// A code of IEC 62056-61, `A-B:C.D.E*F`, as meters send it: short (`1.8.0`, `32.7`, `F.F`), long
/// (`1-0:1.8.0*255`), with `&` for `*`, with hexadecimal digits, with a further group (`0.5.1.2`).
struct ObisCode {
    /// Marks a group with hexadecimal digits (`30D`), as its top bit.
    static constexpr quint16 hexadecimal = 0x8000;

    std::optional<quint8> medium; ///< A: 0 abstract, 1 electricity, 6 heat, 7 gas …
    std::optional<quint8> channel; ///< B
    /// C, D, E and a further one. The letters C, F, L and P stand for 96, 97, 98 and 99.
    std::array<quint16, 4> groups{};
    int groupCount = 0;
    std::optional<quint8> period; ///< F as sent
    /// The number after a comma: the attribute of the COSEM object (`1.6.0,5`: when it was).
    std::optional<quint8> attribute;

    /// Parses an address, blanks around it allowed; nothing if it is no code.
    static std::optional<ObisCode> fromAddress(QByteArrayView address);

    /// The number of an earlier billing period, 1 to 99; nothing for the current values (F absent,
    /// 255, or 0 as Pafal sends it) and for numbers with another meaning.
    std::optional<int> billingPeriod() const;

    friend bool operator==(const ObisCode &, const ObisCode &) = default;
};

} // namespace optoscope
