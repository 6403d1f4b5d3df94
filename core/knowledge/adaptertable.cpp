// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/adaptertable.h"

#include "core/knowledge/tablecells.h"

namespace optoscope {

namespace {

// Columns of the table.
constexpr int match = 0;
constexpr int chip = 1;
constexpr int limits = 2;
constexpr int cures = 3;
constexpr int source = 4;
constexpr int note = 5;
constexpr int columns = 6;

/// Four hexadecimal digits.
std::optional<quint16> usbNumber(QStringView text)
{
    bool ok = false;
    const quint16 number = text.toUShort(&ok, 16);
    return ok && text.size() == 4 ? std::optional(number) : std::nullopt;
}

/// `0403:6001` or `0403:*`.
bool readUsbId(const QString &text, AdapterRow &row)
{
    const QStringList numbers = text.split(u':');
    if (numbers.size() != 2)
        return false;
    row.vendorId = usbNumber(numbers[0]);
    row.productId = usbNumber(numbers[1]);
    return row.vendorId && (row.productId || numbers[1] == u'*');
}

/// A USB id, `driver NAME` or `tree NAME`.
bool readMatch(const QString &text, AdapterRow &row)
{
    const QString kind = text.section(u' ', 0, 0);
    const QString name = text.section(u' ', 1).trimmed();
    if (kind == QLatin1String("driver"))
        row.driver = name;
    else if (kind == QLatin1String("tree"))
        row.compatible = name;
    else
        return readUsbId(text, row);
    return !name.isEmpty();
}

std::optional<AdapterRow> rowOf(TableReader &reader)
{
    AdapterRow row;
    if (!readMatch(reader.text(match), row)) {
        reader.complain(TableProblem::badAdapter, reader.text(match));
        return {};
    }
    row.chip = reader.text(chip);
    row.source = reader.text(source);
    row.note = reader.text(note);
    if (row.chip.isEmpty() || row.source.isEmpty()) {
        reader.complain(row.chip.isEmpty() ? TableProblem::noName : TableProblem::noSource);
        return {};
    }
    const auto limitWords = tablecells::words<AdapterLimit>(reader, limits);
    if (!limitWords)
        return {};
    const auto cureWords = tablecells::words<AdapterCure>(reader, cures);
    if (!cureWords)
        return {};
    row.limits = *limitWords;
    row.cures = *cureWords;
    return row;
}

template <typename Value>
void unite(QList<Value> &all, const QList<Value> &more)
{
    for (const Value &value : more)
        if (!all.contains(value))
            all.append(value);
}

} // namespace

AdapterTraits AdapterTraits::of(const QList<AdapterRow> &rows)
{
    AdapterTraits traits;
    for (const AdapterRow &row : rows) {
        if (traits.chip.isEmpty())
            traits.chip = row.chip;
        unite(traits.limits, row.limits);
        unite(traits.cures, row.cures);
        unite<QString>(traits.sources, {row.source});
        if (!row.note.isEmpty())
            unite<QString>(traits.notes, {row.note});
    }
    return traits;
}

AdapterTable AdapterTable::parse(QByteArrayView tsv, TableErrors *errors)
{
    AdapterTable table;
    table.m_rows = tablecells::readRows(tsv, source + 1, columns, errors, rowOf);
    return table;
}

void AdapterTable::add(const AdapterTable &other)
{
    tablecells::merge(m_rows, other.m_rows);
}

QList<AdapterRow> AdapterTable::find(std::optional<quint16> vendorId,
                                     std::optional<quint16> productId, const QString &driver,
                                     const QStringList &compatible) const
{
    QList<AdapterRow> found;
    const auto take = [&](auto fits) {
        std::copy_if(m_rows.cbegin(), m_rows.cend(), std::back_inserter(found), fits);
    };
    if (vendorId && productId)
        take([&](const AdapterRow &row) {
            return row.vendorId == vendorId && row.productId == productId;
        });
    if (vendorId)
        take([&](const AdapterRow &row) { return row.vendorId == vendorId && !row.productId; });
    for (const QString &name : compatible)
        take([&](const AdapterRow &row) { return !name.isEmpty() && row.compatible == name; });
    if (!driver.isEmpty())
        take([&](const AdapterRow &row) { return row.driver == driver; });
    return found;
}

} // namespace optoscope
