// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/obistable.h"

#include "core/knowledge/placeholders.h"

#include <QMetaEnum>

namespace optoscope {

namespace {

constexpr quint16 notThere = 0xFFFF;
constexpr quint16 any = 0xFFFE;
constexpr qsizetype longestWord = 32;

bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A name of its own, as Energomera has them (`ET0PE`).
bool isWord(QByteArrayView text)
{
    if (text.size() < 2 || text.size() > longestWord || !isLetter(text[0]))
        return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return isLetter(c) || isDigit(c) || c == '_'; });
}

/// `C=21`, `E=x`.
bool isPart(QByteArrayView text)
{
    if (text.size() < 3 || text.size() > 5 || text[1] != '=')
        return false;
    const QByteArrayView number = text.sliced(2);
    if (text[0] == 'E' && number == "x")
        return true;
    return QByteArrayView("ACDE").contains(text[0])
        && std::all_of(number.begin(), number.end(), isDigit);
}

QByteArray partKey(char letter, int number)
{
    return QByteArray(1, letter) + '=' + QByteArray::number(number);
}

/// Rows without A and B are for electricity meters and what they say about themselves, and, where
/// the quantity is a general or a service entry, for every medium.
bool fitsWithoutMedium(std::optional<int> medium, quint16 quantity)
{
    return !medium || *medium <= 1 || quantity == 0 || (quantity >= 96 && quantity <= 99);
}

} // namespace

/// Reads one table.
class ObisTable::Parser
{
public:
    explicit Parser(QByteArrayView tsv)
        : m_reader(tsv, 2, 4)
    {
    }

    ObisTable read()
    {
        while (m_reader.next())
            readRow();
        return std::move(m_table);
    }
    const TableErrors &errors() const { return m_reader.errors(); }

private:
    void readRow()
    {
        const QByteArrayView code = m_reader.cell(0);
        const auto kind = kindOf(m_reader.cell(3));
        const QString name = m_reader.text(1);
        if (!kind)
            return m_reader.complain(TableProblem::unknownKind, m_reader.text(3));
        if (name.isEmpty())
            return m_reader.complain(TableProblem::noName);
        if (!hasGoodPlaceholders(name))
            return m_reader.complain(TableProblem::unknownPlaceholder, name);
        const Row row{name, m_reader.text(2), *kind};
        if (isPart(code))
            return put(m_table.m_parts, code.toByteArray(), row);
        if (auto pattern = patternOf(code)) {
            pattern->second.row = row;
            return putEntry(pattern->first, pattern->second);
        }
        if (!isWord(code))
            return m_reader.complain(TableProblem::badCode, m_reader.text(0));
        // A word has no groups to fill a name with.
        if (name.contains(u'{'))
            return m_reader.complain(TableProblem::unknownPlaceholder, name);
        put(m_table.m_words, code.toByteArray().toUpper(), row);
    }

    void put(QHash<QByteArray, Row> &rows, const QByteArray &key, const Row &row)
    {
        if (rows.contains(key))
            m_reader.complain(TableProblem::repeated, m_reader.text(0));
        else
            rows.insert(key, row);
    }

    void putEntry(const Groups &groups, const Entry &entry)
    {
        Entries &entries = m_table.m_rows[groups];
        const auto isSame = [&](const Entry &other) { return other.isForSame(entry); };
        if (std::any_of(entries.cbegin(), entries.cend(), isSame))
            m_reader.complain(TableProblem::repeated, m_reader.text(0));
        else
            entries.append(entry);
    }

    static std::optional<ObisKind> kindOf(QByteArrayView word)
    {
        if (word.isEmpty())
            return ObisKind::number;
        bool known = false;
        const int value =
            QMetaEnum::fromType<ObisKind>().keyToValue(word.toByteArray().constData(), &known);
        if (!known)
            return {};
        return static_cast<ObisKind>(value);
    }

    /// Each `x` stands alone between two marks.
    static std::optional<QByteArray> withNumberForX(QByteArrayView code, char number)
    {
        constexpr QByteArrayView marks = "-:.*";
        QByteArray text = code.toByteArray();
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (code[i] != 'x')
                continue;
            if ((i > 0 && !marks.contains(code[i - 1]))
                || (i + 1 < code.size() && !marks.contains(code[i + 1])))
                return {};
            text[i] = number;
        }
        return text;
    }

    /// What differs when another number stands for `x` is an `x`.
    static std::optional<std::pair<Groups, Entry>> patternOf(QByteArrayView text)
    {
        const auto first = withNumberForX(text, '1');
        const auto second = withNumberForX(text, '2');
        if (!first || !second)
            return {};
        const auto one = ObisCode::fromAddress(*first);
        const auto two = ObisCode::fromAddress(*second);
        if (!one || !two || one->attribute)
            return {};
        const auto merged = [](std::optional<quint8> a, std::optional<quint8> b) -> quint16 {
            if (!a)
                return notThere;
            return a == b ? *a : any;
        };
        Groups groups;
        groups.values.fill(notThere);
        for (size_t i = 0; i < static_cast<size_t>(one->groupCount); ++i)
            groups.values[i] = one->groups[i] == two->groups[i] ? one->groups[i] : any;
        const Entry entry{merged(one->medium, two->medium), merged(one->channel, two->channel),
                          merged(one->period, two->period)};
        return std::pair(groups, entry);
    }

    TableReader m_reader;
    ObisTable m_table;
};

/// Looks for the row of one code, the most exact first.
class ObisTable::Search
{
public:
    Search(const ObisTable &table, const ObisCode &code, std::optional<int> medium)
        : m_table(table)
        , m_code(code)
        , m_medium(code.medium ? std::optional<int>(*code.medium) : medium)
    {
        m_groups.values.fill(notThere);
        std::copy_n(code.groups.begin(), code.groupCount, m_groups.values.begin());
    }

    std::optional<Found> find() const
    {
        for (const auto &change : changes()) {
            if (auto found = findGroups(change))
                return found;
        }
        return composed();
    }

private:
    /// The groups as sent, then with more and more of them replaced by "any".
    QVarLengthArray<Groups, 6> changes() const
    {
        QVarLengthArray<Groups, 6> all{m_groups};
        const auto add = [&](std::array<quint16, 4> values) { all.append(Groups{values}); };
        const auto [c, d, e, further] = m_groups.values;
        if (m_code.groupCount == 4)
            add({c, d, e, any});
        if (m_code.groupCount == 2 || (m_code.groupCount == 3 && e == 255))
            add({c, d, 0, notThere});
        if (m_code.groupCount == 2)
            add({c, any, notThere, notThere});
        if (m_code.groupCount == 2 || m_code.groupCount == 3) {
            add({c, d, any, notThere});
            add({c, any, any, notThere});
        }
        return all;
    }

    std::optional<Found> findGroups(const Groups &groups) const
    {
        const auto entries = m_table.m_rows.constFind(groups);
        if (entries == m_table.m_rows.constEnd())
            return {};
        const Entry *best = nullptr;
        int bestRank = 0;
        for (const Entry &entry : *entries) {
            const int rank = rankOf(entry);
            if (rank <= bestRank)
                continue;
            best = &entry;
            bestRank = rank;
        }
        if (!best)
            return {};
        return Found{best->row, best->channel != notThere && best->channel != any,
                     best->period != notThere};
    }

    /// How exactly A, B and F fit, A and B before F; 0: not at all.
    int rankOf(const Entry &entry) const
    {
        const int place = rankOfPlace(entry);
        if (place == 0)
            return 0;
        if (entry.period == notThere)
            return 3 * place;
        if (!m_code.period || (entry.period != any && entry.period != *m_code.period))
            return 0;
        return 3 * place + (entry.period == any ? 1 : 2);
    }

    int rankOfPlace(const Entry &entry) const
    {
        if (entry.medium == notThere)
            return fitsWithoutMedium(m_medium, m_code.groups[0]) ? 2 : 0;
        // Who leaves out A may mean any medium.
        if (!m_medium)
            return 1;
        if (entry.medium != *m_medium)
            return 0;
        if (entry.channel == any)
            return 3;
        return m_code.channel && *m_code.channel == entry.channel ? 4 : 0;
    }

    const Row *part(const QByteArray &key) const
    {
        const auto part = m_table.m_parts.constFind(key);
        return part == m_table.m_parts.constEnd() ? nullptr : &*part;
    }

    /// "Power imported, L1, minimum, tariff 2" from the rows C=21, D=3 and E=x.
    std::optional<Found> composed() const
    {
        if (m_medium.value_or(1) != 1 || m_code.groupCount < 2 || m_code.groupCount > 3)
            return {};
        const Row *quantity = part(partKey('C', m_code.groups[0]));
        const Row *processing = part(partKey('D', m_code.groups[1]));
        if (!quantity || !processing)
            return {};
        Found found{*quantity};
        found.row.name += u", "_qs + processing->name;
        found.row.kind = processing->kind;
        // The unit of a D row goes behind that of the C row: kW and h are kWh; a dash takes it
        // away.
        if (processing->unit == u"-")
            found.row.unit.clear();
        else if (!found.row.unit.isEmpty())
            found.row.unit += processing->unit;
        const quint16 tariff = m_code.groups[2];
        if (m_code.groupCount < 3 || tariff == 0 || tariff == 255)
            return found;
        const Row *words = part(partKey('E', tariff));
        if (!words)
            words = part("E=x");
        if (words)
            found.row.name += u", "_qs + words->name;
        return found;
    }

    const ObisTable &m_table;
    const ObisCode &m_code;
    std::optional<int> m_medium;
    Groups m_groups;
};

ObisTable ObisTable::parse(QByteArrayView tsv, TableErrors *errors)
{
    Parser parser(tsv);
    ObisTable table = parser.read();
    if (errors)
        *errors = parser.errors();
    return table;
}

qsizetype ObisTable::count() const
{
    qsizetype count = m_words.size() + m_parts.size();
    for (const Entries &entries : m_rows)
        count += entries.size();
    return count;
}

void ObisTable::add(const ObisTable &other)
{
    for (auto row = other.m_rows.cbegin(); row != other.m_rows.cend(); ++row) {
        Entries merged = row.value();
        for (const Entry &entry : m_rows.value(row.key())) {
            const auto isSame = [&](const Entry &own) { return own.isForSame(entry); };
            if (std::none_of(row->cbegin(), row->cend(), isSame))
                merged.append(entry);
        }
        m_rows.insert(row.key(), merged);
    }
    m_words.insert(other.m_words);
    m_parts.insert(other.m_parts);
}

std::optional<ObisName> ObisTable::find(QByteArrayView address, std::optional<int> medium) const
{
    ObisName result;
    const auto named = [&](const Row &row) {
        result.name = row.name;
        result.unit = row.unit;
        result.kind = row.kind;
    };
    result.code = ObisCode::fromAddress(address);
    if (!result.code) {
        const QByteArrayView word = address.trimmed();
        if (!isWord(word))
            return {};
        const auto row = m_words.constFind(word.toByteArray().toUpper());
        if (row == m_words.constEnd())
            return {};
        named(*row);
        return result;
    }
    const auto found = Search(*this, *result.code, medium).find();
    if (!found)
        return {};
    named(found->row);
    result.name = filledIn(result.name, *result.code);
    // Attribute 5 of a COSEM register with a time is when the value was captured.
    if (result.code->attribute == 5)
        result.kind = ObisKind::timestamp;
    if (result.code->medium)
        result.medium = *result.code->medium;
    if (result.code->channel.value_or(0) != 0 && !found->namesChannel)
        result.channel = *result.code->channel;
    if (!found->namesPeriod)
        result.billingPeriod = result.code->billingPeriod();
    return result;
}

QString ObisTable::mediumName(int medium) const
{
    return m_parts.value(partKey('A', medium)).name;
}

} // namespace optoscope
