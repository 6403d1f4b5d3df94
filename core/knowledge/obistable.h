// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/obiscode.h"
#include "core/knowledge/tablereader.h"

#include <QHash>

#include <array>
#include <optional>

namespace optoscope {

namespace ObisNames {
Q_NAMESPACE
/// What the value behind a code is. The names are the words of the table's column.
enum class ObisKind : quint8 {
    number, ///< a quantity or a count
    text, ///< a serial number, a version, a message
    status, ///< bits or digits with a meaning of their own
    time, ///< time of day
    date,
    timestamp, ///< date and time
    list, ///< a profile, a log book, several values
};
Q_ENUM_NS(ObisKind)
} // namespace ObisNames
using ObisNames::ObisKind;

/// What is known about an address.
struct ObisName {
    QString name;
    QString unit; ///< the usual one; empty if there is none or if it varies
    ObisKind kind = ObisKind::number;
    std::optional<int> medium; ///< A as sent
    /// B as sent, for the reader to tell channels apart; nothing for 0 and where the row is for
    /// this very channel.
    std::optional<int> channel;
    /// Number of an earlier billing period; nothing for current values and where the row's name
    /// says which period it is.
    std::optional<int> billingPeriod;
    std::optional<ObisCode> code; ///< nothing for words (`VOLTA`)
    friend bool operator==(const ObisName &, const ObisName &) = default;
};

/// Names of codes. The table's syntax is explained at its top (resources/knowledge/obis.tsv): rows
/// for codes, rows with `x` for any number, rows for the words of Energomera, and rows from which
/// the names of electricity codes are put together that no other row covers.
class ObisTable
{
public:
    /// Reads `code TAB name TAB unit TAB kind`; the last two may be missing. Rows that cannot be
    /// understood are left out and told in \a errors.
    static ObisTable parse(QByteArrayView tsv, TableErrors *errors = nullptr);

    /// Adds the rows of \a other, which win over rows with the same code.
    void add(const ObisTable &other);
    qsizetype count() const;

    /// The name of \a address, from the most exact row that fits. \a medium is the meter's, for
    /// addresses without group A: 6.8.1 is heat in a heat meter and reactive energy elsewhere.
    std::optional<ObisName> find(QByteArrayView address, std::optional<int> medium = {}) const;

    /// What group A stands for (7: gas); empty if no row says.
    QString mediumName(int medium) const;

private:
    struct Row {
        QString name;
        QString unit;
        ObisKind kind = ObisKind::number;
    };
    /// C, D, E and a further group, with numbers of their own for "not there" and "any".
    struct Groups {
        std::array<quint16, 4> values;
        friend bool operator==(const Groups &, const Groups &) = default;
        friend size_t qHash(const Groups &groups, size_t seed)
        {
            return qHashBits(&groups, sizeof groups, seed);
        }
    };
    /// A row for codes: for which A, B and F it is, with the same numbers of their own.
    struct Entry {
        quint16 medium;
        quint16 channel;
        quint16 period;
        Row row;
        bool isForSame(const Entry &other) const
        {
            return medium == other.medium && channel == other.channel && period == other.period;
        }
    };
    using Entries = QList<Entry>;
    struct Found {
        Row row;
        bool namesChannel = false;
        bool namesPeriod = false;
    };
    class Parser;
    class Search;

    QHash<Groups, Entries> m_rows;
    QHash<QByteArray, Row> m_words;
    QHash<QByteArray, Row> m_parts; ///< Rows such as `C=21`.
};

} // namespace optoscope
