// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

QString messageTitle(MessageKind kind)
{
    switch (kind) {
    case MessageKind::request: return Words::tr("Request");
    case MessageKind::identification: return Words::tr("Identification");
    case MessageKind::optionSelect: return Words::tr("Option select");
    case MessageKind::data: return Words::tr("Data");
    case MessageKind::command: return Words::tr("Command");
    case MessageKind::ack: return Words::tr("Acknowledged (ACK)");
    case MessageKind::nak: return Words::tr("Not understood (NAK)");
    case MessageKind::breakOff: return Words::tr("Break (end of session)");
    case MessageKind::error: return Words::tr("Error message");
    case MessageKind::echo: return Words::tr("Echo of what was sent");
    case MessageKind::noise: return Words::tr("No message (noise)");
    case MessageKind::wakeUp: return Words::tr("Wake-up (NUL characters)");
    }
    return {};
}

QString outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::done: return Words::tr("The meter was read.");
    case Outcome::cannotOpen:
        return Words::tr("The target could not be opened, so nothing was sent.");
    case Outcome::noAnswer: return Words::tr("The meter did not answer.");
    case Outcome::damaged:
        return Words::tr("The meter answered, but its answer arrived damaged or incomplete.");
    case Outcome::refused:
        return Words::tr("The meter answered and refused what it was asked for.");
    case Outcome::linkLost: return Words::tr("The link to the meter was lost before the end.");
    case Outcome::interrupted: return Words::tr("Stopped before the end.");
    }
    return {};
}

QString blameText(Blame blame)
{
    switch (blame) {
    case Blame::us: return Words::tr("on our side");
    case Blame::line: return Words::tr("on the line (probe, cable, light)");
    case Blame::meter: return Words::tr("at the meter");
    }
    return {};
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::note: return Words::tr("note");
    case Severity::warning: return Words::tr("warning");
    case Severity::error: return Words::tr("error");
    }
    return {};
}

QString partyText(Party party)
{
    return party == Party::Us ? Words::tr("Optoscope") : Words::tr("The meter");
}

QString modeText(Mode mode)
{
    switch (mode) {
    case Mode::Automatic: return Words::tr("not known");
    case Mode::A: return u"A"_qs;
    case Mode::B: return u"B"_qs;
    case Mode::C: return u"C"_qs;
    case Mode::D: return u"D"_qs;
    case Mode::E: return u"E"_qs;
    }
    return {};
}

QString checkText(const CheckResult &check)
{
    const QString expected = visibleText(check.expected);
    const QString received = visibleText(check.received);
    switch (check.kind) {
    case CheckKind::Xor: return Words::tr("right (XOR, %1)").arg(received);
    case CheckKind::Sum7:
        return Words::tr("right as a seven-bit sum (%1), which is not the standard's XOR")
            .arg(received);
    case CheckKind::Crc16: return Words::tr("right (CRC-16, %1)").arg(received);
    case CheckKind::None: return Words::tr("none was sent, so damage cannot be seen");
    case CheckKind::Wrong:
        return Words::tr("wrong: received %1, expected %2").arg(received, expected);
    }
    return {};
}

QString durationText(nanoseconds time)
{
    const double ms = toMilliseconds(time);
    if (ms >= 10000)
        return Words::tr("%1 s").arg(ms / 1000, 0, 'f', 1);
    const bool whole = ms >= 100 || ms == std::int64_t(ms);
    return Words::tr("%1 ms").arg(ms, 0, 'f', whole ? 0 : 1);
}

QString reactionText(Party by, nanoseconds reaction, ReactionLimits limits)
{
    return Words::tr("%1 answered after %2. Allowed: %3 to %4 ms.")
        .arg(partyText(by), durationText(reaction))
        .arg(toMilliseconds(limits.least), 0, 'f', 0)
        .arg(toMilliseconds(limits.most), 0, 'f', 0);
}

QString characterCountText(qint64 count)
{
    return count == 1 ? Words::tr("1 character") : Words::tr("%1 characters").arg(count);
}

} // namespace optoscope::texts
