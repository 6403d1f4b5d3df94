// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/tracewording.h"

#include "ui/texts/commandtexts.h"
#include "ui/texts/evidencetexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

QString parityText(ParityBy parity)
{
    switch (parity) {
    case ParityBy::Software: return Words::tr("parity in software");
    case ParityBy::Hardware: return Words::tr("parity by the port");
    case ParityBy::None: break;
    }
    return Words::tr("no parity of its own");
}

QString settingsText(const LineSettings &settings)
{
    const QString format = settings.format.toText();
    if (settings.baud.value == 0)
        return Words::tr("line: speed not known, %1").arg(format);
    if (settings.format.parity == Parity::None)
        return Words::tr("line: %1 baud %2").arg(settings.baud.value).arg(format);
    return Words::tr("line: %1 baud %2, %3")
        .arg(settings.baud.value)
        .arg(format, parityText(settings.parity));
}

QString linesText(const ControlLines &lines)
{
    const QString text =
        u"DTR %1, RTS %2, CTS %3, DSR %4, DCD %5, RI %6"_qs; // names of wires, not words
    const auto level = [](bool on) { return on ? Words::tr("on") : Words::tr("off"); };
    return text.arg(level(lines.dtr), level(lines.rts), level(lines.cts), level(lines.dsr),
                    level(lines.dcd), level(lines.ring));
}

QString foundText(const Finding &finding)
{
    const FindingText text = texts::findingText(finding);
    const QString head = Words::tr("%1: %2").arg(severityText(finding.severity), text.title);
    return text.text.isEmpty() ? head : head + u". "_qs + text.text;
}

QString withDetail(const QString &text, const QString &detail)
{
    return detail.isEmpty() ? text : Words::tr("%1: %2").arg(text, detail);
}

QString eventText(const Event &event)
{
    switch (event.kind) {
    case Event::Kind::SessionStarted: return withDetail(Words::tr("session begins"), event.detail);
    case Event::Kind::SessionFinished: return withDetail(Words::tr("session ends"), event.detail);
    case Event::Kind::Found: return foundText(event.finding);
    case Event::Kind::PortOpened: return withDetail(Words::tr("port opened"), event.detail);
    case Event::Kind::PortClosed: return withDetail(Words::tr("port closed"), event.detail);
    case Event::Kind::StepBegun: return withDetail(Words::tr("step begins"), event.detail);
    case Event::Kind::StepEnded: return withDetail(Words::tr("step ends"), event.detail);
    case Event::Kind::Tried: return withDetail(Words::tr("tries"), event.detail);
    case Event::Kind::Measured:
        return withDetail(Words::tr("measured"), evidenceText(event.evidence));
    case Event::Kind::Asked: return withDetail(Words::tr("asked"), event.detail);
    case Event::Kind::Answered: return withDetail(Words::tr("answered"), event.detail);
    }
    return {};
}

/// Of a character that came damaged.
QString damageWord(ExportWord word)
{
    switch (word) {
    case ExportWord::ParityError: return Words::tr("parity error");
    case ExportWord::FramingError: return Words::tr("framing error");
    case ExportWord::Break: return Words::tr("break");
    default: return Words::tr("characters before it were lost");
    }
}

} // namespace

QString TraceWording::findingText(const Finding &finding) const
{
    return foundText(finding);
}

QString TraceWording::controlName(quint8 character) const
{
    return texts::controlName(character);
}

QString TraceWording::levelsText(const VcdLines &lines) const
{
    return vcdCommentText(lines);
}

QString TraceWording::exportWord(ExportWord word) const
{
    switch (word) {
    case ExportWord::Language: return Words::tr("en", "the code of this language");
    case ExportWord::Title: return Words::tr("What went over the line");
    case ExportWord::Began: return Words::tr("Began (UTC)");
    case ExportWord::Program: return Words::tr("Recorded by");
    case ExportWord::Target: return Words::tr("Target");
    case ExportWord::Adapter: return Words::tr("Adapter");
    case ExportWord::System: return Words::tr("System");
    case ExportWord::Seconds: return Words::tr("Seconds");
    case ExportWord::SinceLast: return Words::tr("After, ms");
    case ExportWord::Direction: return Words::tr("Direction");
    case ExportWord::Hex: return Words::tr("Bytes (hexadecimal)");
    case ExportWord::CharacterText: return Words::tr("Characters");
    case ExportWord::Sent: return Words::tr("→ sent");
    case ExportWord::Received: return Words::tr("← received");
    case ExportWord::FindingList: return Words::tr("What was noticed");
    case ExportWord::NoFindings: return Words::tr("Nothing was wrong.");
    case ExportWord::Trace: return Words::tr("Everything in the order of time");
    case ExportWord::HowToReadBack:
        return Words::tr("Optoscope opens this file. TX: sent, RX: received. After a damaged byte: "
                         "!P parity, !F framing, !B break, !O characters lost.");
    case ExportWord::Pace: return Words::tr("nanoseconds from one character to the next");
    case ExportWord::ParityError:
    case ExportWord::FramingError:
    case ExportWord::Break:
    case ExportWord::Overrun: return damageWord(word);
    }
    return {};
}

QString TraceWording::entryText(const TraceEntry &entry) const
{
    if (const auto *settings = std::get_if<LineSettings>(&entry.what))
        return settingsText(*settings);
    if (const auto *lines = std::get_if<ControlLines>(&entry.what))
        return linesText(*lines);
    if (const auto *held = std::get_if<Break>(&entry.what))
        return held->on ? Words::tr("break begins: our LED is on") : Words::tr("break ends");
    if (const auto *event = std::get_if<Event>(&entry.what))
        return eventText(*event);
    if (const auto *note = std::get_if<Note>(&entry.what))
        return note->text;
    return {};
}

} // namespace optoscope::texts
