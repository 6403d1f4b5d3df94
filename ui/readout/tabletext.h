// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndexList>
#include <QString>

class QAbstractItemModel;

/// A table as text for other programs.
namespace optoscope::tabletext {

/// The whole model as CSV (RFC 4180): a header row, CR LF after each row, quotes where needed.
QString csv(const QAbstractItemModel &model);
/// Cells as lines with tabs between them, in the order of the model; tabs and line ends inside a
/// cell become blanks.
QString tabSeparated(QModelIndexList cells);
/// Writes \a text as UTF-8 to \a file, all or nothing; returns what went wrong as the system says
/// it, empty if nothing did.
QString save(const QString &text, const QString &file);

} // namespace optoscope::tabletext
