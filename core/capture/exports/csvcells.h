// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace optoscope {

// Tables as RFC 4180 writes them: all that is written or read here goes through these.

/// \a text as a cell: in quotes where that is needed. What came over a line must not become a
/// formula in somebody's table: what would be taken for one gets an apostrophe before it, but not a
/// number, nor dashes alone.
QByteArray csvCell(const QByteArray &text);

/// The text of a cell: exactly what csvCell() was given.
QByteArray csvText(const QByteArray &cell);

/// The cells of the row of \a text that begins at \a at, without their quotes; \a at moves on to
/// the next row and \a line counts the lines. Nothing if they are too many.
std::optional<QList<QByteArray>> takeCsvRow(QByteArrayView text, qsizetype &at, qint64 &line,
                                            char separator = ',');

} // namespace optoscope
