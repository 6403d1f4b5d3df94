// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/readoutreport.h"

#include "core/capture/interpretation.h"
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

// Longer values stand out of their column rather than making it as wide for all.
constexpr qsizetype widestColumn = 32;
constexpr qsizetype longestQuote = 32;

using Row = QStringList;

QString joined(const Row &row, const QList<qsizetype> &widths)
{
    QString line;
    for (qsizetype i = 0; i < row.size(); ++i)
        line += row.at(i).leftJustified(widths.at(i)) + u"  "_qs;
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}

/// Rows with their columns under each other, each row on a line of its own. \a rowAt is called
/// twice for each index, so that no more than one row is held: there may be millions.
template <typename RowAt>
QString columns(qsizetype count, const RowAt &rowAt)
{
    QList<qsizetype> widths;
    for (qsizetype at = 0; at < count; ++at) {
        const Row row = rowAt(at);
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths.at(i), std::min(row.at(i).size(), widestColumn));
    }
    QString text;
    for (qsizetype at = 0; at < count; ++at)
        text += joined(rowAt(at), widths) + u'\n';
    return text;
}

QString quote(QByteArrayView bytes)
{
    if (bytes.size() <= longestQuote)
        return visibleText(bytes);
    return visibleText(bytes.first(longestQuote)) + u'…';
}

Row messageRow(const ConversationMessage &message)
{
    const QString when = message.isTimed ? durationText(message.at.time_since_epoch())
                                         : Words::tr("character %1").arg(message.offset);
    Row row{when, partyText(message.by), messageTitle(message.kind), quote(message.bytes)};
    QStringList remarks;
    if (message.bytes.size() > longestQuote)
        remarks += characterCountText(message.length);
    if (message.reaction)
        remarks += Words::tr("after %1").arg(durationText(*message.reaction));
    if (message.check)
        remarks += Words::tr("check %1").arg(checkText(*message.check));
    if (message.damagedCharacters > 0)
        remarks += Words::tr("%1 damaged").arg(characterCountText(message.damagedCharacters));
    row.append(remarks.join(u", "_qs));
    return row;
}

QString companyText(const Identification &identification, const FlagTable &flags)
{
    const QString letters = visibleText(identification.manufacturer);
    const auto flag = flags.find(identification.manufacturer);
    return flag ? Words::tr("%1 (%2)").arg(flag->company, letters)
                : Words::tr("%1 (in no list)").arg(letters);
}

void addTiming(QList<Row> &rows, const QList<ConversationMessage> &messages)
{
    QStringList parts;
    std::optional<Instant> begin;
    Instant end;
    for (const ConversationMessage &message : messages) {
        if (!message.isTimed)
            return;
        begin = std::min(begin.value_or(message.at), message.at);
        end = std::max(end, message.end);
        const bool first = message.by == Party::Meter && message.reaction;
        if (first && message.kind == MessageKind::identification)
            parts += Words::tr("identification after %1").arg(durationText(*message.reaction));
        else if (first && message.kind == MessageKind::data)
            parts += Words::tr("data after %1").arg(durationText(*message.reaction));
    }
    if (!begin)
        return;
    parts += Words::tr("%1 in all").arg(durationText(end - *begin));
    rows.append({Words::tr("Timing"), parts.join(u", "_qs)});
}

QString summary(const Conversation &conversation, const Knowledge &knowledge)
{
    const Readout &readout = conversation.readout();
    QList<Row> rows;
    if (readout.identification) {
        const Identification &identification = *readout.identification;
        rows.append({Words::tr("Identification"), visibleText(identification.raw)});
        rows.append({Words::tr("Manufacturer"), companyText(identification, knowledge.flags)});
        rows.append({Words::tr("Device"), visibleText(identification.device)});
    }
    if (readout.mode != Mode::Automatic) {
        const bool hasBaud = readout.baud && readout.baud->value > 0;
        const QString mode = modeText(readout.mode);
        rows.append({Words::tr("Mode"),
                     hasBaud ? Words::tr("%1, %2 baud").arg(mode).arg(readout.baud->value) : mode});
    }
    if (readout.check)
        rows.append({Words::tr("Check"), checkText(*readout.check)});
    addTiming(rows, conversation.messages());
    return columns(rows.size(), [&](qsizetype at) { return rows.at(at); });
}

QString messagesText(const QList<ConversationMessage> &messages)
{
    return columns(messages.size(), [&](qsizetype at) { return messageRow(messages.at(at)); });
}

Row dataSetRow(const DataSets &dataSets, qsizetype index, const Interpretation &interpretation)
{
    const bool named = interpretation.bracket == 0 && interpretation.name;
    return {visibleText(dataSets.address(index)), visibleText(dataSets.value(index)),
            visibleText(dataSets.unit(index)),
            named ? obisNameText(*interpretation.name) : QString()};
}

QString dataSetsText(const DataSets &dataSets, const Knowledge &knowledge)
{
    const QList<Interpretation> interpretations = interpret(dataSets, knowledge);
    const Row heading{Words::tr("Address"), Words::tr("Value"), Words::tr("Unit"),
                      Words::tr("Name")};
    return columns(dataSets.count() + 1, [&](qsizetype at) {
        return at == 0 ? heading : dataSetRow(dataSets, at - 1, interpretations.at(at - 1));
    });
}

QString section(const QString &heading, const QString &text, const ReportStyle &style)
{
    return text.isEmpty() ? QString() : style.heading(heading) + u'\n' + text + u'\n';
}

} // namespace

QString findingsText(const Findings &findings, const ReportStyle &style)
{
    QString text;
    for (const Finding &finding : findings) {
        const FindingText words = findingText(finding);
        const QString severity = severityText(finding.severity);
        text += style.marked(severity, finding.severity) + u": "_qs + words.title + u", "_qs
            + blameText(finding.blame) + u"\n  "_qs + words.text + u'\n';
        if (!words.advice.isEmpty())
            text += u"  "_qs + words.advice + u'\n';
    }
    return text;
}

QString messageLine(const ConversationMessage &message)
{
    return joined(messageRow(message), {12, 10, 22, longestQuote, 0});
}

QString obisNameText(const ObisName &name)
{
    QString text = name.name;
    if (name.channel)
        text += Words::tr(", channel %1").arg(*name.channel);
    if (name.billingPeriod)
        text += Words::tr(", billing period %1").arg(*name.billingPeriod);
    return text;
}

QString readoutReport(const Conversation &conversation, const LineVerdict &line,
                      const Knowledge &knowledge, const ReportStyle &style)
{
    const DataSets &dataSets = conversation.readout().dataSets;
    const Findings &findings = conversation.findings();
    QString text = section(Words::tr("Line"), lineVerdictText(line) + u'\n', style)
        + section(Words::tr("Meter"), summary(conversation, knowledge), style)
        + section(Words::tr("Messages"), messagesText(conversation.messages()), style);
    if (dataSets.count() > 0)
        text += section(Words::tr("Data sets"), dataSetsText(dataSets, knowledge), style);
    text += section(Words::tr("Findings"), findingsText(findings, style), style);
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

} // namespace optoscope::texts
