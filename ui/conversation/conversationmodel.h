// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/trace/trace.h"

#include <QAbstractListModel>

#include <array>

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
    /// What may still change of a message: of the last one of each party, and of noise before them.
    struct Growth {
        MessageKind kind{};
        qint64 offset = -1;
        qint64 length = 0;
        bool isComing = false;

        bool operator==(const Growth &) const = default;
    };

    MessageItem item(int row) const;
    Growth growthOf(int row) const;
    void update();
    void tellGrowth();

    const SessionDocument *m_document;
    int m_shown = 0;
    std::array<Growth, 3> m_growth; ///< of the last rows shown, the last one first
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::MessageItem)
