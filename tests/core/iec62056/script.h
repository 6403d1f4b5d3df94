// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/trace/session.h"

#include <QStringList>

namespace optoscope::test {

/// One turn of a conversation between a session and a scripted meter.
struct Turn {
    enum class Kind { Sends, Answers, SetsLine, Ends };
    Kind kind = Kind::Sends;
    QByteArray bytes;
    nanoseconds after{0}; ///< of an answer, since the last thing that happened
    int baud = 0; ///< of SetsLine; of an answer, if not that of the line
    Outcome outcome = Outcome::done;
    CharacterFlags flags; ///< of an answer's characters
};

using Script = QList<Turn>;

inline Turn sends(const QByteArray &bytes)
{
    return {Turn::Kind::Sends, bytes};
}
inline Turn answers(const QByteArray &bytes, nanoseconds after = std::chrono::milliseconds(250),
                    CharacterFlags flags = {})
{
    return {Turn::Kind::Answers, bytes, after, 0, Outcome::done, flags};
}
inline Turn setsLine(int baud)
{
    return {Turn::Kind::SetsLine, {}, {}, baud};
}
inline Turn ends(Outcome outcome)
{
    return {Turn::Kind::Ends, {}, {}, 0, outcome};
}

/// How the answers are handed to the session.
enum class Delivery { Whole, ByteByByte, BeforeSent };

/// What came of a run.
struct Played {
    QString fault; ///< where session and script differ; empty if they agree
    std::optional<Outcome> outcome;
    Instant end;
    TraceEntries trace;
    QStringList findings; ///< their names, in the order of the conversation
    QStringList messages; ///< "us request", "meter data" …
};

/// Plays \a script against \a session in virtual time. After \a turns of it the meter falls
/// silent and what the session does is no longer compared.
Played play(Session &session, const ReadoutOptions &options, const Script &script,
            Delivery delivery, qsizetype turns = -1);

} // namespace optoscope::test
