// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/diagnosis.h"
#include "core/probe/selftestsession.h"
#include "tests/fuzz/fuzz.h"

#include <deque>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

/// Plays a port and a person who do what \a data describes, in any order.
class Bench
{
public:
    explicit Bench(QByteArrayView data)
        : m_data(data)
        , m_session(options(next()))
    {
    }

    void run()
    {
        m_session.start(m_now);
        obey();
        while (!m_finished && !m_data.isEmpty()) {
            require(m_session.deadline().has_value(), "who waits has a deadline");
            happen(next());
            obey();
        }
        // Nothing happens any more: the test comes to its end by its deadlines.
        for (int i = 0; !m_finished; ++i) {
            require(i < 20000, "the session ends");
            require(m_session.deadline().has_value(), "who waits has a deadline");
            m_now = std::max(m_now, *m_session.deadline());
            if (m_isChoosing)
                answer(m_asked, PersonReply::finish);
            else
                m_session.expire(m_now);
            obey();
        }
        require(!m_session.deadline(), "who has finished waits for nothing");
        m_session.expire(m_now + 1h);
        m_session.sent(m_now, m_now);
        m_session.receive(m_now, {toCharacters("abc"), 1ms, {}, true});
        answer(m_asked, PersonReply::done);
        require(!m_session.takeCommand(), "who has finished commands nothing");
        const Diagnosis diagnosis = diagnose(m_session.evidence());
        require(diagnosis.probe.confidence >= 0 && diagnosis.probe.confidence <= 1,
                "a confidence is a share");
    }

private:
    static SelfTestOptions options(int choice)
    {
        SelfTestOptions options{allSteps(), {}, (choice & 1) != 0};
        if ((choice & 2) != 0)
            options.steps = options.steps.mid(choice % options.steps.size());
        if ((choice & 4) != 0)
            options.circumstances.address = "12345678";
        return options;
    }

    int next()
    {
        if (m_data.isEmpty())
            return 0;
        const auto byte = static_cast<quint8>(m_data.front());
        m_data = m_data.sliced(1);
        return byte;
    }

    void happen(int what)
    {
        switch (what % 8) {
        case 0:
        case 1: answer(m_asked, static_cast<PersonReply>(what / 8 % 8)); break;
        case 2: answer(what / 8 % 2 == 0 ? 0 : m_asked - 1, PersonReply::finish); break;
        case 3: receive(what / 8); break;
        case 4:
        case 5: endSending(); break;
        case 6: m_now += what / 8 * 20ms; break;
        default: m_now = std::max(m_now, *m_session.deadline()); m_session.expire(m_now);
        }
        if (m_session.deadline() && *m_session.deadline() < m_now)
            m_session.expire(m_now);
    }

    void answer(int number, PersonReply reply)
    {
        const auto step = static_cast<TestStep>(next() % 16);
        m_session.answered(m_now, {number, reply, step});
    }

    void receive(int count)
    {
        const qsizetype length = std::min<qsizetype>(count, m_data.size());
        const CharacterRun run{toCharacters(m_data.first(length)), 1ms, {}, true};
        m_data = m_data.sliced(length);
        if (!run.characters.isEmpty())
            m_session.receive(m_now, run);
    }

    /// What was sent comes back as it was, now and then.
    void endSending()
    {
        if (m_sending.empty())
            return;
        const QByteArray data = m_sending.front();
        m_sending.pop_front();
        const Instant begin = m_now;
        m_now += data.size() * 1ms;
        if (next() % 2 == 0)
            m_session.receive(begin, {toCharacters(data), 1ms, {}, true});
        m_session.sent(begin, m_now);
    }

    void obey()
    {
        while (const auto command = m_session.takeCommand()) {
            require(!m_finished, "who has finished commands nothing");
            if (const auto *send = std::get_if<SendCommand>(&*command)) {
                require(!send->data.isEmpty(), "something is sent");
                m_sending.push_back(send->data);
            } else if (const auto *line = std::get_if<SetLineCommand>(&*command)) {
                m_session.lineChanged(m_now, withSoftwareParity(line->baud, line->format));
            } else if (const auto *ask = std::get_if<AskCommand>(&*command)) {
                require(ask->request.number == m_asked + 1, "questions are counted");
                m_asked = ask->request.number;
                m_isChoosing = ask->request.action == PersonAction::chooseStep;
            } else if (std::holds_alternative<FinishCommand>(*command)) {
                m_finished = true;
            }
        }
        while (m_session.takeEvent()) {}
    }

    QByteArrayView m_data;
    SelfTestSession m_session;
    Instant m_now;
    std::deque<QByteArray> m_sending;
    int m_asked = 0;
    bool m_isChoosing = false;
    bool m_finished = false;
};

} // namespace

void fuzz(QByteArrayView data)
{
    Bench(data).run();
}
