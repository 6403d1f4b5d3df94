// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/importerror.h"
#include "core/trace/trace.h"

#include <optional>
#include <variant>

namespace optoscope {

/// A recording as what was said in it: what was sent, and what came after each of that.
class ReplayScript
{
public:
    /// What was sent at one go.
    struct Message {
        QByteArray data; ///< data bits
        Instant begin;
        Instant end; ///< of the last stop bit
        qsizetype next = 0; ///< the entry after it
        LineSettings settings;
    };
    /// What was received at one go, as the line ran then. Baud 0: nobody knows.
    struct Piece {
        Instant at;
        CharacterRun run;
        LineSettings settings;
    };
    /// Where in the recording one reads on.
    struct Place {
        qsizetype entry = 0;
        LineSettings settings;
        bool goesPastSent = false; ///< else it ends where something was sent
    };

    void append(const TraceEntries &entries);

    /// Nothing was sent and nothing was received.
    bool isEmpty() const { return m_trace.characterCount() == 0; }
    /// False: the recording says nothing of times.
    bool isTimed() const { return m_isTimed; }
    ParityBy parity() const { return m_parity; }
    const QList<Message> &messages() const { return m_messages; }
    /// The next message that is \a data, from number \a from on and then from the first on; -1 if
    /// there is none.
    qsizetype find(const QByteArray &data, qsizetype from) const;

    Place beginning(bool goesPastSent) const { return {0, unknownLine(), goesPastSent}; }
    Place after(const Message &message) const { return {message.next, message.settings, false}; }
    /// What was received next, and \a place behind it; nothing at its end.
    std::optional<Piece> take(Place &place) const;

private:
    static LineSettings unknownLine() { return {Baud{0}, format8N1, format8N1, ParityBy::None}; }
    void addSent(Instant at, const CharacterRun &run);

    Trace m_trace;
    QList<Message> m_messages;
    LineSettings m_settings = unknownLine();
    ParityBy m_parity = ParityBy::Software;
    bool m_hasSettings = false;
    bool m_isTimed = false;
    bool m_sentLast = false; ///< Nothing was received since.
    std::optional<Instant> m_firstRun;
};

/// Reads any recording that can be opened.
std::variant<ReplayScript, ImportError> loadReplay(const QString &file);

} // namespace optoscope
