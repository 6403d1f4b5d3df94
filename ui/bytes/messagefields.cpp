// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/messagefields.h"

#include "core/iec62056/controlcharacters.h"
#include "ui/conversation/messagewords.h"
#include "ui/texts/readoutreport.h"

#include <QCoreApplication>

#include <algorithm>

namespace optoscope {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("optoscope::MessageFields", text);
}

QString latin(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes);
}

QString baudText(char letter)
{
    const auto inC = baudOfModeC(letter);
    const auto baud = inC ? inC : baudOfModeB(letter);
    return baud ? tr("%1: %2 baud").arg(QLatin1Char(letter)).arg(*baud)
                : tr("%1: mode A, no other baud").arg(QLatin1Char(letter));
}

QString commandText(QByteArrayView command)
{
    const char level = command.size() > 1 ? command.at(1) : ' ';
    switch (command.isEmpty() ? ' ' : command.at(0)) {
    case 'P': return level == '0' ? tr("P0: asks for the password") : tr("password follows");
    case 'R': return tr("read");
    case 'W': return tr("write");
    case 'E': return tr("execute");
    case 'B': return tr("end of session");
    default: break;
    }
    return tr("unknown command");
}

QString controlText(char control)
{
    switch (control) {
    case '0': return tr("0: read out the data");
    case '1': return tr("1: programming mode");
    case '2': return tr("2: binary mode (HDLC)");
    default: break;
    }
    return tr("%1: manufacturer's own").arg(QLatin1Char(control));
}

} // namespace

MessageFields::MessageFields(const ConversationMessage &message, const FieldNames &names)
    : m_names(names)
{
    switch (message.kind) {
    case MessageKind::request: addRequest(message.bytes); break;
    case MessageKind::identification: addIdentification(message.bytes); break;
    case MessageKind::optionSelect: addOptionSelect(message.bytes); break;
    case MessageKind::command:
    case MessageKind::breakOff: addCommand(message.bytes); [[fallthrough]];
    case MessageKind::data:
    case MessageKind::error: addBlock(message); break;
    case MessageKind::ack: add(0, tr("understood")); break;
    case MessageKind::nak: add(0, tr("say it again"), Tone::Warning); break;
    case MessageKind::echo: add(0, tr("what we sent, heard again")); break;
    case MessageKind::wakeUp: add(0, tr("wakes a sleeping meter")); break;
    case MessageKind::noise: break;
    }
    addCheck(message);
    std::ranges::stable_sort(m_fields, {}, &MessageField::first);
}

void MessageFields::add(qint64 first, const QString &text, Tone tone)
{
    const QString mark = theme::mark(tone);
    m_fields.append({first, mark.isEmpty() ? text : QString(mark + u' ' + text), tone});
}

void MessageFields::addRequest(QByteArrayView bytes)
{
    constexpr qsizetype start = 2; // "/?"
    const qsizetype end = bytes.indexOf('!');
    if (end <= start)
        add(0, tr("to every meter"));
    else
        add(start, tr("to meter %1").arg(latin(bytes.sliced(start, end - start))));
}

void MessageFields::addIdentification(QByteArrayView bytes)
{
    const std::optional<Identification> parsed = parseIdentification(bytes);
    if (!parsed)
        return;
    const auto known = m_names.flags.find(parsed->manufacturer);
    const QString letters = latin(parsed->manufacturer);
    add(1, known ? tr("%1: %2").arg(letters, known->company) : tr("%1: unknown").arg(letters));
    qint64 next = 1 + parsed->manufacturer.size();
    if (parsed->baudCharacter != 0)
        add(next++, baudText(parsed->baudCharacter));
    if (parsed->offersModeE())
        add(next, tr("\\2: can mode E"));
    if (!parsed->device.isEmpty())
        add(std::max(next, bytes.indexOf(parsed->device)),
            tr("%1: its type").arg(latin(parsed->device)));
}

void MessageFields::addOptionSelect(QByteArrayView bytes)
{
    // ACK V Z Y
    if (bytes.size() > 2)
        add(2, baudText(bytes.at(2)));
    if (bytes.size() > 3)
        add(3, controlText(bytes.at(3)));
}

void MessageFields::addCommand(QByteArrayView bytes)
{
    if (bytes.size() > 2)
        add(1, tr("%1: %2").arg(latin(bytes.sliced(1, 2)), commandText(bytes.sliced(1, 2))));
}

void MessageFields::addBlock(const ConversationMessage &message)
{
    QByteArray block;
    if (message.isComing) {
        m_dataOffset = message.bytes.startsWith(stx) ? 1 : 0;
        block = message.bytes.mid(m_dataOffset);
    } else {
        m_dataOffset = message.block.offset;
        block = message.bytes.mid(m_dataOffset, message.block.length);
    }
    if (message.kind == MessageKind::error)
        add(m_dataOffset, tr("what the meter complains of"), Tone::Error);
    else
        m_dataSets = DataSets(block);
}

void MessageFields::addCheck(const ConversationMessage &message)
{
    if (!message.check || message.check->kind == CheckKind::None)
        return;
    const messagewords::TonedText words = messagewords::checkWords(*message.check);
    const qint64 length =
        message.check->kind == CheckKind::Crc16 ? message.check->received.size() : 1;
    const qint64 first = std::max<qint64>(0, message.length - length);
    m_fields.append({first, words.text, words.tone});
}

QString MessageFields::dataSetText(qsizetype index) const
{
    const QByteArrayView address = m_dataSets.address(index);
    const auto known = address.isEmpty() ? std::nullopt : m_names.obis.find(address);
    const QString name = known ? texts::obisNameText(*known) : latin(address);
    QString value = latin(m_dataSets.value(index));
    if (!m_dataSets.unit(index).isEmpty())
        value += u' ' + latin(m_dataSets.unit(index));
    return name.isEmpty() ? value : tr("%1: %2").arg(name, value);
}

QList<MessageField> MessageFields::within(qint64 from, qint64 to) const
{
    QList<MessageField> found;
    for (const MessageField &field : m_fields) {
        if (field.first >= from && field.first < to)
            found.append(field);
    }
    const auto firstOf = [this](qsizetype index) {
        const DataSet &set = m_dataSets.at(index);
        const BlockRange &begin = set.address.length > 0 ? set.address : set.value;
        return m_dataOffset + static_cast<qint64>(begin.offset);
    };
    qsizetype low = 0;
    qsizetype high = m_dataSets.count();
    while (low < high) {
        const qsizetype middle = (low + high) / 2;
        if (firstOf(middle) < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < m_dataSets.count() && firstOf(low) < to; ++low)
        found.append({firstOf(low), dataSetText(low), Tone::Quiet});
    std::ranges::stable_sort(found, {}, &MessageField::first);
    return found;
}

} // namespace optoscope
