// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/bytesrow.h"
#include "ui/bytes/tracerows.h"

#include <QAbstractListModel>

namespace optoscope {

class SessionDocument;

/// The trace as rows of up to 16 characters. Only where the rows begin is stored; what a row shows
/// is read from the trace when it is asked for.
class BytesModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        RowRole = Qt::UserRole, ///< BytesRow
    };

    explicit BytesModel(const SessionDocument *document, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    BytesRow row(qsizetype index) const;
    /// The characters of a row; for a finding's row the character that it is about.
    CharacterRange range(qsizetype index) const;
    qsizetype rowOfCharacter(qint64 character) const { return m_rows.rowOfCharacter(character); }

private:
    void clear();
    void append(qsizetype firstEntry);
    void fillCharacters(BytesRow &row, const TraceRow &place) const;
    std::optional<LineSettings> settingsBefore(qsizetype entry) const;

    const SessionDocument *m_document;
    TraceRows m_rows;
    int m_shown = 0; ///< rows that views know of
    QList<qsizetype> m_lineChanges; ///< entries that are LineSettings
};

} // namespace optoscope
