// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytesrow.h"

#include "ui/session/numbertext.h"
#include "ui/texts/texts.h"

#include <QCoreApplication>
#include <QDateTime>

namespace optoscope {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("optoscope::BytesRow", text);
}

QString lineText(const LineSettings &now, const std::optional<LineSettings> &before)
{
    const QString format = now.format.toText();
    if (before && before->format == now.format)
        return tr("%1 → %2 baud").arg(before->baud.value).arg(now.baud.value);
    if (before)
        return tr("%1 baud %2 → %3 baud %4")
            .arg(before->baud.value)
            .arg(before->format.toText())
            .arg(now.baud.value)
            .arg(format);
    return tr("%1 baud %2").arg(now.baud.value).arg(format);
}

QString eventText(const Event &event)
{
    switch (event.kind) {
    case Event::Kind::SessionStarted: return tr("Reading begins");
    case Event::Kind::SessionFinished: return tr("Reading ends");
    case Event::Kind::Found: return texts::findingText(event.finding).title;
    case Event::Kind::PortOpened: return tr("Opened: %1").arg(event.detail);
    case Event::Kind::StepBegun: return tr("Step %1 begins").arg(event.detail);
    case Event::Kind::StepEnded: return tr("Step %1 ends").arg(event.detail);
    case Event::Kind::Measured: return tr("Measured: %1").arg(evidenceName(event.evidence.id));
    case Event::Kind::Asked: return tr("Asked: %1").arg(event.detail);
    case Event::Kind::Answered: return tr("Answer: %1").arg(event.detail);
    case Event::Kind::Tried: return tr("Tried: %1").arg(event.detail);
    case Event::Kind::PortClosed: break;
    }
    return event.detail.isEmpty() ? tr("Closed") : tr("Closed: %1").arg(event.detail);
}

QString controlLinesText(const ControlLines &lines)
{
    QStringList names;
    const auto add = [&names](bool on, const char *name) {
        if (on)
            names.append(QString::fromLatin1(name));
    };
    add(lines.dtr, "DTR");
    add(lines.rts, "RTS");
    add(lines.cts, "CTS");
    add(lines.dsr, "DSR");
    add(lines.dcd, "DCD");
    add(lines.ring, "RI");
    return names.isEmpty() ? tr("All modem lines off")
                           : tr("Modem lines on: %1").arg(names.join(QLatin1Char(' ')));
}

QString flagName(CharacterFlag flag)
{
    switch (flag) {
    case CharacterFlag::ParityError: return tr("parity");
    case CharacterFlag::FramingError: return tr("framing");
    case CharacterFlag::Break: return tr("break");
    case CharacterFlag::Overrun: break;
    }
    return tr("overrun");
}

} // namespace

CharacterFlags BytesRow::allFlags() const
{
    CharacterFlags all;
    for (CharacterFlags one : flags)
        all |= one;
    return all;
}

QString damageText(const BytesRow &row)
{
    if (!row.allFlags())
        return {};
    QStringList parts;
    for (auto flag : {CharacterFlag::ParityError, CharacterFlag::FramingError, CharacterFlag::Break,
                      CharacterFlag::Overrun}) {
        const auto count = std::count_if(row.flags.begin(), row.flags.end(),
                                         [flag](CharacterFlags of) { return of.testFlag(flag); });
        if (count == 1)
            parts.append(flagName(flag));
        else if (count > 1)
            parts.append(QStringLiteral("%1 ×%2").arg(flagName(flag)).arg(count));
    }
    return theme::mark(Tone::Error) + u' ' + parts.join(QStringLiteral(", "));
}

QChar damageMark(CharacterFlags flags)
{
    if (flags.testFlag(CharacterFlag::Break))
        return u'B';
    if (flags.testFlag(CharacterFlag::FramingError))
        return u'F';
    if (flags.testFlag(CharacterFlag::ParityError))
        return u'P';
    return flags.testFlag(CharacterFlag::Overrun) ? u'O' : QChar();
}

QList<messagewords::TonedText> remarks(const BytesRow &row)
{
    QList<messagewords::TonedText> all;
    if (row.isGapTooLong)
        all.append({theme::mark(Tone::Error) + u' '
                        + tr("gap %1, allowed %2")
                              .arg(texts::durationText(*row.pause), texts::durationText(gapLimit)),
                    Tone::Error});
    const QString damage = damageText(row);
    if (!damage.isEmpty())
        all.append({damage, Tone::Error});
    for (const QString &note : row.notes)
        all.append({QStringLiteral("⚑ ") + note, Tone::Warning});
    for (const MessageField &field : row.meaning)
        all.append({field.text, field.tone});
    return all;
}

QString entryText(const TraceEntry &entry, const std::optional<LineSettings> &before)
{
    if (const auto *settings = std::get_if<LineSettings>(&entry.what))
        return lineText(*settings, before);
    if (const auto *lines = std::get_if<ControlLines>(&entry.what))
        return controlLinesText(*lines);
    if (const auto *sent = std::get_if<Break>(&entry.what))
        return sent->on ? tr("Break begins: our LED is on") : tr("Break ends");
    if (const auto *event = std::get_if<Event>(&entry.what))
        return eventText(*event);
    if (const auto *note = std::get_if<Note>(&entry.what))
        return note->text;
    return {};
}

Tone entryTone(const TraceEntry &entry)
{
    const auto *event = std::get_if<Event>(&entry.what);
    return event && event->kind == Event::Kind::Found ? theme::toneOf(event->finding.severity)
                                                      : Tone::Quiet;
}

QString plainText(const BytesRow &row)
{
    const QString mark = theme::mark(row.tone);
    const QString marked = mark.isEmpty() ? row.text : QString(mark + u' ' + row.text);
    if (row.kind == TraceRow::Kind::Other)
        return row.time + u'\t' + marked;
    if (row.kind == TraceRow::Kind::Message) {
        QStringList parts{row.text, messagewords::who(row.by)};
        for (const messagewords::TonedText &fact : row.facts)
            parts.append(fact.text);
        return row.time + u'\t' + parts.join(QStringLiteral(", "));
    }
    const QString pause = row.pause ? numbertext::pause(*row.pause) : QString();
    const QString direction = row.kind == TraceRow::Kind::Sent ? tr("sent") : tr("received");
    QString text = row.time + u'\t' + pause + u'\t' + direction + u'\t' + numbertext::hex(row.bytes)
        + u'\t' + texts::visibleText(row.bytes);
    const QList<messagewords::TonedText> all = remarks(row);
    for (qsizetype i = 0; i < all.size(); ++i)
        text += (i == 0 ? QStringLiteral("\t") : QStringLiteral(" · ")) + all.at(i).text;
    return text;
}

QString rowToolTip(const BytesRow &row, const QDateTime &anchor)
{
    QStringList lines;
    if (anchor.isValid()) {
        const auto sinceStart =
            std::chrono::floor<std::chrono::milliseconds>(row.at.time_since_epoch());
        lines.append(anchor.addMSecs(sinceStart.count())
                         .toLocalTime()
                         .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")));
    }
    if (row.lateness.count() > 0)
        lines.append(tr("The times may be up to %1 later than on the wire.")
                         .arg(texts::durationText(row.lateness)));
    QStringList names;
    for (const char byte : row.bytes) {
        const QString name = texts::controlName(static_cast<quint8>(byte));
        if (!name.isEmpty())
            names.append(QStringLiteral("%1 %2").arg(name, numbertext::hex({&byte, 1})));
    }
    names.removeDuplicates();
    if (!names.isEmpty())
        lines.append(names.join(QStringLiteral(" · ")));
    for (const messagewords::TonedText &fact : row.facts)
        lines.append(fact.text);
    for (const messagewords::TonedText &remark : remarks(row))
        lines.append(remark.text);
    return lines.join(u'\n');
}

} // namespace optoscope
