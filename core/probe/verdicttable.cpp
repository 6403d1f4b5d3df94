// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/verdicttable.h"

#include <algorithm>

namespace optoscope {

namespace {

using enum Fact;
using P = ProbeVerdict;
using M = MeterVerdict;
using N = NextStep;

constexpr Condition yes(Fact fact)
{
    return {fact, Needs::Yes};
}
constexpr Condition no(Fact fact)
{
    return {fact, Needs::No};
}
/// It may be unknown.
constexpr Condition notYes(Fact fact)
{
    return {fact, Needs::NotYes};
}
constexpr Condition notNo(Fact fact)
{
    return {fact, Needs::NotNo};
}

} // namespace

// clang-format off
const std::vector<VerdictRow<ProbeVerdict>> &probeRows()
{
    static const std::vector<VerdictRow<ProbeVerdict>> rows{
        // port
        {P::portUnusable, 0.99, N::freePort, {no(PortOpens)}},
        {P::loopbackFailed, 0.95, N::checkPins, {notNo(PortOpens), no(LoopsBack), notNo(CharactersWhole), notNo(TopBitKept)}},
        {P::charactersCut, 0.95, N::useOtherPort, {no(CharactersWhole)}},
        {P::clockWrong, 0.95, N::useOtherPort, {no(TimeRight), notNo(CharactersWhole), notNo(LoopsBack)}},
        {P::parityDropped, 0.95, N::useOtherPort, {no(TopBitKept), no(ParityTimeRight), notNo(TimeRight), notNo(CharactersWhole)}},
        {P::localEcho, 0.9, N::turnOffEcho, {yes(EchoesOpen), notNo(LoopsBack), notNo(CharactersWhole), notNo(TopBitKept), notNo(TimeRight)}},
        // wires
        {P::wiresSwapped, 0.95, N::keepWiresSwapped, {no(LedShines), yes(LedAfterSwap), notYes(EchoesOpen)}},
        // transmitter
        {P::bothInverted, 0.9, N::fixPolarity, {yes(LedInIdle), yes(LowInDark)}},
        {P::bothInverted, 0.8, N::fixPolarity, {notNo(LedInIdle), yes(LowInDark), yes(Echoes), notYes(Leaks)}},
        {P::transmitterInverted, 0.9, N::fixPolarity, {yes(LedInIdle), notYes(LowInDark), notYes(Echoes)}},
        {P::transmitterInverted, 0.7, N::fixPolarity, {notNo(LedInIdle), no(LowInDark), yes(EchoInverted)}},
        {P::transmitterDead, 0.9, N::checkLed, {no(LedShines), notYes(LedInIdle), no(LedAfterSwap), notYes(Echoes), notYes(EchoInverted), notYes(Answers)}},
        // Who hears light has wires and supply.
        {P::transmitterDead, 0.85, N::checkLed, {no(LedShines), yes(HearsAny), notYes(LedAfterSwap), notYes(LedInIdle), notYes(Echoes), notYes(EchoInverted), notYes(Answers)}},
        {P::transmitterWeak, 0.8, N::raiseLedCurrent, {yes(LedShines), notYes(LedInIdle), yes(HearsFar), no(Echoes), notYes(EchoInverted), notYes(LowInRoom), notYes(RoomFlickers), notYes(LowInDark)}},
        // receiver
        {P::receiverInverted, 0.85, N::fixPolarity, {yes(LowInDark), yes(HearsLight), notYes(LedInIdle), notYes(Echoes)}},
        {P::receiverInverted, 0.85, N::fixPolarity, {yes(LowInDark), yes(EchoInverted), notYes(LedInIdle), notYes(Echoes)}},
        {P::receiverStuck, 0.85, N::replaceReceiver, {yes(LowInDark), no(HearsLight), notYes(Echoes), notYes(LedInIdle), notYes(EchoInverted)}},
        {P::receiverDead, 0.85, N::replaceReceiver, {notYes(LowInDark), no(HearsAny), no(Echoes), yes(LedShines), notYes(Answers), notYes(LedInIdle), notYes(LowInRoom), notYes(EchoInverted)}},
        {P::receiverWeak, 0.8, N::raiseSensitivity, {notYes(LowInDark), yes(HearsAny), no(HearsFar), no(Echoes), notNo(LedShines), notYes(LedInIdle), notYes(LowInRoom), notYes(RoomFlickers), notYes(EchoInverted)}},
        // surroundings
        {P::saturatedByLight, 0.85, N::shade, {yes(LowInRoom), notYes(LowInDark), notNo(LedShines), notYes(LedInIdle)}},
        {P::lampFlicker, 0.9, N::shade, {yes(RoomFlickers), notYes(LowInRoom), notNo(LedShines), notYes(LedInIdle), notYes(LowInDark)}},
        {P::crosstalk, 0.85, N::separateLight, {yes(Leaks), notNo(LeaksCovered), notYes(EchoesOpen), notYes(LowInDark), notYes(LowInRoom), notYes(RoomFlickers), notNo(LedShines), notYes(LedInIdle)}},
        // placement
        {P::misplaced, 0.9, N::keepRotation, {yes(Turned), notYes(Leaks), notYes(EchoesOpen), notYes(LowInDark), notYes(LowInRoom), notYes(RoomFlickers), notNo(LedShines), notNo(Echoes)}},
        // Its diode flashes, and the probe that hears itself does not hear it (K of reference probe.md §4.3).
        {P::misplaced, 0.8, N::placeAgain, {yes(MeterLed), no(Answers), yes(Echoes), notYes(SearchFound), notYes(Turned), notYes(Leaks), notYes(EchoesOpen), notYes(LowInDark), notYes(LowInRoom), notYes(RoomFlickers), notNo(LedShines), notYes(EchoInverted), notYes(LedInIdle)}},
        {P::good, 0.95, N::readMeter, {yes(Answers), notYes(Turned), notYes(Leaks), notYes(EchoesOpen), notYes(LowInDark), notYes(LowInRoom), notYes(RoomFlickers), notYes(LedInIdle), notNo(LedShines), notNo(Echoes), notYes(EchoInverted), notNo(PortOpens), notNo(LoopsBack), notNo(CharactersWhole), notNo(TopBitKept), notNo(TimeRight)}},
        {P::good, 0.9, N::readMeter, {yes(Echoes), notYes(Turned), notYes(MeterLed), notYes(Leaks), notYes(EchoesOpen), notYes(LowInDark), notYes(LowInRoom), notYes(RoomFlickers), notYes(LedInIdle), notNo(LedShines), notYes(EchoInverted), notNo(PortOpens), notNo(LoopsBack), notNo(CharactersWhole), notNo(TopBitKept), notNo(TimeRight)}},
        {P::good, 0.9, N::readMeter, {yes(Echoes), yes(SearchFound), notYes(Turned), notYes(Leaks), notYes(EchoesOpen), notYes(LowInDark), notYes(LowInRoom), notYes(RoomFlickers), notYes(LedInIdle), notNo(LedShines), notYes(EchoInverted), notNo(PortOpens), notNo(LoopsBack), notNo(CharactersWhole), notNo(TopBitKept), notNo(TimeRight)}},
    };
    return rows;
}

const std::vector<VerdictRow<MeterVerdict>> &meterRows()
{
    static const std::vector<VerdictRow<MeterVerdict>> rows{
        // reaching
        {M::speaksSml, 0.95, N::useOtherReader, {yes(HeardSml), notYes(ReadGood)}},
        {M::speaksHdlc, 0.95, N::useOtherReader, {yes(HeardHdlc), notYes(ReadGood)}},
        {M::speaksDsmr, 0.95, N::useOtherReader, {yes(HeardDsmr)}},
        {M::speaksMbus, 0.95, N::useOtherReader, {yes(HeardMbus), notYes(ReadGood)}},
        {M::pushesOnly, 0.9, N::listen, {yes(HeardPush), notYes(Answers)}},
        {M::needsWakeUp, 0.95, N::useWakeUp, {yes(WayWakeUp)}},
        {M::needsAddress, 0.95, N::giveAddress, {yes(WayAddress)}},
        // format
        {M::formatMismatch, 0.95, N::useFormat, {yes(WayFormat)}},
        // baud
        {M::answeredAt300, 0.95, N::stayAt300, {yes(Answers), yes(AnsweredAt300), notNo(ReadGood), notYes(LineErrors), notYes(Truncated)}},
        {M::baudChangeFailed, 0.85, N::stayAt300, {yes(Answers), yes(AnsweredAt300), yes(LineErrors)}},
        {M::baudChangeFailed, 0.85, N::stayAt300, {yes(Answers), yes(AnsweredAt300), yes(Truncated)}},
        {M::baudChangeFailed, 0.85, N::stayAt300, {yes(Answers), yes(AnsweredAt300), no(ReadGood)}},
        {M::baudChangeFailed, 0.85, N::stayAt300, {yes(Answers), yes(LostAtBaudChange), no(ReadGood)}},
        // content
        {M::locked, 0.85, N::enterPin, {yes(Answers), yes(PinReduced), notNo(ReadGood)}},
        {M::checkIsSum7, 0.95, N::acceptCheck, {yes(Answers), yes(CheckIsSum7), notNo(ReadGood)}},
        {M::damagedData, 0.85, N::readAgain, {yes(Answers), no(ReadGood), yes(LineErrors), notYes(LostAtBaudChange), notYes(ChainFaulty)}},
        {M::damagedData, 0.85, N::readAgain, {yes(Answers), no(ReadGood), yes(DataDiffers), notYes(LostAtBaudChange), notYes(ChainFaulty)}},
        {M::truncated, 0.9, N::readAgain, {yes(Answers), no(ReadGood), yes(Truncated), notYes(LineErrors), notYes(DataDiffers)}},
        {M::checkFailed, 0.85, N::acceptCheck, {yes(Answers), no(ReadGood), yes(CheckWrong), notYes(LineErrors), notYes(Truncated), no(DataDiffers)}},
        {M::good, 0.97, N::readMeter, {yes(Answers), yes(ReadGood), notYes(AnsweredAt300), notYes(CheckIsSum7), notYes(PinReduced), notYes(WayWakeUp), notYes(WayAddress), notYes(WayFormat), notYes(HeardDsmr)}},
        // nothing was heard
        {M::closed, 0.85, N::askUtility, {no(Answers), yes(KnownClosed), notYes(SearchFound), notYes(MeterLed)}},
        {M::silent, 0.85, N::askUtility, {no(Answers), no(SearchFound), yes(ChainProven), notYes(KnownClosed), notYes(MeterLed)}},
    };
    return rows;
}
// clang-format on

namespace {

Truth wanted(Needs needs)
{
    return needs == Needs::Yes || needs == Needs::NotNo ? Truth::Yes : Truth::No;
}

} // namespace

bool mustBeKnown(Condition condition)
{
    return condition.needs == Needs::Yes || condition.needs == Needs::No;
}

bool isViolated(Condition condition, const Facts &facts)
{
    const Truth truth = facts.of(condition.fact);
    return truth != Truth::Unknown && truth != wanted(condition.needs);
}

Match matchOf(const std::vector<Condition> &conditions, const Facts &facts)
{
    Match match = Match::Met;
    for (const Condition &condition : conditions) {
        if (isViolated(condition, facts))
            return Match::Excluded;
        if (mustBeKnown(condition) && facts.of(condition.fact) == Truth::Unknown)
            match = Match::Open;
    }
    return match;
}

bool excludeEachOther(const std::vector<Condition> &a, const std::vector<Condition> &b)
{
    return std::any_of(a.begin(), a.end(), [&b](const Condition &one) {
        return std::any_of(b.begin(), b.end(), [&one](const Condition &other) {
            return one.fact == other.fact && (mustBeKnown(one) || mustBeKnown(other))
                && wanted(one.needs) != wanted(other.needs);
        });
    });
}

} // namespace optoscope
