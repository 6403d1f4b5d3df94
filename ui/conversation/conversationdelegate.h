// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/glyphpen.h"
#include "ui/conversation/conversationmodel.h"
#include "ui/conversation/messagegeometry.h"

#include <QFont>
#include <QStyledItemDelegate>

namespace optoscope {

/// Draws a message: who said what when, and how it keeps the standard's limits.
class ConversationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintReaction(QPainter *painter, const QPalette &palette, const MessageGeometry &places,
                       const MessageItem &item) const;
    GlyphPen &penOf(const QFont &font) const;

    mutable GlyphPen m_pen;
    mutable QFont m_penFont; ///< that m_pen was made of
};

} // namespace optoscope
