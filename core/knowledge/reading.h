// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/metertime.h"
#include "core/knowledge/obistable.h"

#include <QByteArray>
#include <QList>

namespace optoscope {

/// A number as a meter sent it.
struct Quantity {
    double value = 0;
    int decimals = 0; ///< digits behind the point, as sent
    QByteArray unit; ///< as sent; empty if there is none
    friend bool operator==(const Quantity &, const Quantity &) = default;
};

/// What a bracket says, as far as it can be told. All empty: it is text.
struct Reading {
    QList<Quantity> quantities; ///< Several where the meter sends a list with `&`.
    std::optional<MeterTime> time;
    bool notAvailable = false; ///< `-.--`: the meter has no value
    friend bool operator==(const Reading &, const Reading &) = default;
};

/// The number in \a text: blanks around, a sign, leading zeros, a point or a comma, and a unit
/// behind a blank (`024562 kWh`). Nothing for all else, and for more than 15 significant digits,
/// which are no measurement.
std::optional<Quantity> numberIn(QByteArrayView text);

/// Only dashes and points or commas (`-.--`).
bool isNotAvailable(QByteArrayView text);

/// What the bracket with the number \a bracket (0: the first) behind an address is. Behind a
/// maximum or a minimum stands its time.
ObisKind kindOfBracket(const std::optional<ObisName> &name, int bracket);

/// Reads a bracket, split at its first `*` into \a value and \a unit.
Reading readBracket(QByteArrayView value, QByteArrayView unit, ObisKind kind);

} // namespace optoscope
