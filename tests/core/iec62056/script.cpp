// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/iec62056/script.h"

namespace optoscope::test {

namespace {

using namespace std::chrono_literals;

class Player
{
public:
    Player(Session &session, const ReadoutOptions &options, const Script &script, Delivery delivery,
           qsizetype turns)
        : m_session(session)
        , m_line(withSoftwareParity(options.baud, options.format))
        , m_script(script)
        , m_delivery(delivery)
        , m_turns(turns < 0 ? script.size() : turns)
        , m_compare(turns < 0)
    {
    }

    Played play()
    {
        log(m_line);
        m_session.start(m_now);
        for (int steps = 0; m_played.fault.isEmpty() && !m_played.outcome; ++steps) {
            if (steps > 10000)
                fault(u"endless"_qs);
            else if (const auto command = m_session.takeCommand())
                std::visit([this](const auto &what) { obey(what); }, *command);
            else if (nextIs(Turn::Kind::Answers))
                answer();
            else
                expire();
        }
        if (m_played.fault.isEmpty() && m_session.deadline())
            fault(u"a finished session has a deadline"_qs);
        if (m_played.fault.isEmpty() && m_compare && m_next < m_script.size())
            fault(u"finished before turn %1"_qs.arg(m_next));
        m_played.end = m_now;
        readTrace();
        return m_played;
    }

private:
    void obey(const SendCommand &command)
    {
        const Turn turn = take(Turn::Kind::Sends);
        if (m_compare && turn.bytes != command.data)
            fault(u"sent "_qs + QString::fromLatin1(command.data.toHex(' ')));
        const CharacterRun run{toCharacters(command.data), m_line.characterTime()};
        const Instant begin = m_now;
        log(Sent{run});
        if (nextIs(Turn::Kind::Answers) && m_script.at(m_next).after < 0ns)
            answer(); // An echo comes while we send.
        m_now = endOf(begin, run);
        if (m_delivery == Delivery::BeforeSent && nextIs(Turn::Kind::Answers)
            && m_script.at(m_next).after > 0ns) {
            const Instant end = m_now;
            answer();
            m_session.sent(begin, end);
        } else {
            m_session.sent(begin, m_now);
        }
    }
    void obey(const SetLineCommand &command)
    {
        const Turn turn = take(Turn::Kind::SetsLine);
        if (m_compare && turn.baud != command.baud.value)
            fault(u"set %1 baud"_qs.arg(command.baud.value));
        m_line = withSoftwareParity(command.baud, command.format);
        log(m_line);
    }
    void obey(const SetBreakCommand &) { fault(u"break"_qs); }
    void obey(const SetControlLinesCommand &) { fault(u"control lines"_qs); }
    void obey(const AskCommand &) { fault(u"question"_qs); }
    void obey(const FinishCommand &command)
    {
        const Turn turn = take(Turn::Kind::Ends);
        if (m_compare && turn.outcome != command.outcome)
            fault(u"ended with outcome %1"_qs.arg(int(command.outcome)));
        m_played.outcome = command.outcome;
    }

    void answer()
    {
        const Turn turn = m_script.at(m_next++);
        const Instant at = m_now + turn.after;
        CharacterRun run{toCharacters(turn.bytes), m_line.characterTime()};
        for (Character &character : run.characters)
            character.flags = turn.flags;
        while (m_session.deadline() && *m_session.deadline() < at) {
            m_now = *m_session.deadline();
            m_session.expire(m_now);
            if (hasCommand())
                return;
        }
        deliver(at, run);
        m_now = std::max(m_now, endOf(at, run));
    }

    bool hasCommand()
    {
        const auto command = m_session.takeCommand();
        if (!command)
            return false;
        std::visit([this](const auto &what) { obey(what); }, *command);
        return true;
    }

    void deliver(Instant at, const CharacterRun &run)
    {
        if (m_delivery != Delivery::ByteByByte) {
            log(at, Received{run});
            m_session.receive(at, run);
            return;
        }
        for (const Character &character : run.characters) {
            const CharacterRun single{{character}, run.spacing};
            log(at, Received{single});
            m_session.receive(at, single);
            at += run.spacing;
        }
    }

    void expire()
    {
        if (!m_session.deadline()) {
            fault(u"waits without a deadline"_qs);
            return;
        }
        m_now = std::max(m_now, *m_session.deadline());
        m_session.expire(m_now);
    }

    bool nextIs(Turn::Kind kind) const
    {
        return m_next < m_turns && m_script.at(m_next).kind == kind;
    }

    Turn take(Turn::Kind kind)
    {
        if (nextIs(kind))
            return m_script.at(m_next++);
        if (m_compare)
            fault(u"turn %1 is another one"_qs.arg(m_next));
        return {};
    }

    void fault(const QString &text)
    {
        if (m_played.fault.isEmpty())
            m_played.fault = text + u" at turn %1, %2 ms"_qs.arg(m_next).arg(toMilliseconds(m_now));
    }

    template <typename What>
    void log(const What &what)
    {
        log(m_now, what);
    }
    template <typename What>
    void log(Instant at, const What &what)
    {
        m_played.trace.append({at, what});
    }

    void readTrace()
    {
        Conversation conversation;
        conversation.append(m_played.trace);
        conversation.finish();
        for (const Finding &finding : conversation.findings())
            m_played.findings.append(findingName(finding.id));
        for (const ConversationMessage &message : conversation.messages())
            m_played.messages.append((message.by == Party::Us ? u"us "_qs : u"meter "_qs)
                                     + messageName(message.kind));
    }

    Session &m_session;
    LineSettings m_line;
    const Script &m_script;
    Delivery m_delivery;
    qsizetype m_turns;
    bool m_compare;
    Instant m_now;
    qsizetype m_next = 0;
    Played m_played;
};

} // namespace

Played play(Session &session, const ReadoutOptions &options, const Script &script,
            Delivery delivery, qsizetype turns)
{
    return Player(session, options, script, delivery, turns).play();
}

} // namespace optoscope::test
