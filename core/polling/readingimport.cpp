// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/readingimport.h"

#include "core/capture/exports/csvcells.h"
#include "core/knowledge/reading.h"
#include "core/polling/storetext.h"

#include <QDateTime>
#include <QHash>

#include <utility>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr qsizetype longestLine = 64 * 1024;
constexpr int batch = 200;
constexpr int mostBrackets = 1000;

StoreError badRow(int line, const QString &detail)
{
    return {StoreError::Kind::BadRow, {}, detail.left(80), 0, line};
}

/// Rows of a table as RFC 4180 writes them.
class CsvReader
{
public:
    explicit CsvReader(QIODevice &in)
        : m_in(in)
    {
    }

    int line() const { return m_line; }
    bool isBroken() const { return m_isBroken; }

    /// The next row that is not empty; nothing at the end.
    std::optional<QStringList> next()
    {
        QByteArray text;
        do {
            if (m_in.atEnd())
                return {};
            text = readRow();
        } while (text.trimmed().isEmpty() && !m_isBroken);
        if (m_separator == 0)
            m_separator = separatorIn(text);
        return split(text);
    }

private:
    /// A field in quotes may go over several lines.
    QByteArray readRow()
    {
        QByteArray row;
        do {
            ++m_line;
            row += m_in.readLine(longestLine);
            m_isBroken = row.size() >= longestLine || (m_in.atEnd() && row.count('"') % 2 != 0);
        } while (row.count('"') % 2 != 0 && !m_isBroken);
        while (row.endsWith('\n') || row.endsWith('\r'))
            row.chop(1);
        if (m_line == 1 && row.startsWith("\xEF\xBB\xBF")) // a byte order mark
            row.remove(0, 3);
        return row;
    }

    static char separatorIn(const QByteArray &header)
    {
        for (const char mark : {',', ';', '\t'})
            if (header.contains(mark))
                return mark;
        return ',';
    }

    QStringList split(const QByteArray &row)
    {
        qsizetype at = 0;
        qint64 lines = 0;
        const auto cells = takeCsvRow(row, at, lines, m_separator);
        m_isBroken |= !cells;
        QStringList fields;
        for (const QByteArray &cell : cells.value_or(QList{row}))
            fields.append(QString::fromUtf8(csvText(cell)));
        return fields;
    }

    QIODevice &m_in;
    char m_separator = 0;
    int m_line = 0;
    bool m_isBroken = false;
};

/// Which column has what; -1: none.
struct Columns {
    qsizetype utc = -1;
    qsizetype meter = -1;
    qsizetype code = -1;
    qsizetype bracket = -1;
    qsizetype unit = -1;
    qsizetype value = -1;
    qsizetype number = -1;
    qsizetype poll = -1;

    explicit Columns(const QStringList &header)
    {
        const auto find = [&](QLatin1String name) -> qsizetype {
            for (qsizetype i = 0; i < header.size(); ++i)
                if (header[i].trimmed().compare(name, Qt::CaseInsensitive) == 0)
                    return i;
            return -1;
        };
        utc = find(QLatin1String("utc"));
        if (utc < 0)
            utc = find(QLatin1String("time"));
        meter = find(QLatin1String("meter"));
        code = find(QLatin1String("code"));
        bracket = find(QLatin1String("bracket"));
        unit = find(QLatin1String("unit"));
        value = find(QLatin1String("value"));
        number = find(QLatin1String("number"));
        poll = find(QLatin1String("poll"));
    }
    bool areEnough() const
    {
        return utc >= 0 && meter >= 0 && code >= 0 && (value >= 0 || number >= 0);
    }
};

struct ImportedRow {
    QString poll; ///< empty if there is none
    QString meter;
    UtcTime utc{};
    bool hasBracket = false;
    RegisterReading reading;
};

/// Only a time that says where it is: another zone would put it elsewhere.
std::optional<UtcTime> timeIn(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text.trimmed(), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return {};
    return UtcTime(time.toMSecsSinceEpoch());
}

bool readNumber(const QString &text, RegisterReading &reading)
{
    if (text.trimmed().isEmpty())
        return true;
    bool isNumber = false;
    const double number = text.trimmed().toDouble(&isNumber);
    if (!isNumber || !qIsFinite(number))
        return false;
    reading.number = number;
    return true;
}

std::variant<ImportedRow, StoreError> rowFrom(const QStringList &fields, const Columns &columns,
                                              int line)
{
    const auto field = [&](qsizetype column) {
        return column >= 0 ? fields.value(column) : u""_qs;
    };
    ImportedRow row;
    const auto time = timeIn(field(columns.utc));
    if (!time)
        return badRow(line, field(columns.utc));
    row.utc = *time;
    row.meter = field(columns.meter).trimmed();
    row.poll = field(columns.poll).trimmed();
    RegisterReading &reading = row.reading;
    reading.code = bytesFrom(field(columns.code)).trimmed();
    if (row.meter.isEmpty() || reading.code.isEmpty())
        return badRow(line, fields.join(u' '));
    reading.unit = bytesFrom(field(columns.unit));
    reading.raw = bytesFrom(columns.value >= 0 ? field(columns.value) : field(columns.number));
    reading.notAvailable = isNotAvailable(reading.raw);
    if (!readNumber(field(columns.number), reading))
        return badRow(line, field(columns.number));
    if (columns.number < 0 && !reading.notAvailable) {
        if (const auto quantity = numberIn(reading.raw)) {
            reading.number = quantity->value;
            if (reading.unit.isEmpty())
                reading.unit = quantity->unit;
        }
    }
    if (const QString bracket = field(columns.bracket).trimmed(); !bracket.isEmpty()) {
        reading.bracket = bracket.toInt(&row.hasBracket);
        if (!row.hasBracket || reading.bracket < 0 || reading.bracket > mostBrackets)
            return badRow(line, bracket);
    }
    return row;
}

/// Calls \a take for each row, until there is an error.
template <typename Take>
std::optional<StoreError> forAllRows(QIODevice &in, Take take)
{
    in.seek(0);
    CsvReader table(in);
    const auto header = table.next();
    const Columns columns(header.value_or(QStringList()));
    if (!columns.areEnough())
        return badRow(1, header.value_or(QStringList()).join(u' '));
    while (const auto fields = table.next()) {
        if (table.isBroken())
            return badRow(table.line(), fields->join(u' '));
        auto row = rowFrom(*fields, columns, table.line());
        if (const auto *failure = std::get_if<StoreError>(&row))
            return *failure;
        if (std::optional<StoreError> failure = take(std::get<ImportedRow>(row)))
            return failure;
    }
    return {};
}

/// Puts rows together that were read at once.
class PollCollector
{
public:
    explicit PollCollector(ReadingStore &store)
        : m_store(store)
    {
    }

    std::optional<StoreError> add(const ImportedRow &row)
    {
        const QString group =
            row.poll + u'\n' + row.meter + u'\n' + QString::number(row.utc.count());
        if (group != m_group) {
            m_group = group;
            m_brackets.clear();
            if (m_polls.size() >= batch) {
                if (auto failure = flush())
                    return failure;
            }
            begin(row);
        }
        RegisterReading reading = row.reading;
        int &bracket = m_brackets[reading.code];
        if (!row.hasBracket)
            reading.bracket = bracket;
        bracket = reading.bracket + 1;
        m_polls.last().readings.append(reading);
        ++m_count.readings;
        return {};
    }
    std::optional<StoreError> flush()
    {
        auto failure = m_store.add(m_polls);
        m_count.polls += m_polls.size();
        m_polls.clear();
        return failure;
    }
    ReadingCount count() const { return m_count; }

private:
    void begin(const ImportedRow &row)
    {
        PollResult poll;
        poll.key = row.poll;
        if (poll.key.isEmpty())
            poll.key = u"import "_qs + row.meter + u' ' + QString::number(row.utc.count()) + u' '
                + textFrom(row.reading.code);
        poll.meter = row.meter;
        poll.utc = row.utc;
        poll.record.due = row.utc;
        poll.record.began = row.utc;
        m_polls.append(poll);
    }

    ReadingStore &m_store;
    QString m_group;
    QHash<QByteArray, int> m_brackets;
    QList<PollResult> m_polls;
    ReadingCount m_count;
};

} // namespace

StoreResult<ReadingCount> importReadings(QIODevice &in, ReadingStore &store)
{
    // The whole table is looked at before the first row is stored.
    if (const auto failure =
            forAllRows(in, [](const ImportedRow &) { return std::optional<StoreError>(); }))
        return *failure;
    PollCollector collector(store);
    auto failure = forAllRows(in, [&](const ImportedRow &row) { return collector.add(row); });
    if (!failure)
        failure = collector.flush();
    if (failure)
        return *failure;
    return collector.count();
}

} // namespace optoscope
