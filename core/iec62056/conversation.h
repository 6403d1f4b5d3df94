// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/datasets.h"
#include "core/iec62056/message.h"
#include "core/iec62056/readoutoptions.h"
#include "core/trace/traceentry.h"

#include <functional>
#include <memory>

namespace optoscope {

enum class Party : quint8 { Us, Meter };

/// One message of a conversation with its place and its times.
struct ConversationMessage {
    MessageKind kind = MessageKind::noise;
    Party by = Party::Meter; ///< An echo is ours.
    Instant at; ///< start of the first character
    Instant end; ///< end of the last stop bit
    qint64 offset = 0; ///< of the first character among all characters of the trace
    qint64 length = 0; ///< characters
    QByteArray bytes; ///< data bits; empty while it is coming
    BlockRange block; ///< of data, commands and errors: the block within the bytes
    std::optional<CheckResult> check; ///< where the kind has one
    /// Time since the other party's last stop bit, where this answers it.
    std::optional<nanoseconds> reaction;
    nanoseconds longestGap{0}; ///< longest pause between two of its characters
    int damagedCharacters = 0; ///< with a parity or framing error, a break or an overrun
    bool isTimed = false; ///< The times are real; those of a decoded file are not.
    bool isComplete = true; ///< It came to its end.
    bool isComing = false; ///< More of it may come.
};

/// The limits that a reaction is held against (clause 6.4.x.5).
struct ReactionLimits {
    nanoseconds least = std::chrono::milliseconds(200);
    nanoseconds most = std::chrono::milliseconds(1500);
};

/// The read-out that a conversation holds: the first one.
struct Readout {
    std::optional<Identification> identification;
    Mode mode = Mode::Automatic; ///< as far as it can be told
    std::optional<Baud> baud; ///< at which the data came, if known
    std::optional<CheckResult> check;
    DataSets dataSets;
    bool complete = false; ///< The block came to its end.
};

/// Reads a trace, entry by entry, and says who said what when, measured against the standard's
/// limits. The same for a live session, a capture and a decoded file. Of a self-test only what is
/// exchanged with the meter counts (W8, W9): patterns for bridges and mirrors are no messages.
class Conversation
{
public:
    explicit Conversation(qsizetype blockLimit = 1024 * 1024);
    ~Conversation();
    Conversation(Conversation &&) noexcept;
    Conversation &operator=(Conversation &&) noexcept;

    /// Tells whether a manufacturer's letters are known; without it nobody is unknown.
    void setManufacturerTest(std::function<bool(QByteArrayView)> isKnown);

    void append(const TraceEntry &entry);
    void append(const TraceEntries &entries);
    /// No more will come: what is half there is judged now.
    void finish();

    /// Messages in the order of their first character. A message that is still coming is the last
    /// of its party and grows; earlier ones no longer change.
    const QList<ConversationMessage> &messages() const;
    const Findings &findings() const;
    const Readout &readout() const;
    ReactionLimits limits() const;

private:
    class State;
    std::unique_ptr<State> m_state;
};

} // namespace optoscope
