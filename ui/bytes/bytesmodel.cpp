// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytesmodel.h"

#include "ui/notes/notebook.h"
#include "ui/session/sessiondocument.h"

#include <algorithm>

namespace optoscope {

BytesModel::BytesModel(const SessionDocument *document, QObject *parent)
    : QAbstractListModel(parent)
    , m_document(document)
{
    connect(document, &SessionDocument::cleared, this, &BytesModel::clear);
    connect(document, &SessionDocument::appended, this, &BytesModel::append);
    append(0);
}

const Trace &BytesModel::trace() const
{
    return m_document->trace();
}

void BytesModel::setNames(const FieldNames &names)
{
    m_names = names;
    m_fields = {};
}

void BytesModel::setNotes(const NoteBook *notes)
{
    m_notes = notes;
    connect(notes, &NoteBook::changed, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
}

int BytesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.count());
}

QVariant BytesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole: return plainText(row(index.row()));
    case Qt::ToolTipRole: return rowToolTip(row(index.row()), trace().anchor());
    case RowRole: return QVariant::fromValue(row(index.row()));
    default: return {};
    }
}

void BytesModel::setOptions(const BytesOptions &options)
{
    const BytesOptions before = std::exchange(m_options, options);
    const bool cutsAgain = before.layout != options.layout;
    if (cutsAgain || before.messages != options.messages)
        rebuild(cutsAgain);
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void BytesModel::setFilter(const RowFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    rebuild(false);
}

void BytesModel::setAllFolded(bool on)
{
    m_groups.setAllFolded(on);
    rebuild(false);
}

void BytesModel::rebuild(bool cutsAgain)
{
    beginResetModel();
    m_shown.clear();
    m_shown.setHeads(m_options.messages);
    if (cutsAgain) {
        m_rows.setLayout(m_options.layout);
        m_rows.append(trace(), 0, m_groups.starts());
    }
    m_shown.insert(0, m_shown.itemsOf(0, m_rows.count(), 0, test()));
    endResetModel();
}

void BytesModel::clear()
{
    beginResetModel();
    m_shown.clear();
    m_rows.clear();
    m_groups.clear();
    m_fields = {};
    endResetModel();
}

void BytesModel::append(qsizetype firstEntry)
{
    MessageGroups::Change change = m_groups.changeTo(m_document->conversation().messages());
    // The last row may have grown; where messages begin elsewhere now, rows are cut elsewhere.
    qsizetype row = std::max<qsizetype>(0, m_rows.count() - 1);
    if (change.first >= 0) {
        const qsizetype changed = m_rows.rowOfCharacter(std::max<qint64>(0, change.first - 1));
        if (changed >= 0)
            row = std::min(row, changed);
    }
    const qsizetype place = m_shown.placeFrom(row);
    updateRows(firstEntry, std::move(change));
    replaceFrom(row, place);
    const bool isJudged = firstEntry >= trace().count();
    if (isJudged && rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void BytesModel::updateRows(qsizetype firstEntry, MessageGroups::Change change)
{
    const qint64 first = change.first;
    m_groups.apply(std::move(change));
    if (first >= 0 && m_rows.rowOfCharacter(first) >= 0)
        m_rows.cutAgain(trace(), std::max<qint64>(0, first - 1), m_groups.starts());
    else
        m_rows.append(trace(), firstEntry, m_groups.starts());
}

void BytesModel::replaceFrom(qsizetype row, qsizetype place)
{
    const ShownRows::Items items = m_shown.itemsOf(row, m_rows.count(), place, test());
    const qsizetype same = m_shown.sameAs(place, items);
    const auto keep = static_cast<int>(place + same);
    if (keep < rowCount()) {
        beginRemoveRows({}, keep, rowCount() - 1);
        m_shown.remove(keep, m_shown.count() - keep);
        endRemoveRows();
    }
    // What is shown of a growing message stands in its head, too.
    int first = static_cast<int>(place);
    if (row < m_rows.count() && m_options.messages) {
        const qsizetype group = m_shown.groupOfRow(row);
        const qsizetype head = group < 0 ? -1 : m_shown.placeOfHead(group);
        if (head >= 0 && head < first)
            Q_EMIT dataChanged(index(static_cast<int>(head)), index(static_cast<int>(head)));
    }
    first = std::max(0, std::min(first, keep - 1));
    if (keep > first)
        Q_EMIT dataChanged(index(first), index(keep - 1));
    const auto added = static_cast<int>(static_cast<qsizetype>(items.size()) - same);
    if (added == 0)
        return;
    beginInsertRows({}, keep, keep + added - 1);
    m_shown.insert(keep, items, static_cast<size_t>(same));
    endInsertRows();
    Q_EMIT grown(added);
}

ShownRows::Test BytesModel::test() const
{
    if (m_filter.isEverything())
        return {};
    return [this](qsizetype row) { return passes(row); };
}

bool BytesModel::passes(qsizetype row) const
{
    const TraceRow &at = m_rows.at(row);
    if ((at.kind == TraceRow::Kind::Sent && !m_filter.sent)
        || (at.kind == TraceRow::Kind::Received && !m_filter.received))
        return false;
    if (m_filter.kinds != RowFilter::allKinds) {
        const qsizetype group = m_shown.groupOfRow(row);
        if (group < 0)
            return false;
        const auto &messages = m_document->conversation().messages();
        if (!(m_filter.kinds & kindBit(messages.at(m_groups.at(group).message).kind)))
            return false;
    }
    return !m_filter.errorsOnly || isInError(at);
}

bool BytesModel::isInError(const TraceRow &row) const
{
    if (row.kind == TraceRow::Kind::Other)
        return entryTone(trace().entry(row.entry)) != Tone::Quiet;
    if (row.flags != 0)
        return true;
    const qsizetype group = m_groups.groupOf(row.first + row.count - 1);
    if (group < 0)
        return false;
    const MessageGroups::Group &of = m_groups.at(group);
    const ConversationMessage &message = m_document->conversation().messages().at(of.message);
    return message.check && message.check->kind == CheckKind::Wrong
        && of.end <= row.first + row.count;
}

bool BytesModel::isHead(qsizetype index) const
{
    return index >= 0 && index < m_shown.count() && m_shown.at(index).isHead;
}

bool BytesModel::isFolded(qsizetype index) const
{
    return isHead(index) && m_groups.at(m_shown.at(index).number).isFolded;
}

qsizetype BytesModel::headOf(qsizetype index) const
{
    if (index < 0 || index >= m_shown.count() || !m_options.messages)
        return -1;
    const ShownRows::Item item = m_shown.at(index);
    if (item.isHead)
        return index;
    const qsizetype group = m_shown.groupOfRow(item.number);
    return group < 0 ? -1 : m_shown.placeOfHead(group);
}

void BytesModel::setFolded(qsizetype head, bool on)
{
    if (!isHead(head) || isFolded(head) == on)
        return;
    const qsizetype group = m_shown.at(head).number;
    const auto [first, end] = m_shown.rowsOf(group);
    m_groups.setFolded(group, on);
    const auto place = static_cast<int>(head) + 1;
    if (on) {
        const auto behind = static_cast<int>(m_shown.placeFrom(end));
        if (behind > place) {
            beginRemoveRows({}, place, behind - 1);
            m_shown.remove(place, behind - place);
            endRemoveRows();
        }
    } else {
        // Without its head, which is there.
        const ShownRows::Items items = m_shown.itemsOf(first, end, 0, test());
        if (items.size() > 1) {
            beginInsertRows({}, place, place + static_cast<int>(items.size()) - 2);
            m_shown.insert(place, items, 1);
            endInsertRows();
        }
    }
    Q_EMIT dataChanged(index(place - 1), index(place - 1));
}

CharacterRange BytesModel::rangeOfEntry(const TraceRow &place) const
{
    const TraceEntry entry = trace().entry(place.entry);
    const auto *event = std::get_if<Event>(&entry.what);
    if (event && event->kind == Event::Kind::Found && event->finding.offset >= 0)
        return {event->finding.offset, 1};
    return {};
}

CharacterRange BytesModel::range(qsizetype index) const
{
    const ShownRows::Item item = m_shown.at(index);
    if (item.isHead) {
        const MessageGroups::Group &group = m_groups.at(item.number);
        return {group.first, group.end - group.first};
    }
    const TraceRow &place = m_rows.at(item.number);
    return place.kind == TraceRow::Kind::Other ? rangeOfEntry(place)
                                               : CharacterRange{place.first, place.count};
}

Instant BytesModel::timeOf(qsizetype index) const
{
    const ShownRows::Item item = m_shown.at(index);
    const qsizetype row = item.isHead ? m_shown.rowsOf(item.number).first : item.number;
    return timeOfRow(m_rows.at(row));
}

qsizetype BytesModel::rowOfCharacter(qint64 character) const
{
    const qsizetype row = m_rows.rowOfCharacter(character);
    return row < 0 ? -1 : m_shown.placeOfRow(row);
}

qsizetype BytesModel::rowAt(Instant at) const
{
    qsizetype before = -1;
    qsizetype after = m_rows.count();
    while (after - before > 1) {
        const qsizetype middle = before + (after - before) / 2;
        if (timeOfRow(m_rows.at(middle)) <= at)
            before = middle;
        else
            after = middle;
    }
    if (m_shown.count() == 0)
        return -1;
    return std::max<qsizetype>(0, before < 0 ? 0 : m_shown.placeOfRow(before));
}

} // namespace optoscope
