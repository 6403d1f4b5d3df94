// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <QString>

#include <optional>

/// How exported text and CSV write values, and how they are read back.
namespace optoscope {

/// Seconds with nine decimals.
QByteArray exportSeconds(Instant at);
std::optional<Instant> instantFromSeconds(QByteArrayView text);

/// "300 7E1 8N1 software": baud, the line's format, the port's, who makes parity.
QByteArray exportSettings(const LineSettings &settings);
std::optional<LineSettings> settingsFromText(QByteArrayView text);

/// "DTR RTS": the control lines that are asserted; "-" if none is.
QByteArray exportLines(const ControlLines &lines);
std::optional<ControlLines> linesFromText(QByteArrayView text);

/// The bits that are data in \a settings.
quint8 dataMask(const LineSettings &settings);
/// "2F 3F!P": data bits in hexadecimal digits, behind a damaged one what is wrong: P parity,
/// F framing, B break, O overrun.
QByteArray exportHex(const Character *begin, qsizetype count, quint8 mask);
/// The character that exportHex() wrote as \a token, with the parity bit that \a settings give it.
std::optional<Character> characterFromHex(QByteArrayView token, const LineSettings &settings);

/// Characters with pictures for those that cannot be printed, in UTF-8.
QByteArray exportCharacters(const Character *begin, qsizetype count, quint8 mask);
/// Words in one line of UTF-8; lineFromWords() gives them back.
QByteArray exportLine(const QString &words);
QString wordsFromLine(QByteArrayView line);

} // namespace optoscope
