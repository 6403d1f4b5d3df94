// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/metersteps.h"

#include "core/probe/meterevidence.h"
#include "core/probe/patterns.h"
#include "core/probe/phases.h"

#include <algorithm>
#include <vector>

namespace optoscope {

using namespace std::chrono_literals;

namespace {

ReadoutOptions plainRead()
{
    return {};
}

Phase listenToMeter(Baud baud, CharacterFormat format, nanoseconds time)
{
    Phase phase = phases::listen(Phase::Name::Listen, baud, format, time);
    phase.enough = 400; // characters tell any protocol
    phase.detail = u"listen %1 %2"_qs.arg(baud.value).arg(format.toText());
    return phase;
}

/// Two read-outs where the first is not good: they tell a wrong check from damaged characters. One
/// that brings nothing is followed by a look at the meter's diode.
class MeterStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W8; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &) const override
    {
        if (!done.isEmpty() && !done.first().isRun)
            return {};
        switch (done.size()) {
        case 0: return phases::ask(PersonAction::placeOnMeter);
        case 1: return phases::read(Phase::Name::Read, plainRead());
        case 2:
            if (isGoodRead(done.last().entries))
                return {};
            return phases::listen(Phase::Name::Quiet, Baud{300}, format7E1, 5s);
        case 3: return phases::read(Phase::Name::ReadAgain, plainRead());
        default: break;
        }
        const bool answered = isAnswered(done.at(1).entries) || isAnswered(done.at(3).entries);
        return answered ? std::nullopt : watchMeter(done);
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        QList<TraceEntries> reads;
        for (const Observation &one : done) {
            if (one.phase.read)
                reads.append(one.entries);
        }
        appendReads(result, name(), reads);
        for (const Observation &one : done) {
            if (one.phase.ask == PersonAction::tellMeterLed
                && (one.reply == PersonReply::seen || one.reply == PersonReply::notSeen)) {
                result.append({name(),
                               EvidenceId::meterLedSeen,
                               one.reply == PersonReply::seen ? 1.0 : 0.0,
                               {},
                               one.from});
            }
        }
        return result;
    }

private:
    static std::optional<Phase> watchMeter(const Observations &done)
    {
        if (!done.last().isRun)
            return {};
        switch (done.size()) {
        case 4: return phases::ask(PersonAction::watchMeterLed);
        case 5: {
            Phase phase = phases::send(Phase::Name::ShowMeter, patterns::request(), Baud{300}, 3);
            phase.pause = 3s;
            return phase;
        }
        case 6: return phases::ask(PersonAction::tellMeterLed);
        default: return {};
        }
    }
};

/// Everything in its order, until something answers or is recognised. Meters need rest between two
/// attempts: five seconds.
class SearchStep final : public Step
{
public:
    explicit SearchStep(const TestCircumstances &circumstances)
        : m_attempts(attempts(circumstances))
    {
    }

    TestStep name() const override { return TestStep::W9; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &known) const override
    {
        const auto *answered = latest(known, EvidenceId::meterAnswered);
        if (answered && answered->value > 0)
            return {};
        const auto found = std::find_if(done.begin(), done.end(), isFound);
        if (found != done.end())
            return readAgain(*found, done.end() - found);
        const auto index = static_cast<size_t>(done.size());
        if (index >= m_attempts.size())
            return {};
        return m_attempts[index];
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        const auto found = std::find_if(done.begin(), done.end(), isFound);
        if (found != done.end())
            appendFound(result, done, found);
        else if (done.size() == static_cast<qsizetype>(m_attempts.size()))
            result.append({name(), EvidenceId::foundWay, 0, {}, done.last().to});
        return result;
    }

private:
    static bool isFound(const Observation &one)
    {
        if (one.phase.name == Phase::Name::Quiet)
            return false;
        return one.phase.read ? isAnswered(one.entries) : isRecognised(withoutEcho(one.entries));
    }

    /// A read-out that is not good is done twice, as in W8.
    static std::optional<Phase> readAgain(const Observation &found, qsizetype since)
    {
        if (!found.phase.read || since > 2 || isGoodRead(found.entries))
            return {};
        if (since == 1)
            return phases::listen(Phase::Name::Quiet, Baud{300}, format7E1, 5s);
        return phases::read(Phase::Name::ReadAgain, *found.phase.read);
    }

    void appendFound(EvidenceList &result, const Observations &done,
                     Observations::const_iterator found) const
    {
        const auto turns = std::count_if(done.begin(), found + 1, [](const Observation &one) {
            return one.phase.name == Phase::Name::Turned && one.isRun;
        });
        if (found->phase.name == Phase::Name::Turned)
            result.append(
                {name(), EvidenceId::rotation, 90.0 * static_cast<double>(turns), {}, found->from});
        else if (found->phase.name == Phase::Name::Way)
            result.append({name(), EvidenceId::foundWay, 1, found->phase.detail, found->from});
        if (!found->phase.read) {
            appendHeard(result, name(), withoutEcho(found->entries));
            return;
        }
        QList<TraceEntries> reads;
        for (auto one = found; one != done.end(); ++one) {
            if (one->phase.read)
                reads.append(one->entries);
        }
        appendReads(result, name(), reads);
    }

    static std::vector<Phase> attempts(const TestCircumstances &circumstances)
    {
        std::vector<Phase> result;
        result.push_back(phases::ask(PersonAction::wakeDisplay));
        // Usual push settings; the times are longer than the usual intervals (SML 1 to 4 s, P1 10
        // s).
        result.push_back(listenToMeter(Baud{9600}, format8N1, 12s));
        result.push_back(listenToMeter(Baud{2400}, format7E1, 12s));
        result.push_back(listenToMeter(Baud{115200}, format8N1, 11s));
        for (Phase &way : ways(circumstances)) {
            result.push_back(std::move(way));
            result.push_back(phases::listen(Phase::Name::Quiet, Baud{300}, format7E1, 5s));
        }
        for (int i = 0; i < 3; ++i) {
            Phase turned = phases::read(Phase::Name::Turned, plainRead());
            turned.ask = PersonAction::rotateQuarter;
            turned.detail = u"turned %1"_qs.arg(90 * (i + 1));
            result.push_back(turned);
        }
        return result;
    }

    static std::vector<Phase> ways(const TestCircumstances &circumstances)
    {
        std::vector<Phase> result;
        const auto read = [&result](const QString &detail, const ReadoutOptions &options) {
            Phase phase = phases::read(Phase::Name::Way, options);
            phase.detail = detail;
            result.push_back(phase);
        };
        read(u"again"_qs, plainRead());
        if (!circumstances.address.isEmpty()) {
            ReadoutOptions addressed;
            addressed.address = circumstances.address;
            read(u"address"_qs, addressed);
        }
        ReadoutOptions woken;
        woken.wakeUp = true;
        read(u"wakeUp"_qs, woken);
        ReadoutOptions eightBits;
        eightBits.format = format8N1;
        read(u"8N1"_qs, eightBits);
        result.push_back(
            call(u"snrm"_qs, patterns::setNormalResponseMode(), Baud{9600}, format8N1));
        const CharacterFormat mbus{8, Parity::Even, 1};
        Phase reset = call(u"sndNke"_qs, patterns::resetMbus(), Baud{2400}, mbus);
        reset.name = Phase::Name::Quiet;
        result.push_back(reset);
        result.push_back(call(u"reqUd2"_qs, patterns::requestMbusData(), Baud{2400}, mbus));
        return result;
    }

    static Phase call(const QString &detail, const QByteArray &frame, Baud baud,
                      CharacterFormat format)
    {
        Phase phase = phases::send(Phase::Name::Way, frame, baud, 2);
        phase.format = format;
        phase.pause = 2s;
        phase.detail = detail;
        return phase;
    }

    std::vector<Phase> m_attempts;
};

} // namespace

std::unique_ptr<Step> makeMeterStep()
{
    return std::make_unique<MeterStep>();
}

std::unique_ptr<Step> makeSearchStep(const TestCircumstances &circumstances)
{
    return std::make_unique<SearchStep>(circumstances);
}

} // namespace optoscope
