// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/biterrors.h"
#include "core/bench/linemeter.h"
#include "core/bench/scenario.h"

namespace optoscope {

/// A meter that speaks something else than IEC 62056-21 through its optical port: SML (pushed, 9600
/// 8N1), HDLC (answers, 9600 8N1), P1 telegrams of DSMR (pushed, 115200 8N1; with another baud 7E1,
/// as before DSMR 4), M-Bus (answers, 2400 8E1). It hears nothing while it speaks.
class ForeignMeter final : public LineMeter
{
public:
    ForeignMeter(const MeterScenario &meter, quint64 seed);

    void start(Instant now) override;
    void receive(Instant end, Character character) override;
    void expire(Instant now) override;
    std::optional<Instant> deadline() const override;
    std::optional<MeterRun> takeOutput() override;

    Baud baud() const override { return m_baud; }
    CharacterFormat format() const override { return m_format; }

private:
    bool isOpen() const;
    nanoseconds pushInterval() const;
    void gather(Instant end, char data);
    std::optional<QByteArray> answer() const;
    void say(Instant at, const QByteArray &text);

    MeterScenario m_meter;
    Baud m_baud;
    CharacterFormat m_format;
    BitErrors m_bitErrors;
    QByteArray m_heard;
    Instant m_heardEnd;
    quint32 m_pushes = 0;
    std::optional<Instant> m_pushAt;
    std::optional<Instant> m_answersAt;
    QByteArray m_answer;
    Instant m_speaksUntil = Instant::min();
    std::optional<MeterRun> m_output;
};

} // namespace optoscope
