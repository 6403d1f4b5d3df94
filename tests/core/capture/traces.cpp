// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/capture/traces.h"

#include "core/uart/softwareparity.h"

#include <QMetaEnum>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace optoscope {

namespace {

CharacterRun runOfText(const QByteArray &text, const LineSettings &settings)
{
    return {toCharacters(encodeCharacters(text, settings)), settings.characterTime(), 0ns, true};
}

template <typename Enum>
Enum anyOf(QRandomGenerator &random)
{
    const QMetaEnum meta = QMetaEnum::fromType<Enum>();
    return static_cast<Enum>(meta.value(random.bounded(meta.keyCount())));
}

QString anyText(QRandomGenerator &random)
{
    QString text;
    for (int i = random.bounded(20); i > 0; --i)
        text.append(QChar(static_cast<char16_t>(random.bounded(1, 0xFFFF))));
    return text;
}

CharacterRun anyRun(QRandomGenerator &random)
{
    CharacterRun run;
    run.spacing = nanoseconds(random.bounded(3) == 0 ? random.bounded(40'000'000) : 1'041'666);
    run.lateness = nanoseconds(random.bounded(2) == 0 ? 0 : random.bounded(16'000'000));
    run.beginsRead = random.bounded(4) != 0;
    const bool isLong = random.bounded(50) == 0;
    for (int i = random.bounded(isLong ? 10000 : 40); i > 0; --i) {
        const int flags = random.bounded(10) == 0 ? random.bounded(16) : 0;
        run.characters.append(
            {static_cast<quint8>(random.bounded(256)), CharacterFlags::fromInt(flags)});
    }
    return run;
}

Event anyEvent(QRandomGenerator &random)
{
    Event event;
    event.kind =
        static_cast<Event::Kind>(random.bounded(static_cast<int>(Event::Kind::Answered) + 1));
    event.detail = anyText(random);
    if (random.bounded(2) == 0) {
        Finding &finding = event.finding;
        finding.id = anyOf<FindingId>(random);
        finding.severity = anyOf<Severity>(random);
        finding.blame = anyOf<Blame>(random);
        if (random.bounded(2) == 0)
            finding.at = Instant(nanoseconds(random.bounded(1'000'000'000)));
        finding.offset = random.bounded(100) - 1;
        finding.value = random.generateDouble();
        finding.limit = -random.generateDouble();
        finding.detail = anyText(random);
    }
    if (random.bounded(2) == 0) {
        event.evidence = {anyOf<TestStep>(random), anyOf<EvidenceId>(random),
                          random.generateDouble() * 1e12, anyText(random),
                          Instant(nanoseconds(random.bounded(1'000'000'000)))};
    }
    return event;
}

LineSettings anySettings(QRandomGenerator &random)
{
    const auto format = [&random] {
        return CharacterFormat{random.bounded(5, 9), static_cast<Parity>(random.bounded(5)),
                               random.bounded(1, 3)};
    };
    static constexpr std::array bauds{0, 300, 9600, 115200};
    return {Baud{bauds.at(random.bounded(4U))}, format(), format(),
            static_cast<ParityBy>(random.bounded(3))};
}

decltype(TraceEntry::what) anyWhat(QRandomGenerator &random)
{
    const auto flip = [&random] { return random.bounded(2) == 0; };
    switch (random.bounded(12)) {
    case 0: return anySettings(random);
    case 1: return ControlLines{flip(), flip(), flip(), flip(), flip(), flip()};
    case 2: return Break{flip()};
    case 3: return anyEvent(random);
    case 4: return Note{anyText(random)};
    case 5:
    case 6: return Sent{anyRun(random)};
    default: return Received{anyRun(random)};
    }
}

} // namespace

TraceEntries richTrace()
{
    const LineSettings slow = withSoftwareParity({300}, format7E1);
    const LineSettings fast = withSoftwareParity({9600}, format7E1);
    Event opened{Event::Kind::PortOpened, {}, u"/dev/ttyUSB0"_qs};
    Event found{Event::Kind::Found,
                {FindingId::parityErrors, Severity::warning, Blame::line, Instant(1600ms), 9, 1.5,
                 0.25, u"\x00E4 \xD83D\xDCA1"_qs},
                {}};
    Event measured{Event::Kind::Measured,
                   {},
                   {},
                   {TestStep::W6, EvidenceId::echoExact, 0.95, u"d"_qs, Instant(7ns)}};
    CharacterRun damaged = runOfText("1.8.0(0)", fast);
    damaged.characters[2].flags = CharacterFlag::ParityError;
    damaged.characters[3].flags = CharacterFlag::FramingError;
    damaged.characters[4] = {0, CharacterFlag::Break};
    damaged.characters[5].flags = CharacterFlag::Overrun;
    CharacterRun next = runOfText("*kWh", fast);
    next.lateness = 16ms;
    next.beginsRead = false;
    return {{Instant(-5ms), opened},
            {Instant(), slow},
            {Instant(1ns), ControlLines{true, false, true, false, true, true}},
            {Instant(10ms), Sent{runOfText("/?!\r\n", slow)}},
            {Instant(420ms + 123ns), Received{runOfText("/ABC5METER\r\n", slow)}},
            {Instant(1500ms), fast},
            {Instant(1600ms), Received{damaged}},
            // Within two characters: it shares the packet.
            {Instant(1600ms) + damaged.spacing * 8, Received{next}},
            {Instant(1650ms), Received{{}}},
            {Instant(1700ms), Break{true}},
            {Instant(1800ms), Break{false}},
            {Instant(1800ms), found},
            {Instant(1801ms), measured},
            {Instant(1802ms), Note{u"a person's words,\nin two lines"_qs}},
            {Instant(1803ms), Note{}},
            {Instant(1900ms), slow},
            {Instant(1850ms), Received{runOfText("X", slow)}},
            {Instant(2s), Event{Event::Kind::SessionFinished, {}, u"done"_qs}}};
}

TraceEntries randomTrace(quint32 seed, int count)
{
    QRandomGenerator random(seed);
    TraceEntries entries;
    Instant at;
    for (int i = 0; i < count; ++i) {
        entries.append({at, anyWhat(random)});
        if (const CharacterRun *run = runOf(entries.last()); run && random.bounded(2) == 0)
            at = endOf(at, *run);
        else
            at += nanoseconds(random.bounded(-1'000'000, 300'000'000));
    }
    return entries;
}

} // namespace optoscope
