// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/knowledge/flagtable.h"
#include "core/knowledge/obistable.h"
#include "ui/palette/theme.h"

namespace optoscope {

/// What codes and letters of a meter stand for.
struct FieldNames {
    ObisTable obis;
    FlagTable flags;
};

/// A part of a message and what it means.
struct MessageField {
    qint64 first = 0; ///< its first character within the message
    QString text; ///< with its mark
    Tone tone = Tone::Quiet;
};

/// The fields of a message (clause 6.3): manufacturer, baud, data sets, check and so on.
class MessageFields
{
public:
    MessageFields() = default;
    /// \a message must have its bytes, also if it is still coming.
    MessageFields(const ConversationMessage &message, const FieldNames &names);

    /// Those that begin from character \a from up to \a to of the message.
    QList<MessageField> within(qint64 from, qint64 to) const;

private:
    void add(qint64 first, const QString &text, Tone tone = Tone::Quiet);
    void addRequest(QByteArrayView bytes);
    void addIdentification(QByteArrayView bytes);
    void addOptionSelect(QByteArrayView bytes);
    void addCommand(QByteArrayView bytes);
    void addBlock(const ConversationMessage &message);
    void addCheck(const ConversationMessage &message);
    QString dataSetText(qsizetype index) const;

    FieldNames m_names;
    QList<MessageField> m_fields; ///< rising; without the data sets
    DataSets m_dataSets; ///< There may be many: their words are found when they are wanted.
    qint64 m_dataOffset = 0; ///< of their block within the message
};

} // namespace optoscope
