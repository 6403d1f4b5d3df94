// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/trace/trace.h"

#include <QAbstractListModel>

namespace optoscope {

class SessionDocument;

/// One message as the conversation view shows it.
struct MessageItem {
    ConversationMessage message;
    ReactionLimits limits;
    qsizetype registers = 0; ///< values in a data message, by their brackets
};

/// The conversation, one row a message.
class ConversationModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        ItemRole = Qt::UserRole, ///< MessageItem
    };

    explicit ConversationModel(const SessionDocument *document, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    CharacterRange range(int row) const;
    /// The message that holds \a character; -1 if none does.
    int rowOfCharacter(qint64 character) const;

private:
    MessageItem item(int row) const;
    void update();

    const SessionDocument *m_document;
    int m_shown = 0;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::MessageItem)
