// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/tablereader.h"

#include <QHash>

#include <optional>

namespace optoscope {

/// Whom three FLAG letters belong to.
struct FlagName {
    QString company;
    QString country; ///< empty if unknown
    /// Who else sends these letters; empty if nobody. Letters on the wire are not always the
    /// owner's (reference protocol.md, "What real meters do").
    QString remark;
    friend bool operator==(const FlagName &, const FlagName &) = default;
};

/// The manufacturers' letters of IEC 62056-21 (clause 6.3.14 item 12).
class FlagTable
{
public:
    /// Reads `letters TAB company TAB country TAB remark`; the last two may be missing. Rows that
    /// cannot be understood are left out and told in \a errors.
    static FlagTable parse(QByteArrayView tsv, TableErrors *errors = nullptr);

    /// Adds the rows of \a other, which win over rows with the same letters.
    void add(const FlagTable &other);
    qsizetype count() const { return m_rows.size(); }

    /// Upper and lower case are the same: the case of the third letter only tells the reaction
    /// time. Nothing if the letters are in no row.
    std::optional<FlagName> find(QByteArrayView letters) const;

private:
    QHash<quint32, FlagName> m_rows;
};

} // namespace optoscope
