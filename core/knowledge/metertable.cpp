// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/metertable.h"

#include "core/knowledge/countrycode.h"
#include "core/knowledge/metername.h"
#include "core/knowledge/tablecells.h"

namespace optoscope {

namespace {

// Columns of the table.
constexpr int makers = 0;
constexpr int models = 1;
constexpr int identification = 2;
constexpr int countries = 3;
constexpr int utility = 4;
constexpr int state = 5;
constexpr int confidence = 6;
constexpr int line = 7;
constexpr int hints = 8;
constexpr int source = 9;
constexpr int note = 10;
constexpr int columns = 11;
static_assert(columns <= TableReader::mostColumns);

constexpr int slowestBaud = 50;
constexpr int fastestBaud = 115200;

/// Empty or `9600 8N1`.
bool readLine(const QString &text, MeterRow &row)
{
    if (text.isEmpty())
        return true;
    bool ok = false;
    const int baud = text.section(u' ', 0, 0).toInt(&ok);
    row.format = CharacterFormat::fromText(text.section(u' ', 1));
    row.baud = Baud{baud};
    return ok && row.format && baud >= slowestBaud && baud <= fastestBaud;
}

/// Two-letter codes with commas between.
bool readCountries(const QString &text, MeterRow &row)
{
    row.countries = tablecells::parts(text, u',');
    return std::all_of(row.countries.cbegin(), row.countries.cend(),
                       [](const QString &code) { return countryCode(code) == code; });
}

bool readConfidence(const QString &text, MeterRow &row)
{
    bool ok = false;
    row.confidence = text.toDouble(&ok);
    return ok && row.confidence > 0 && row.confidence <= 1;
}

std::optional<MeterRow> rowOf(TableReader &reader)
{
    MeterRow row;
    const auto refuse = [&](TableProblem problem, int column) {
        reader.complain(problem, reader.text(column));
        return std::optional<MeterRow>();
    };
    row.makers = tablecells::parts(reader.text(makers), u'|');
    row.models = tablecells::parts(reader.text(models), u'|');
    row.identification = reader.cell(identification).toByteArray();
    row.utility = reader.text(utility);
    row.source = reader.text(source);
    row.note = reader.text(note);
    if (!readCountries(reader.text(countries), row))
        return refuse(TableProblem::badCountry, countries);
    if (row.makers.isEmpty() && row.models.isEmpty() && row.identification.isEmpty()
        && row.countries.isEmpty())
        return refuse(TableProblem::noMatch, makers);
    if (!readConfidence(reader.text(confidence), row))
        return refuse(TableProblem::badNumber, confidence);
    if (!readLine(reader.text(line), row))
        return refuse(TableProblem::badLine, line);
    if (row.source.isEmpty())
        return refuse(TableProblem::noSource, source);
    const auto stateWord = tablecells::word<MeterState>(reader, reader.text(state));
    if (!stateWord)
        return {};
    const auto hintWords = tablecells::words<MeterHint>(reader, hints);
    if (!hintWords)
        return {};
    row.state = *stateWord;
    row.hints = *hintWords;
    return row;
}

/// How much a row says about the meter of one query.
class Judge
{
public:
    explicit Judge(const MeterQuery &query)
        : m_identification(query.identification)
        , m_country(countryCode(query.country))
        , m_model(query.model)
        , m_utility(query.utility)
    {
    }

    /// Nothing if the row is not for this meter.
    std::optional<double> confidence(const MeterRow &row) const
    {
        const auto meter = meterShare(row);
        const auto place = placeShare(row);
        const auto owner = utilityShare(row);
        if (!meter || !place || !owner)
            return {};
        return row.confidence * *meter * *place * *owner;
    }

private:
    std::optional<double> meterShare(const MeterRow &row) const
    {
        const bool sent = !m_identification.isEmpty() && !row.identification.isEmpty();
        if (sent && MeterName::fitsIdentification(m_identification, row.identification))
            return 1;
        if (isNamed(row))
            return sent ? MeterTable::identificationDiffers : 1;
        // Nothing but the place says that the row is meant.
        const bool isForAll =
            row.makers.isEmpty() && row.models.isEmpty() && row.identification.isEmpty();
        if (isForAll && !m_country.isEmpty())
            return 1;
        return {};
    }

    bool isNamed(const MeterRow &row) const
    {
        const auto isModel = [&](const QString &model) { return m_model.hasModel(model); };
        const auto isMaker = [&](const QString &maker) { return m_model.hasMaker(maker); };
        if (!row.models.isEmpty())
            return std::any_of(row.models.cbegin(), row.models.cend(), isModel);
        return std::any_of(row.makers.cbegin(), row.makers.cend(), isMaker);
    }

    std::optional<double> placeShare(const MeterRow &row) const
    {
        if (row.countries.isEmpty())
            return 1;
        if (m_country.isEmpty())
            return MeterTable::countryUnknown;
        return row.countries.contains(m_country) ? std::optional(1.0) : std::nullopt;
    }

    std::optional<double> utilityShare(const MeterRow &row) const
    {
        if (row.utility.isEmpty())
            return 1;
        if (m_utility.isEmpty())
            return MeterTable::utilityUnknown;
        return m_utility.hasModel(row.utility) ? std::optional(1.0) : std::nullopt;
    }

    QByteArray m_identification;
    QString m_country;
    MeterName m_model;
    MeterName m_utility;
};

} // namespace

MeterTable MeterTable::parse(QByteArrayView tsv, TableErrors *errors)
{
    MeterTable table;
    table.m_rows = tablecells::readRows(tsv, source + 1, columns, errors, rowOf);
    return table;
}

void MeterTable::add(const MeterTable &other)
{
    tablecells::merge(m_rows, other.m_rows);
}

QList<MeterMatch> MeterTable::find(const MeterQuery &query) const
{
    const Judge judge(query);
    QList<MeterMatch> matches;
    for (const MeterRow &row : m_rows)
        if (const auto confidence = judge.confidence(row))
            matches.append({row, *confidence});
    std::stable_sort(matches.begin(), matches.end(),
                     [](const MeterMatch &left, const MeterMatch &right) {
                         return left.confidence > right.confidence;
                     });
    return matches;
}

double MeterTable::confidenceOf(const MeterQuery &query, MeterState state) const
{
    const QList<MeterMatch> matches = find(query);
    const auto surest =
        std::find_if(matches.cbegin(), matches.cend(),
                     [&](const MeterMatch &match) { return match.row.state == state; });
    return surest == matches.cend() ? 0 : surest->confidence;
}

} // namespace optoscope
