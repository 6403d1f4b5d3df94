// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"
#include "ui/bytes/tracerows.h"
#include "ui/palette/theme.h"

#include <QMetaType>

namespace optoscope {

/// One row of the bytes view, ready to be drawn.
struct BytesRow {
    TraceRow::Kind kind = TraceRow::Kind::Other;
    Instant at;
    /// Since the last stop bit of the character before; nothing for the first one and for
    /// characters that follow without a pause.
    std::optional<nanoseconds> pause;
    qint64 first = 0; ///< first character, counted over the trace
    QByteArray bytes; ///< data bits
    QList<CharacterFlags> flags; ///< of each character
    nanoseconds lateness{0}; ///< The times may be that much later than on the wire.
    QString text; ///< of a row without characters
    Tone tone = Tone::Quiet; ///< of that text

    CharacterFlags allFlags() const;
};

/// "✗ parity ×2, framing": which errors the characters have; empty if none.
QString damageText(const BytesRow &row);
/// What an entry without characters says on one line; \a before are the line settings until then.
QString entryText(const TraceEntry &entry, const std::optional<LineSettings> &before);
Tone entryTone(const TraceEntry &entry);
/// The whole row on one line, as it is copied and read out.
QString plainText(const BytesRow &row);
/// What a tool tip says: times, control characters by name, damage.
QString rowToolTip(const BytesRow &row, const QDateTime &anchor);

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::BytesRow)
