// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/finding.h"

#include <QAbstractListModel>

namespace optoscope {

class SessionDocument;

/// What was noticed, one row a finding, in the order in which it happened.
class FindingsModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        FindingRole = Qt::UserRole, ///< Finding
    };

    explicit FindingsModel(const SessionDocument *document, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    Finding finding(int row) const { return m_findings.at(row); }
    /// The row of the finding about \a character; -1 if there is none.
    int rowOfCharacter(qint64 character) const;

private:
    void update();

    const SessionDocument *m_document;
    Findings m_findings;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::Finding)
