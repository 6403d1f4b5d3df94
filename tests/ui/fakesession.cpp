// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakesession.h"

#include "core/iec62056/message.h"
#include "core/uart/softwareparity.h"

namespace optoscope {

using namespace std::chrono_literals;

FakeSession::FakeSession()
    : m_line(withSoftwareParity(Baud{300}, format7E1))
{
}

FakeSession &FakeSession::at(std::chrono::microseconds time)
{
    m_now = Instant(time);
    return *this;
}

FakeSession &FakeSession::wait(std::chrono::microseconds time)
{
    m_now += time;
    return *this;
}

void FakeSession::add(decltype(TraceEntry::what) what)
{
    m_entries.append({m_now, std::move(what)});
}

CharacterRun FakeSession::run(const QByteArray &data) const
{
    return {toCharacters(encodeCharacters(data, m_line)), m_line.characterTime()};
}

FakeSession &FakeSession::line(int baud)
{
    m_line = withSoftwareParity(Baud{baud}, format7E1);
    add(m_line);
    return *this;
}

FakeSession &FakeSession::send(const QByteArray &data)
{
    const Sent sent{run(data)};
    add(sent);
    m_now = endOf(m_now, sent.run);
    return *this;
}

FakeSession &FakeSession::receive(const QByteArray &data, CharacterFlags flagsOfFirst)
{
    Received received{run(data)};
    received.run.characters.front().flags = flagsOfFirst;
    add(received);
    m_now = endOf(m_now, received.run);
    return *this;
}

FakeSession &FakeSession::found(const Finding &finding)
{
    Event event;
    event.finding = finding;
    add(event);
    return *this;
}

FakeSession &FakeSession::event(Event::Kind kind, const QString &detail)
{
    add(Event{kind, {}, detail});
    return *this;
}

TraceEntries FakeSession::readout(int registers, bool rightCheck)
{
    QByteArray block = "F.F(00)\r\n0.0.0(12345678)\r\n";
    for (int i = 2; i < registers; ++i)
        block += "1.8." + QByteArray::number(i) + "(00" + QByteArray::number(1000 + 7 * i)
            + ".5*kWh)\r\n";
    QByteArray message = encodeReadout(block);
    if (!rightCheck)
        message.back() = static_cast<char>(message.back() ^ 0x01);
    FakeSession session;
    session.event(Event::Kind::PortOpened, QStringLiteral("/dev/ttyUSB0"))
        .line(300)
        .event(Event::Kind::SessionStarted, QStringLiteral("readout"))
        .send(encodeRequest({}))
        .wait(251ms)
        .receive("/LGZ5\\2ZMD3104400.B32\r\n")
        .wait(283ms)
        .send(encodeOptionSelect('0', '5', '0'))
        .line(9600)
        .wait(232ms)
        .receive(message)
        .event(Event::Kind::SessionFinished, QStringLiteral("done"))
        .event(Event::Kind::PortClosed);
    return session.take();
}

} // namespace optoscope
