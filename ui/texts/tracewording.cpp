// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/tracewording.h"

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
    const FindingText text = findingText(finding);
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

} // namespace

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
