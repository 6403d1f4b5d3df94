// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/bytesoptions.h"
#include "ui/bytes/bytesrow.h"
#include "ui/bytes/shownrows.h"

#include <QAbstractListModel>

namespace optoscope {

class NoteBook;
class SessionDocument;

/// The trace as rows, with the heads of messages above theirs. Only where the rows begin and which
/// of them are shown is stored; what a row shows is read from the trace when it is asked for.
class BytesModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        RowRole = Qt::UserRole, ///< BytesRow
    };

    explicit BytesModel(const SessionDocument *document, QObject *parent = nullptr);

    void setNames(const FieldNames &names);
    void setNotes(const NoteBook *notes);
    const BytesOptions &options() const { return m_options; }
    void setOptions(const BytesOptions &options);
    const RowFilter &filter() const { return m_filter; }
    void setFilter(const RowFilter &filter);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    BytesRow row(qsizetype index) const;
    /// The characters of a row: of a head those of its message, of a finding's row the character
    /// that it is about.
    CharacterRange range(qsizetype index) const;
    /// When the row at \a index begins.
    Instant timeOf(qsizetype index) const;
    /// The row that shows \a character or the head of its folded message; what is shown above it if
    /// neither is; -1 if there is no such character or nothing above it.
    qsizetype rowOfCharacter(qint64 character) const;
    /// The row at \a at or the last one before it.
    qsizetype rowAt(Instant at) const;

    bool isHead(qsizetype index) const;
    bool isFolded(qsizetype index) const;
    /// The head of the message that the row at \a index belongs to, itself if it is one; -1 if
    /// none.
    qsizetype headOf(qsizetype index) const;
    void setFolded(qsizetype head, bool on);
    void setAllFolded(bool on);

    const Trace &trace() const;
    const TraceRows &traceRows() const { return m_rows; }
    const ShownRows &shownRows() const { return m_shown; }

Q_SIGNALS:
    /// So many rows are new at the end.
    void grown(int rows);

private:
    struct KnownFields {
        qint32 message = -1;
        qint64 length = 0;
        bool isComing = false;
        MessageFields fields;
    };

    void clear();
    void append(qsizetype firstEntry);
    void updateRows(qsizetype firstEntry, MessageGroups::Change change);
    void replaceFrom(qsizetype row, qsizetype place);
    void rebuild(bool cutsAgain);
    ShownRows::Test test() const;
    bool passes(qsizetype row) const;
    bool isInError(const TraceRow &row) const;

    BytesRow headRow(qsizetype group) const;
    BytesRow entryRow(const TraceRow &place) const;
    void fillCharacters(BytesRow &row, const TraceRow &place) const;
    void fillTimes(BytesRow &row, const TraceRow &place) const;
    void fillMeaning(BytesRow &row, const TraceRow &place) const;
    QString timeText(Instant at, qsizetype row) const;
    Instant timeOfRow(const TraceRow &place) const;
    const MessageFields &fieldsOf(qint32 message) const;
    ConversationMessage messageAt(qint32 message) const;
    CharacterRange rangeOfEntry(const TraceRow &place) const;

    const SessionDocument *m_document;
    const NoteBook *m_notes = nullptr;
    FieldNames m_names;
    BytesOptions m_options;
    RowFilter m_filter;
    TraceRows m_rows;
    MessageGroups m_groups;
    ShownRows m_shown{&m_rows, &m_groups};
    mutable std::array<KnownFields, 8> m_fields;
    mutable size_t m_oldestFields = 0;
};

} // namespace optoscope
