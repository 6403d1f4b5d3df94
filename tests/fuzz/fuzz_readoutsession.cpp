// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/readoutsession.h"
#include "tests/fuzz/fuzz.h"

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

/// Plays a meter that says what \a data describes, in virtual time, whatever it is asked.
class Line
{
public:
    explicit Line(QByteArrayView data)
        : m_data(data)
        , m_session(options(data))
    {
        m_data = data.sliced(std::min<qsizetype>(1, data.size()));
    }

    void run()
    {
        m_session.start(m_now);
        obey();
        // Each step uses up input or lets a deadline pass; the session has few of those.
        for (int step = 0; !m_finished; ++step) {
            require(step < 100000, "the session ends");
            require(m_sending || m_session.deadline(), "who waits has a deadline");
            takeStep();
            obey();
        }
        require(!m_session.deadline(), "who has finished waits for nothing");
        m_session.receive(m_now, runOfNext(5));
        m_session.expire(m_now + 1h);
        obey();
        require(m_now < Instant(24h), "the session ends within a day");
    }

private:
    static ReadoutOptions options(QByteArrayView data)
    {
        const int choice = data.isEmpty() ? 0 : static_cast<quint8>(data.front());
        ReadoutOptions options;
        options.mode = static_cast<Mode>(choice % 5);
        options.wakeUp = (choice & 0x80) != 0;
        options.blockLimit = 512;
        return options;
    }

    /// The next \a count characters of the input; it may hold fewer.
    CharacterRun runOfNext(qsizetype count)
    {
        const qsizetype length = std::min(count, m_data.size());
        CharacterRun run{toCharacters(m_data.first(length)), m_characterTime, 0ns, true};
        m_data = m_data.sliced(length);
        return run;
    }

    void takeStep()
    {
        if (m_data.size() < 2) {
            m_data = {};
            wait();
            return;
        }
        const auto pause = static_cast<quint8>(m_data[0]);
        const auto count = static_cast<quint8>(m_data[1]);
        m_data = m_data.sliced(2);
        if (pause % 2 == 1) {
            wait();
            return;
        }
        m_now += (pause / 2) * 20ms;
        expireUntil(m_now);
        const CharacterRun run = runOfNext(count);
        if (m_finished || run.characters.isEmpty())
            return;
        m_session.receive(m_now, run);
        m_now = endOf(m_now, run);
    }

    /// Until the sending or the deadline is over.
    void wait()
    {
        if (m_sending)
            endSending();
        else
            expireUntil(std::max(m_now, *m_session.deadline()));
    }

    void endSending()
    {
        m_now = std::max(m_now, m_sendingEnds);
        m_sending = false;
        m_session.sent(m_sendingBegan, m_sendingEnds);
        obey();
    }

    void expireUntil(Instant time)
    {
        if (m_sending && m_sendingEnds <= time)
            endSending();
        m_now = std::max(m_now, time);
        if (m_finished || m_sending)
            return;
        if (const auto deadline = m_session.deadline(); deadline && *deadline <= m_now) {
            m_session.expire(m_now);
            obey();
        }
    }

    void obey()
    {
        while (const auto command = m_session.takeCommand()) {
            require(!m_finished, "who has finished commands nothing");
            if (const auto *send = std::get_if<SendCommand>(&*command)) {
                require(!m_sending, "one thing is sent at a time");
                require(!send->data.isEmpty(), "something is sent");
                m_sending = true;
                m_sendingBegan = m_now;
                m_sendingEnds = m_now + send->data.size() * m_characterTime;
            } else if (const auto *line = std::get_if<SetLineCommand>(&*command)) {
                require(!m_sending, "the line is not changed while we send");
                m_characterTime = withSoftwareParity(line->baud, line->format).characterTime();
            } else if (std::holds_alternative<FinishCommand>(*command)) {
                m_finished = true;
            }
        }
        while (m_session.takeEvent()) {}
    }

    QByteArrayView m_data;
    ReadoutSession m_session;
    Instant m_now;
    Instant m_sendingBegan;
    Instant m_sendingEnds;
    nanoseconds m_characterTime = withSoftwareParity(Baud{300}, format7E1).characterTime();
    bool m_sending = false;
    bool m_finished = false;
};

} // namespace

void fuzz(QByteArrayView data)
{
    Line(data).run();
}
