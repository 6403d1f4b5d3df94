// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/streamtransport.h"

#include "core/uart/softwareparity.h"

#include <algorithm>

namespace optoscope {

StreamTransport::StreamTransport(Clock &clock)
    : m_clock(clock)
    , m_sentAlarm(clock.makeAlarm())
{
    connect(m_sentAlarm.get(), &Alarm::due, this, &StreamTransport::checkSent);
}

void StreamTransport::send(const QByteArray &data)
{
    const QByteArray wire = encodeCharacters(data, m_line);
    const Instant now = m_clock.now();
    if (!write(wire))
        return;
    const LineTiming::Sending estimate = m_timing.send(now, wire.size());
    m_sends.push_back(estimate);
    armSent();
    Q_EMIT sending(estimate.begin, {toCharacters(wire), m_timing.characterTime(), {}, true});
}

void StreamTransport::adopt(const LineSettings &settings)
{
    m_line = settings;
    m_timing.setLine(settings);
    Q_EMIT lineChanged(m_clock.now(), settings);
}

void StreamTransport::deliver(Instant now, Characters characters, nanoseconds lateness)
{
    if (characters.isEmpty())
        return;
    for (Character &character : characters)
        character = checkCharacter(character, m_line);
    const LineTiming::Run run = m_timing.receive(now, characters.size());
    Q_EMIT received(run.at, {std::move(characters), run.spacing, lateness, true});
}

void StreamTransport::dropSends()
{
    m_sends.clear();
    m_sentAlarm->clear();
}

void StreamTransport::armSent()
{
    m_sentAlarm->set(m_sends.front().end);
}

void StreamTransport::checkSent()
{
    // The estimate is the least time; a device that still holds characters needs longer.
    const Instant now = m_clock.now();
    const bool last = m_sends.size() == 1;
    if (const qint64 left = last ? unsent() : 0; left > 0) {
        constexpr nanoseconds leastWait = std::chrono::milliseconds(1);
        m_sends.front().end =
            now + std::max<nanoseconds>(m_timing.characterTime() * left, leastWait);
        m_timing.sendingLasted(m_sends.front().end);
        armSent();
        return;
    }
    const LineTiming::Sending done = m_sends.front();
    m_sends.pop_front();
    if (!m_sends.empty())
        armSent();
    Q_EMIT sent(done.begin, done.end);
}

} // namespace optoscope
