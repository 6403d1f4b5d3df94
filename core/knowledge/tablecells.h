// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/tablereader.h"

#include <QMetaEnum>
#include <QStringList>

#include <optional>

namespace optoscope::tablecells {

/// The parts of \a cell between \a mark, trimmed, empty ones left out.
inline QStringList parts(const QString &cell, char16_t mark)
{
    QStringList list;
    for (const QString &part : cell.split(QChar(mark))) {
        const QString text = part.trimmed();
        if (!text.isEmpty())
            list += text;
    }
    return list;
}

/// The enumerator called \a word; nothing, with a complaint, if there is none.
template <typename Enum>
std::optional<Enum> word(TableReader &reader, const QString &word)
{
    bool known = false;
    const int value = QMetaEnum::fromType<Enum>().keyToValue(word.toLatin1().constData(), &known);
    if (known)
        return static_cast<Enum>(value);
    reader.complain(TableProblem::unknownWord, word);
    return {};
}

/// The enumerators of a column in which commas stand between words.
template <typename Enum>
std::optional<QList<Enum>> words(TableReader &reader, int column)
{
    QList<Enum> list;
    for (const QString &text : parts(reader.text(column), u',')) {
        const auto value = word<Enum>(reader, text);
        if (!value)
            return {};
        if (!list.contains(*value))
            list += *value;
    }
    return list;
}

/// Puts each row of \a others in the place of the one with the same key, or at the end.
template <typename Row>
void merge(QList<Row> &rows, const QList<Row> &others)
{
    for (const Row &other : others) {
        const auto same = std::find_if(rows.begin(), rows.end(),
                                       [&](const Row &row) { return row.isForSame(other); });
        if (same == rows.end())
            rows.append(other);
        else
            *same = other;
    }
}

/// Appends \a row, with a complaint instead if there is one with the same key.
template <typename Row>
void appendOnce(QList<Row> &rows, const Row &row, TableReader &reader)
{
    const auto isSame = [&](const Row &other) { return other.isForSame(row); };
    if (std::any_of(rows.cbegin(), rows.cend(), isSame))
        reader.complain(TableProblem::repeated, reader.text(0));
    else
        rows.append(row);
}

/// The rows of \a tsv as \a rowOf understands them; it complains of what it does not.
template <typename Row>
QList<Row> readRows(QByteArrayView tsv, int leastColumns, int mostColumns, TableErrors *errors,
                    std::optional<Row> (*rowOf)(TableReader &reader))
{
    QList<Row> rows;
    TableReader reader(tsv, leastColumns, mostColumns);
    while (reader.next()) {
        if (const auto row = rowOf(reader))
            appendOnce(rows, *row, reader);
    }
    if (errors)
        *errors = reader.errors();
    return rows;
}

} // namespace optoscope::tablecells
