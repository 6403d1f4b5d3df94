// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/probetable.h"

#include "core/knowledge/metername.h"
#include "core/knowledge/tablecells.h"

namespace optoscope {

namespace {

// Columns of the table.
constexpr int names = 0;
constexpr int connection = 1;
constexpr int usb = 2;
constexpr int supply = 3;
constexpr int marking = 4;
constexpr int cable = 5;
constexpr int traps = 6;
constexpr int source = 7;
constexpr int note = 8;
constexpr int columns = 9;

/// No head runs on more; RS-232 gives up to 15 V.
constexpr double mostSupply = 24;

/// Empty, `5` or `3.3-5`.
bool readSupply(const QString &text, ProbeRow &row)
{
    if (text.isEmpty())
        return true;
    const QStringList numbers = text.split(u'-');
    bool leastOk = false;
    bool mostOk = false;
    row.leastVolts = numbers.first().toDouble(&leastOk);
    row.mostVolts = numbers.last().toDouble(&mostOk);
    return numbers.size() <= 2 && leastOk && mostOk && *row.leastVolts > 0
        && *row.leastVolts <= *row.mostVolts && *row.mostVolts <= mostSupply;
}

QString usbText(quint16 vendorId, quint16 productId)
{
    return u"%1:%2"_qs.arg(vendorId, 4, 16, QLatin1Char('0'))
        .arg(productId, 4, 16, QLatin1Char('0'));
}

/// Empty or `10c4:ea60`.
bool readUsb(const QString &text, ProbeRow &row)
{
    if (text.isEmpty())
        return true;
    bool vendorOk = false;
    bool productOk = false;
    const quint16 vendorId = text.section(u':', 0, 0).toUShort(&vendorOk, 16);
    const quint16 productId = text.section(u':', 1).toUShort(&productOk, 16);
    row.usb = usbText(vendorId, productId);
    return vendorOk && productOk && row.usb.compare(text, Qt::CaseInsensitive) == 0;
}

bool readWords(TableReader &reader, ProbeRow &row)
{
    const auto connectionWord = tablecells::word<ProbeConnection>(reader, reader.text(connection));
    if (!connectionWord)
        return false;
    const auto markingWord = tablecells::word<ProbeMarking>(reader, reader.text(marking));
    if (!markingWord)
        return false;
    const auto cableWord = tablecells::word<ProbeCable>(reader, reader.text(cable));
    if (!cableWord)
        return false;
    const auto trapWords = tablecells::words<ProbeTrap>(reader, traps);
    if (!trapWords)
        return false;
    row.connection = *connectionWord;
    row.marking = *markingWord;
    row.cable = *cableWord;
    row.traps = *trapWords;
    return true;
}

std::optional<ProbeRow> rowOf(TableReader &reader)
{
    ProbeRow row;
    const auto refuse = [&](TableProblem problem, const QString &detail) {
        reader.complain(problem, detail);
        return std::optional<ProbeRow>();
    };
    row.names = tablecells::parts(reader.text(names), u'|');
    row.source = reader.text(source);
    row.note = reader.text(note);
    if (row.names.isEmpty())
        return refuse(TableProblem::noName, {});
    if (!readUsb(reader.text(usb), row))
        return refuse(TableProblem::badAdapter, reader.text(usb));
    if (!readSupply(reader.text(supply), row))
        return refuse(TableProblem::badNumber, reader.text(supply));
    if (row.source.isEmpty())
        return refuse(TableProblem::noSource, {});
    return readWords(reader, row) ? std::optional(row) : std::nullopt;
}

} // namespace

ProbeTable ProbeTable::parse(QByteArrayView tsv, TableErrors *errors)
{
    ProbeTable table;
    table.m_rows = tablecells::readRows(tsv, source + 1, columns, errors, rowOf);
    return table;
}

void ProbeTable::add(const ProbeTable &other)
{
    tablecells::merge(m_rows, other.m_rows);
}

QList<ProbeRow> ProbeTable::find(const QString &text) const
{
    const QStringList words = MeterName::wordsOf(text);
    const auto hasAll = [&](const QString &name) {
        const QString joined = MeterName::wordsOf(name).join(u' ');
        return std::all_of(words.cbegin(), words.cend(),
                           [&](const QString &word) { return joined.contains(word); });
    };
    QList<ProbeRow> found;
    for (const ProbeRow &row : m_rows)
        if (std::any_of(row.names.cbegin(), row.names.cend(), hasAll))
            found.append(row);
    return found;
}

QList<ProbeRow> ProbeTable::find(quint16 vendorId, quint16 productId) const
{
    const QString id = usbText(vendorId, productId);
    QList<ProbeRow> found;
    std::copy_if(m_rows.cbegin(), m_rows.cend(), std::back_inserter(found),
                 [&](const ProbeRow &row) { return row.usb == id; });
    return found;
}

} // namespace optoscope
