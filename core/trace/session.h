// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <queue>

#include <optional>
#include <variant>

namespace optoscope {

/// How a session ended.
namespace OutcomeNames {
Q_NAMESPACE
enum class Outcome : quint8 {
    done,
    cannotOpen,
    noAnswer,
    damaged,
    refused,
    linkLost,
    interrupted,
};
Q_ENUM_NS(Outcome)
} // namespace OutcomeNames
using OutcomeNames::Outcome;

/// Data characters to send; the transport adds parity.
struct SendCommand {
    QByteArray data;
};
struct SetLineCommand {
    Baud baud;
    CharacterFormat format;
    /// Who makes the parity from now on; nothing: as the port was opened.
    std::optional<ParityBy> parity = {};
};
/// What is not named stays as it is.
struct SetControlLinesCommand {
    std::optional<bool> dtr;
    std::optional<bool> rts;
};
/// answered() follows, if anybody is there.
struct AskCommand {
    PersonRequest request;
};
struct SetBreakCommand {
    bool on = false;
};
struct FinishCommand {
    Outcome outcome = Outcome::done;
};
using Command = std::variant<SendCommand, SetLineCommand, SetBreakCommand, SetControlLinesCommand,
                             AskCommand, FinishCommand>;

/// A pure engine that drives a line: it is told what happened and when, and answers with commands,
/// events and one deadline. A waiting session has exactly one deadline, a finished one none.
class Session
{
public:
    virtual ~Session() = default;

    virtual void start(Instant now) = 0;
    /// A run began at \a at. It may come before sent(). Only data bits count in the characters.
    virtual void receive(Instant at, const CharacterRun &run) = 0;
    /// The last stop bit of the last SendCommand left at \a at; its first start bit at \a begin.
    virtual void sent(Instant begin, Instant at) = 0;
    /// What the port really runs since \a at.
    virtual void lineChanged(Instant at, const LineSettings &settings)
    {
        Q_UNUSED(at)
        Q_UNUSED(settings)
    }
    /// The person at the probe answers an AskCommand.
    virtual void answered(Instant now, const PersonAnswer &answer)
    {
        Q_UNUSED(now)
        Q_UNUSED(answer)
    }
    /// The deadline has passed.
    virtual void expire(Instant now) = 0;
    virtual std::optional<Instant> deadline() const = 0;

    std::optional<Command> takeCommand() { return take(m_commands); }
    std::optional<Event> takeEvent() { return take(m_events); }

protected:
    void issue(Command command) { m_commands.push(std::move(command)); }
    void tell(Event event) { m_events.push(std::move(event)); }

private:
    template <typename T>
    static std::optional<T> take(std::queue<T> &queue)
    {
        std::optional<T> first;
        if (!queue.empty()) {
            first.emplace(std::move(queue.front()));
            queue.pop();
        }
        return first;
    }

    std::queue<Command> m_commands;
    std::queue<Event> m_events;
};

} // namespace optoscope
