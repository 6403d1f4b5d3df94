// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace optoscope {

/// The text of a log as bytes, whatever its program wrote: UTF-16 becomes UTF-8, and the mark at
/// the beginning goes. Other bytes stay as they are.
QByteArray logText(const QByteArray &content);

/// The beginning of a log by which its form is found: lines with something in them, cut if long.
QList<QByteArrayView> logSample(QByteArrayView text);

bool isBlank(char character);
QByteArrayView trimmedStart(QByteArrayView text);
QByteArrayView trimmed(QByteArrayView text);
/// Whether \a text has \a word at \a at, whatever the case of its Latin letters.
bool hasWordAt(QByteArrayView text, qsizetype at, QByteArrayView word);
/// A line as it may stand in a read-out: an identification, data sets, the end mark or nothing.
bool looksLikeTelegramLine(QByteArrayView line);

} // namespace optoscope
