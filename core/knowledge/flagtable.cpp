// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/flagtable.h"

namespace optoscope {

namespace {

/// Three letters in one number, case folded; nothing if they are not three letters.
std::optional<quint32> keyOf(QByteArrayView letters)
{
    if (letters.size() != 3)
        return {};
    quint32 key = 0;
    for (const char c : letters) {
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (upper < 'A' || upper > 'Z')
            return {};
        key = key << 8 | static_cast<quint8>(upper);
    }
    return key;
}

} // namespace

FlagTable FlagTable::parse(QByteArrayView tsv, TableErrors *errors)
{
    FlagTable table;
    TableReader reader(tsv, 2, 4);
    while (reader.next()) {
        const auto key = keyOf(reader.cell(0));
        if (!key)
            reader.complain(TableProblem::badLetters, reader.text(0));
        else if (reader.cell(1).isEmpty())
            reader.complain(TableProblem::noName);
        else if (table.m_rows.contains(*key))
            reader.complain(TableProblem::repeated, reader.text(0));
        else
            table.m_rows.insert(*key, {reader.text(1), reader.text(2), reader.text(3)});
    }
    if (errors)
        *errors = reader.errors();
    return table;
}

void FlagTable::add(const FlagTable &other)
{
    m_rows.insert(other.m_rows);
}

std::optional<FlagName> FlagTable::find(QByteArrayView letters) const
{
    const auto key = keyOf(letters);
    const auto row = key ? m_rows.constFind(*key) : m_rows.constEnd();
    if (row == m_rows.constEnd())
        return {};
    return *row;
}

} // namespace optoscope
