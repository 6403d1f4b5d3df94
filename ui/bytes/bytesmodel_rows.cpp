// SPDX-License-Identifier: GPL-3.0-or-later

// What a row of the model shows.

#include "ui/bytes/bytesmodel.h"
#include "ui/conversation/conversationmodel.h"
#include "ui/notes/notebook.h"
#include "ui/session/numbertext.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/texts.h"

#include <algorithm>

namespace optoscope {
namespace {

/// Shorter pauses are how characters follow each other, not worth a number.
constexpr std::chrono::microseconds leastPause(500);
/// A message that is coming is split into its fields each time it has grown; a longer one only when
/// it is whole.
constexpr qint64 longestSplit = 65536;

} // namespace

BytesRow BytesModel::row(qsizetype index) const
{
    const ShownRows::Item item = m_shown.at(index);
    if (item.isHead)
        return item.number < m_groups.count() ? headRow(item.number) : BytesRow();
    // A row that is about to be removed may be cut away already.
    if (item.number >= m_rows.count())
        return {};
    const TraceRow &place = m_rows.at(item.number);
    BytesRow row = place.kind == TraceRow::Kind::Other ? entryRow(place) : BytesRow();
    if (place.kind != TraceRow::Kind::Other) {
        row.kind = place.kind;
        row.first = place.first;
        fillCharacters(row, place);
        fillTimes(row, place);
        fillMeaning(row, place);
        if (m_notes)
            row.notes = m_notes->textsIn({place.first, place.count});
    }
    row.time = timeText(row.at, item.number);
    return row;
}

BytesRow BytesModel::headRow(qsizetype group) const
{
    const MessageGroups::Group &of = m_groups.at(group);
    BytesRow row;
    row.kind = TraceRow::Kind::Message;
    row.first = of.first;
    row.isFolded = of.isFolded;
    const auto &messages = m_document->conversation().messages();
    const qsizetype first = m_shown.rowsOf(group).first;
    if (of.message >= messages.size() || first < 0)
        return row;
    MessageItem item{messages.at(of.message), m_document->conversation().limits(), 0};
    if (item.message.kind == MessageKind::data)
        item.registers = item.message.bytes.count('(');
    row.by = item.message.by;
    row.text = texts::messageTitle(item.message.kind);
    row.facts = messagewords::all(item);
    row.at = timeOfRow(m_rows.at(first));
    row.time = timeText(row.at, first);
    return row;
}

BytesRow BytesModel::entryRow(const TraceRow &place) const
{
    const TraceEntry entry = trace().entry(place.entry);
    const qsizetype change = trace().previousOf(EntryKind::LineChange, place.entry);
    std::optional<LineSettings> before;
    if (change >= 0)
        before = std::get<LineSettings>(trace().entry(change).what);
    BytesRow row;
    row.at = entry.at;
    row.first = place.first;
    row.text = entryText(entry, before);
    row.tone = entryTone(entry);
    if (m_notes && m_notes->isTakenBack(place.entry))
        row.text = tr("Note taken back");
    return row;
}

void BytesModel::fillCharacters(BytesRow &row, const TraceRow &place) const
{
    const Characters characters = trace().characters({place.first, place.count});
    row.bytes = toBytes(characters, place.dataMask);
    row.flags.reserve(characters.size());
    for (const Character &character : characters)
        row.flags.append(character.flags);
}

Instant BytesModel::timeOfRow(const TraceRow &place) const
{
    if (place.kind == TraceRow::Kind::Other)
        return trace().timeOf(place.entry);
    const RunStore &runs = trace().runs();
    const qint64 run = runs.runOfCharacter(place.first);
    const RunHead head = runs.head(run);
    return head.at + (place.first - runs.firstCharacter(run)) * head.spacing;
}

void BytesModel::fillTimes(BytesRow &row, const TraceRow &place) const
{
    const RunStore &runs = trace().runs();
    qint64 run = runs.runOfCharacter(place.first);
    qint64 first = runs.firstCharacter(run);
    RunHead head = runs.head(run);
    row.at = head.at + (place.first - first) * head.spacing;
    row.lateness = head.lateness;
    if (place.first > 0 && first == place.first && run > 0) {
        const nanoseconds pause = row.at - runs.head(run - 1).end();
        if (pause >= leastPause)
            row.pause = pause;
        const qsizetype group = m_groups.groupOf(place.first);
        row.isGapTooLong = pause > gapLimit && group >= 0 && m_groups.at(group).first < place.first;
    }
    if (!m_options.reads && !m_options.lateness)
        return;
    const qint64 end = place.first + place.count;
    while (first < end) {
        if (head.beginsRead && first >= place.first)
            row.reads |= quint32(1) << (first - place.first);
        row.lateness = std::max(row.lateness, head.lateness);
        first += head.count;
        if (++run >= runs.runCount())
            break;
        head = runs.head(run);
    }
}

QString BytesModel::timeText(Instant at, qsizetype row) const
{
    switch (m_options.time) {
    case TimeColumn::SinceStart: break;
    case TimeColumn::Clock:
        if (trace().anchor().isValid())
            return numbertext::clock(trace().anchor(), at);
        break;
    case TimeColumn::SinceLast:
        return row == 0 ? numbertext::preciseSeconds(at)
                        : numbertext::preciseDifference(at - timeOfRow(m_rows.at(row - 1)));
    }
    return numbertext::preciseSeconds(at);
}

ConversationMessage BytesModel::messageAt(qint32 message) const
{
    ConversationMessage found = m_document->conversation().messages().at(message);
    if (found.isComing && found.length <= longestSplit)
        found.bytes =
            toBytes(trace().characters({found.offset, found.length}), m_document->dataMask());
    return found;
}

const MessageFields &BytesModel::fieldsOf(qint32 message) const
{
    const qint64 length = m_document->conversation().messages().at(message).length;
    const bool isComing = m_document->conversation().messages().at(message).isComing;
    const auto known = std::ranges::find_if(m_fields, [&](const KnownFields &one) {
        return one.message == message && one.length == length && one.isComing == isComing;
    });
    if (known != m_fields.end())
        return known->fields;
    KnownFields &slot = m_fields[m_oldestFields];
    m_oldestFields = (m_oldestFields + 1) % m_fields.size();
    slot = {message, length, isComing, MessageFields(messageAt(message), m_names)};
    return slot.fields;
}

void BytesModel::fillMeaning(BytesRow &row, const TraceRow &place) const
{
    const qsizetype group = m_groups.groupOf(place.first);
    if (group < 0 || m_groups.at(group).message >= m_document->conversation().messages().size())
        return;
    const MessageGroups::Group &of = m_groups.at(group);
    const qint64 from = place.first - of.first;
    row.meaning = fieldsOf(of.message).within(from, from + place.count);
}

} // namespace optoscope
