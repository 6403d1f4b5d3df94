// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/character.h"
#include "core/uart/linesettings.h"

namespace optoscope {

/// The parity bit that \a data has in \a format: 0 or 1. Formats without parity have none (0).
int parityBit(quint8 data, CharacterFormat format);

/// What goes to the port so that the line carries \a data in \a settings: with software parity the
/// parity bit is put above the data bits, otherwise the data are only masked.
quint8 encodeCharacter(quint8 data, const LineSettings &settings);
QByteArray encodeCharacters(QByteArrayView data, const LineSettings &settings);

/// Adds the parity verdict to a character that the port received. With ParityBy::None a character
/// is right without a parity bit and with a correct one.
Character checkCharacter(Character received, const LineSettings &settings);

} // namespace optoscope
