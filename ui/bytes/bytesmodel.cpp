// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytesmodel.h"

#include "ui/session/sessiondocument.h"

#include <algorithm>

namespace optoscope {
namespace {

/// Shorter pauses are how characters follow each other, not worth a number.
constexpr std::chrono::microseconds leastPause(500);

} // namespace

BytesModel::BytesModel(const SessionDocument *document, QObject *parent)
    : QAbstractListModel(parent)
    , m_document(document)
{
    connect(document, &SessionDocument::cleared, this, &BytesModel::clear);
    connect(document, &SessionDocument::appended, this, &BytesModel::append);
    append(0);
}

int BytesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

QVariant BytesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole: return plainText(row(index.row()));
    case Qt::ToolTipRole: return rowToolTip(row(index.row()), m_document->trace().anchor());
    case RowRole: return QVariant::fromValue(row(index.row()));
    default: return {};
    }
}

BytesRow BytesModel::row(qsizetype index) const
{
    const TraceRow &place = m_rows.at(index);
    BytesRow row;
    row.kind = place.kind;
    row.first = place.first;
    const TraceEntry entry = m_document->trace().entry(place.entry);
    if (place.kind == TraceRow::Kind::Other) {
        row.at = entry.at;
        row.text = entryText(entry, settingsBefore(place.entry));
        row.tone = entryTone(entry);
        return row;
    }
    fillCharacters(row, place);
    return row;
}

void BytesModel::fillCharacters(BytesRow &row, const TraceRow &place) const
{
    const Trace &trace = m_document->trace();
    const auto startOf = [&trace](qint64 character) {
        const qsizetype index = trace.entryOfCharacter(character);
        const TraceEntry entry = trace.entry(index);
        const CharacterRun *run = runOf(entry);
        const Instant at = entry.at + (character - trace.firstCharacter(index)) * run->spacing;
        return std::pair(at, *run);
    };
    const Characters characters = trace.characters({place.first, place.count});
    row.bytes = toBytes(characters, place.dataMask);
    for (const Character &character : characters)
        row.flags.append(character.flags);
    const auto [at, run] = startOf(place.first);
    row.at = at;
    row.lateness = run.lateness;
    if (place.first == 0)
        return;
    const auto [before, runBefore] = startOf(place.first - 1);
    const nanoseconds pause = at - (before + runBefore.spacing);
    if (pause >= leastPause)
        row.pause = pause;
}

CharacterRange BytesModel::range(qsizetype index) const
{
    const TraceRow &place = m_rows.at(index);
    if (place.kind != TraceRow::Kind::Other)
        return {place.first, place.count};
    const TraceEntry entry = m_document->trace().entry(place.entry);
    const auto *event = std::get_if<Event>(&entry.what);
    if (event && event->kind == Event::Kind::Found && event->finding.offset >= 0)
        return {event->finding.offset, 1};
    return {};
}

std::optional<LineSettings> BytesModel::settingsBefore(qsizetype entry) const
{
    const auto found = std::lower_bound(m_lineChanges.begin(), m_lineChanges.end(), entry);
    if (found == m_lineChanges.begin())
        return {};
    return std::get<LineSettings>(m_document->trace().entry(*std::prev(found)).what);
}

void BytesModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_lineChanges.clear();
    m_shown = 0;
    endResetModel();
}

void BytesModel::append(qsizetype firstEntry)
{
    const Trace &trace = m_document->trace();
    for (qsizetype entry = firstEntry; entry < trace.count(); ++entry) {
        if (std::holds_alternative<LineSettings>(trace.entry(entry).what))
            m_lineChanges.append(entry);
    }
    m_rows.append(trace, firstEntry);
    // The last row that was shown may have grown.
    if (m_shown > 0 && firstEntry < trace.count())
        Q_EMIT dataChanged(index(m_shown - 1), index(m_shown - 1));
    const auto count = static_cast<int>(m_rows.count());
    if (count == m_shown)
        return;
    beginInsertRows({}, m_shown, count - 1);
    m_shown = count;
    endInsertRows();
}

} // namespace optoscope
