// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/conversationmodel.h"

#include "ui/conversation/messagewords.h"
#include "ui/session/sessiondocument.h"

namespace optoscope {
namespace {

/// A message that is coming shows this much of itself.
constexpr qint64 previewLength = 64;

} // namespace

ConversationModel::ConversationModel(const SessionDocument *document, QObject *parent)
    : QAbstractListModel(parent)
    , m_document(document)
{
    connect(document, &SessionDocument::cleared, this, &ConversationModel::update);
    connect(document, &SessionDocument::appended, this, &ConversationModel::update);
    update();
}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole: return messagewords::oneLine(item(index.row()));
    case Qt::ToolTipRole: return messagewords::toolTip(item(index.row()));
    case ItemRole: return QVariant::fromValue(item(index.row()));
    default: return {};
    }
}

MessageItem ConversationModel::item(int row) const
{
    const Conversation &conversation = m_document->conversation();
    // A row that is about to be removed has no message any more.
    if (row >= conversation.messages().size())
        return {};
    MessageItem item{conversation.messages().at(row), conversation.limits(), 0};
    ConversationMessage &message = item.message;
    if (message.isComing)
        message.bytes = toBytes(m_document->trace().characters(
                                    {message.offset, std::min(message.length, previewLength)}),
                                m_document->dataMask());
    else if (message.kind == MessageKind::data)
        item.registers = message.values;
    return item;
}

CharacterRange ConversationModel::range(int row) const
{
    const ConversationMessage &message = m_document->conversation().messages().at(row);
    return {message.offset, message.length};
}

int ConversationModel::rowOfCharacter(qint64 character) const
{
    const auto &messages = m_document->conversation().messages();
    for (int row = m_shown - 1; row >= 0; --row) {
        const ConversationMessage &message = messages.at(row);
        if (character >= message.offset && character < message.offset + message.length)
            return row;
    }
    return -1;
}

void ConversationModel::update()
{
    const auto count = static_cast<int>(m_document->conversation().messages().size());
    if (count < m_shown) {
        beginRemoveRows({}, count, m_shown - 1);
        m_shown = count;
        endRemoveRows();
    }
    tellGrowth();
    if (count > m_shown) {
        beginInsertRows({}, m_shown, count - 1);
        m_shown = count;
        endInsertRows();
    }
    for (int back = 0; back < std::ssize(m_growth); ++back)
        m_growth.at(static_cast<size_t>(back)) = growthOf(m_shown - 1 - back);
}

void ConversationModel::tellGrowth()
{
    for (int back = 0; back < std::ssize(m_growth); ++back) {
        const int row = m_shown - 1 - back;
        if (row >= 0 && growthOf(row) != m_growth.at(static_cast<size_t>(back)))
            Q_EMIT dataChanged(index(row), index(row));
    }
}

ConversationModel::Growth ConversationModel::growthOf(int row) const
{
    if (row < 0)
        return {};
    const ConversationMessage &message = m_document->conversation().messages().at(row);
    return {message.kind, message.offset, message.length, message.isComing};
}

} // namespace optoscope
