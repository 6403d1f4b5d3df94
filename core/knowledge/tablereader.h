// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

#include <array>

namespace optoscope {

namespace TableNames {
Q_NAMESPACE
/// What can be wrong with a table of knowledge or one of its rows.
enum class TableProblem : quint8 {
    cannotRead, ///< the whole file; detail: what the system says
    tooBig, ///< the whole file; detail: the limit in bytes
    notUtf8,
    tooFewColumns,
    tooManyColumns,
    badCode, ///< detail: the code
    badLetters, ///< Not three letters; detail: what stands there.
    noName,
    unknownKind, ///< detail: the word
    unknownPlaceholder, ///< detail: the name
    repeated, ///< The same code stands further up in the file; the first row counts.
    unknownWord, ///< No word of the list that the table's top gives; detail: the word.
    badAdapter, ///< No USB id, driver or device-tree name; detail: what stands there.
    badCountry, ///< No two-letter code of ISO 3166; detail: what stands there.
    badNumber, ///< detail: what stands there
    badLine, ///< No baud and format such as `9600 8N1`; detail: what stands there.
    noMatch, ///< Nothing says when the row is meant.
    noSource, ///< Nobody can check the row.
};
Q_ENUM_NS(TableProblem)
} // namespace TableNames
using TableNames::TableProblem;

/// A row that was left out.
struct TableError {
    int line = 0; ///< from 1; 0: the whole file
    TableProblem problem = TableProblem::badCode;
    QString detail;
    friend bool operator==(const TableError &, const TableError &) = default;
};
using TableErrors = QList<TableError>;

/// Splits a table of tab separated values into rows. Empty lines and lines that begin with `#` are
/// left out; LF and CR LF end a line; a byte order mark and blanks around a cell are dropped.
class TableReader
{
public:
    static constexpr int mostColumns = 11;
    /// No list of complaints is longer; a file that is no table at all has one a line.
    static constexpr qsizetype mostErrors = 100;

    /// \a least and \a most count columns; \a most is at most mostColumns.
    TableReader(QByteArrayView text, int least, int most);

    /// Goes to the next row that has the right number of columns; false at the end.
    bool next();
    int line() const { return m_line; }
    /// Empty for columns that the row does not have.
    QByteArrayView cell(int column) const { return m_cells[static_cast<size_t>(column)]; }
    QString text(int column) const { return QString::fromUtf8(cell(column)); }

    /// Notes that the row at line() was left out.
    void complain(TableProblem problem, const QString &detail = {});
    const TableErrors &errors() const { return m_errors; }

private:
    bool split(QByteArrayView row);

    QByteArrayView m_rest;
    int m_least;
    int m_most;
    int m_line = 0;
    std::array<QByteArrayView, mostColumns> m_cells;
    TableErrors m_errors;
};

} // namespace optoscope
