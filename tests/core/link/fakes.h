// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clock.h"
#include "core/link/transport.h"
#include "core/trace/session.h"
#include "core/uart/softwareparity.h"

#include <functional>

namespace optoscope {

/// A transport whose other end is the test: 10 ms a character at every baud.
class FakeTransport : public Transport
{
public:
    enum class Opens { AtOnce, Never, Fails };

    explicit FakeTransport(Clock &clock)
        : m_clock(clock)
        , m_sent(clock.makeAlarm())
    {
        connect(m_sent.get(), &Alarm::due, this, [this] {
            const auto ends = m_clock.now();
            Q_EMIT sent(m_begin, ends);
        });
    }

    void open(Baud baud, CharacterFormat format) override
    {
        calls += u"open %1 %2"_qs.arg(baud.value).arg(format.toText());
        if (opens == Opens::Fails)
            Q_EMIT failed({LinkError::Kind::Busy, u"fake"_qs, u"other (1)"_qs});
        if (opens != Opens::AtOnce)
            return;
        settings = withSoftwareParity(baud, format);
        Q_EMIT lineChanged(m_clock.now(), settings);
        Q_EMIT controlLinesChanged(m_clock.now(), {true, true, false, false, false, false});
        Q_EMIT opened();
    }
    void close() override
    {
        calls += u"close"_qs;
        m_sent->clear();
    }
    void send(const QByteArray &data) override
    {
        calls += u"send "_qs + QString::fromLatin1(data);
        if (losesAtSend) {
            Q_EMIT lost({LinkError::Kind::Vanished, u"fake"_qs, u"pulled"_qs});
            return;
        }
        m_begin = m_clock.now();
        m_sent->set(m_begin + character * data.size());
        const QByteArray wire = encodeCharacters(data, settings);
        Q_EMIT sending(m_begin, {toCharacters(wire), character, {}, true});
    }
    void setLine(Baud baud, CharacterFormat format,
                 [[maybe_unused]] std::optional<ParityBy> parity = {}) override
    {
        calls += u"line %1 %2"_qs.arg(baud.value).arg(format.toText());
        settings = withSoftwareParity(baud, format);
        Q_EMIT lineChanged(m_clock.now(), settings);
    }
    void setBreak(bool on) override
    {
        calls += on ? u"break on"_qs : u"break off"_qs;
        Q_EMIT breakChanged(m_clock.now(), on);
    }
    void setControlLines(std::optional<bool> dtr, std::optional<bool> rts) override
    {
        calls += u"lines %1 %2"_qs.arg(dtr ? int(*dtr) : -1).arg(rts ? int(*rts) : -1);
        Q_EMIT controlLinesChanged(
            m_clock.now(), {dtr.value_or(true), rts.value_or(true), false, false, false, false});
    }
    /// What the line brings, ending now.
    void hear(const QByteArray &wire)
    {
        const auto at = m_clock.now() - character * wire.size();
        Q_EMIT received(at, {toCharacters(wire), character, {}, true});
    }

    static constexpr nanoseconds character = std::chrono::milliseconds(10);
    Opens opens = Opens::AtOnce;
    bool losesAtSend = false;
    QStringList calls;
    LineSettings settings;

private:
    Clock &m_clock;
    std::unique_ptr<Alarm> m_sent;
    Instant m_begin;
};

/// A session that writes down what it is told and does what the test says.
class FakeSession : public Session
{
public:
    void start(Instant now) override
    {
        told += u"start %1"_qs.arg(toMilliseconds(now));
        call(onStart);
    }
    void receive(Instant at, const CharacterRun &run) override
    {
        told += u"receive %1 %2"_qs.arg(QString::fromLatin1(toBytes(run.characters)))
                    .arg(toMilliseconds(at));
        call(onReceive);
    }
    void sent(Instant begin, Instant at) override
    {
        told += u"sent %1 %2"_qs.arg(toMilliseconds(begin)).arg(toMilliseconds(at));
        call(onSent);
    }
    void expire(Instant now) override
    {
        told += u"expire %1"_qs.arg(toMilliseconds(now));
        wake.reset();
        call(onExpire);
    }
    std::optional<Instant> deadline() const override { return wake; }

    using Session::issue;
    using Session::tell;

    QStringList told;
    std::optional<Instant> wake;
    std::function<void()> onStart;
    std::function<void()> onReceive;
    std::function<void()> onSent;
    std::function<void()> onExpire;

private:
    static void call(const std::function<void()> &what)
    {
        if (what)
            what();
    }
};

} // namespace optoscope
