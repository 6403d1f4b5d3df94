// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/messagewords.h"

#include "ui/bytes/tracerows.h"
#include "ui/session/numbertext.h"
#include "ui/texts/texts.h"

#include <QCoreApplication>

namespace optoscope::messagewords {
namespace {

/// Shorter gaps come from reading in blocks and say nothing about the meter.
constexpr std::chrono::milliseconds leastGap(1);

QString tr(const char *text)
{
    return QCoreApplication::translate("optoscope::messagewords", text);
}

QString marked(Tone tone, const QString &text)
{
    const QString mark = theme::mark(tone);
    return mark.isEmpty() ? text : QString(mark + u' ' + text);
}

TonedText checkText(const CheckResult &check)
{
    const QString expected = QString::fromLatin1(check.expected);
    const QString received = QString::fromLatin1(check.received);
    switch (check.kind) {
    case CheckKind::Xor:
    case CheckKind::Crc16: return {tr("check %1").arg(received), Tone::Good};
    case CheckKind::Sum7: return {tr("check %1 as a sum").arg(received), Tone::Warning};
    case CheckKind::None: return {tr("no check sent"), Tone::Quiet};
    case CheckKind::Wrong: break;
    }
    return {tr("check %1, expected %2").arg(received, expected), Tone::Error};
}

bool isWorse(Tone tone, Tone than)
{
    const auto rank = [](Tone of) {
        return of == Tone::Error ? 3 : of == Tone::Warning ? 2 : of == Tone::Good ? 1 : 0;
    };
    return rank(tone) > rank(than);
}

} // namespace

TonedText checkWords(const CheckResult &check)
{
    const TonedText words = checkText(check);
    return {marked(words.tone, words.text), words.tone};
}

QString who(Party party)
{
    return party == Party::Us ? tr("we") : tr("meter");
}

Tone toneOf(Party party)
{
    return party == Party::Us ? Tone::Sent : Tone::Received;
}

TonedText facts(const MessageItem &item)
{
    QStringList parts;
    Tone tone = Tone::Quiet;
    if (item.message.damagedCharacters > 0) {
        const int count = item.message.damagedCharacters;
        parts.append(count == 1 ? tr("1 damaged character")
                                : tr("%1 damaged characters").arg(count));
        tone = Tone::Error;
    }
    if (item.message.check) {
        const TonedText check = checkText(*item.message.check);
        parts.append(check.text);
        if (isWorse(check.tone, tone))
            tone = check.tone;
    }
    if (item.registers > 0)
        parts.append(item.registers == 1 ? tr("1 register")
                                         : tr("%1 registers").arg(item.registers));
    return {marked(tone, parts.join(QStringLiteral(" · "))), tone};
}

Tone reactionTone(const MessageItem &item)
{
    const auto reaction = item.message.reaction;
    if (!reaction)
        return Tone::Quiet;
    return *reaction < item.limits.least || *reaction > item.limits.most ? Tone::Error : Tone::Good;
}

TonedText gap(const MessageItem &item)
{
    const nanoseconds longest = item.message.longestGap;
    if (!item.message.isTimed || longest < leastGap)
        return {};
    const Tone tone = longest > gapLimit ? Tone::Error : Tone::Quiet;
    return {marked(tone, tr("longest gap %1").arg(texts::durationText(longest))), tone};
}

QList<TonedText> all(const MessageItem &item)
{
    const ConversationMessage &message = item.message;
    QList<TonedText> parts{{texts::characterCountText(message.length), Tone::Quiet}};
    if (message.reaction) {
        const QString words =
            tr("reaction %1, allowed %2")
                .arg(texts::durationText(*message.reaction), numbertext::limits(item.limits));
        parts.append({marked(reactionTone(item), words), reactionTone(item)});
    }
    for (const TonedText &part : {facts(item), gap(item)}) {
        if (!part.text.isEmpty())
            parts.append(part);
    }
    return parts;
}

QString oneLine(const MessageItem &item)
{
    const ConversationMessage &message = item.message;
    QStringList parts{numbertext::seconds(message.at), who(message.by),
                      texts::messageTitle(message.kind)};
    for (const TonedText &part : all(item))
        parts.append(part.text);
    return parts.join(QStringLiteral(", "));
}

QString toolTip(const MessageItem &item)
{
    const ConversationMessage &message = item.message;
    QStringList lines{tr("%1, said by %2").arg(texts::messageTitle(message.kind), who(message.by)),
                      tr("%1 from %2 to %3")
                          .arg(texts::characterCountText(message.length),
                               numbertext::seconds(message.at), numbertext::seconds(message.end))};
    if (message.reaction)
        lines.append(
            tr("Reaction time %1: from the last stop bit of the other side to the first "
               "start bit of this message. Allowed: %2 (IEC 62056-21, clause 6.4.3.5).")
                .arg(texts::durationText(*message.reaction), numbertext::limits(item.limits)));
    if (message.isTimed && message.length > 1)
        lines.append(tr("Longest gap between two characters %1. Allowed: 1500\u00A0ms "
                        "(clause 6.4.3.5).")
                         .arg(texts::durationText(message.longestGap)));
    const QString checked = facts(item).text;
    if (!checked.isEmpty())
        lines.append(checked);
    return lines.join(u'\n');
}

} // namespace optoscope::messagewords
