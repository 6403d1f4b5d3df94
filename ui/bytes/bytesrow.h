// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"
#include "ui/bytes/messagefields.h"
#include "ui/bytes/tracerows.h"
#include "ui/conversation/messagewords.h"

#include <QMetaType>

namespace optoscope {

/// One row of the bytes view, ready to be drawn.
struct BytesRow {
    TraceRow::Kind kind = TraceRow::Kind::Other;
    Instant at;
    QString time; ///< as the person wants to see it
    /// Since the last stop bit of the character before; nothing for the first one and for
    /// characters that follow without a pause.
    std::optional<nanoseconds> pause;
    bool isGapTooLong = false; ///< The pause is within a message, and over the limit.
    qint64 first = 0; ///< first character, counted over the trace
    QByteArray bytes; ///< data bits
    QList<CharacterFlags> flags; ///< of each character
    quint32 reads = 0; ///< a bit for each character that a read of the port began with
    nanoseconds lateness{0}; ///< The times may be that much later than on the wire.
    QList<MessageField> meaning; ///< what begins in this row
    QStringList notes; ///< of the person, about what is in this row
    QString text; ///< of a row without characters; the title of a message
    Tone tone = Tone::Quiet; ///< of that text

    // Of the head of a message.
    Party by = Party::Meter;
    bool isFolded = false;
    QList<messagewords::TonedText> facts;

    CharacterFlags allFlags() const;
};

/// "✗ parity ×2, framing": which errors the characters have; empty if none.
QString damageText(const BytesRow &row);
/// The letter that marks a character with \a flags: P, F, B or O; null if it has none.
QChar damageMark(CharacterFlags flags);
/// Everything that stands behind the text: errors, a gap over the limit, notes, fields.
QList<messagewords::TonedText> remarks(const BytesRow &row);
/// What an entry without characters says on one line; \a before are the line settings until then.
QString entryText(const TraceEntry &entry, const std::optional<LineSettings> &before);
Tone entryTone(const TraceEntry &entry);
/// The whole row on one line, as it is copied and read out.
QString plainText(const BytesRow &row);
/// What a tool tip says: times, control characters by name, damage, what it means.
QString rowToolTip(const BytesRow &row, const QDateTime &anchor);

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::BytesRow)
