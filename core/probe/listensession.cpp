// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/listensession.h"

#include "core/probe/meterevidence.h"

namespace optoscope {

namespace {

/// So many characters tell any protocol, if they are not noise.
constexpr qsizetype enough = 400;
/// More than these are not looked at.
constexpr qsizetype most = 10 * enough;

} // namespace

QList<ListenOptions::Setting> pushSettings()
{
    return {{Baud{9600}, format8N1},
            {Baud{2400}, format7E1},
            {Baud{115200}, format8N1},
            {Baud{300}, format7E1}};
}

ListenSession::ListenSession(ListenOptions options)
    : m_options(std::move(options))
{
}

void ListenSession::start(Instant now)
{
    if (m_options.settings.isEmpty())
        finish(Outcome::noAnswer);
    else
        listen(now);
}

void ListenSession::listen(Instant now)
{
    const ListenOptions::Setting &setting = m_options.settings.at(m_current);
    m_entries.clear();
    m_heard = 0;
    m_deadline = now + m_options.time;
    tell({Event::Kind::Tried,
          {},
          u"listen %1 %2"_qs.arg(setting.baud.value).arg(setting.format.toText())});
    issue(SetLineCommand{setting.baud, setting.format});
}

void ListenSession::receive(Instant at, const CharacterRun &run)
{
    if (!m_deadline || m_heard >= most)
        return;
    const qsizetype looks = m_heard / enough;
    m_entries.append({at, Received{run}});
    m_heard += run.characters.size();
    if (m_heard / enough > looks && isRecognised(m_entries))
        m_deadline = endOf(at, run);
}

void ListenSession::sent(Instant begin, Instant at)
{
    Q_UNUSED(begin)
    Q_UNUSED(at)
}

void ListenSession::lineChanged(Instant at, const LineSettings &settings)
{
    // Of the characters only the data bits are told here, as by a port that does the parity.
    const ParityBy parity = settings.parity == ParityBy::None ? ParityBy::None : ParityBy::Hardware;
    m_entries.append({at, withParity(settings.baud, settings.format, parity)});
}

void ListenSession::expire(Instant now)
{
    if (isRecognised(m_entries)) {
        finish(Outcome::done);
        return;
    }
    ++m_current;
    if (m_current < m_options.settings.size())
        listen(now);
    else
        finish(Outcome::noAnswer);
}

void ListenSession::finish(Outcome outcome)
{
    m_deadline.reset();
    issue(FinishCommand{outcome});
}

} // namespace optoscope
