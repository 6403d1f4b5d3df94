// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/conversationdelegate.h"

#include "ui/bytes/textcells.h"
#include "ui/conversation/messagewords.h"
#include "ui/session/numbertext.h"
#include "ui/texts/texts.h"

#include <QFontDatabase>
#include <QPainter>

namespace optoscope {
namespace {

/// No row shows more of a message than this.
constexpr qsizetype previewLength = 64;

MessageParts partsOf(const MessageItem &item)
{
    return {item.message.reaction.has_value(), !messagewords::facts(item).text.isEmpty(),
            !messagewords::gap(item).text.isEmpty()};
}

MessageItem itemOf(const QModelIndex &index)
{
    return index.data(ConversationModel::ItemRole).value<MessageItem>();
}

QFont fixedFont(const QFont &like)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(like.pointSizeF());
    return font;
}

QFont boldFont(QFont font)
{
    font.setBold(true);
    return font;
}

} // namespace

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    const int line = option.fontMetrics.height();
    return {20 * line, MessageGeometry::height(line, partsOf(itemOf(index)))};
}

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const MessageItem item = itemOf(index);
    const ConversationMessage &message = item.message;
    const QPalette &palette = option.palette;
    const QFontMetrics &metrics = option.fontMetrics;
    const MessageGeometry places = MessageGeometry::of(
        option.rect, metrics.height(), metrics.horizontalAdvance(u'0'), partsOf(item));
    const QColor ink = palette.color(QPalette::Text);
    const QColor quiet = theme::color(Tone::Quiet, palette);
    const auto write = [&](const QRect &place, Qt::Alignment side, const QColor &color,
                           const QString &text) {
        painter->setPen(color);
        painter->drawText(place, side | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };

    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme::selection(palette));
    painter->setPen(theme::hairline(palette));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    const Tone direction = messagewords::toneOf(message.by);
    painter->setFont(boldFont(option.font));
    write(places.mark, Qt::AlignHCenter, theme::color(direction, palette), theme::mark(direction));
    write(places.title, Qt::AlignLeft, ink, texts::messageTitle(message.kind));
    const QFont fixed = fixedFont(option.font);
    painter->setFont(fixed);
    const QByteArrayView start =
        QByteArrayView(message.bytes).first(std::min(previewLength, message.bytes.size()));
    paintBytes(painter, penOf(fixed), places.preview, start, theme::color(direction, palette));
    painter->setFont(option.font);
    write(places.time, Qt::AlignRight, quiet, numbertext::seconds(message.at));
    write(places.length, Qt::AlignRight, quiet, texts::characterCountText(message.length));
    if (message.reaction)
        paintReaction(painter, palette, places, item);
    const auto facts = messagewords::facts(item);
    write(places.facts, Qt::AlignLeft, theme::color(facts.tone, palette), facts.text);
    const auto gap = messagewords::gap(item);
    write(places.gap, Qt::AlignLeft, theme::color(gap.tone, palette), gap.text);
    painter->restore();
}

GlyphPen &ConversationDelegate::penOf(const QFont &font) const
{
    if (m_pen.isNull() || m_penFont != font) {
        m_pen = GlyphPen(font);
        m_penFont = font;
    }
    return m_pen;
}

void ConversationDelegate::paintReaction(QPainter *painter, const QPalette &palette,
                                         const MessageGeometry &places,
                                         const MessageItem &item) const
{
    const Tone tone = messagewords::reactionTone(item);
    const QColor color = theme::color(tone, palette);
    painter->setPen(color);
    painter->drawText(places.reaction, Qt::AlignLeft | Qt::AlignVCenter,
                      theme::mark(tone) + u' ' + texts::durationText(*item.message.reaction));
    painter->setPen(theme::color(Tone::Quiet, palette));
    painter->drawText(places.limits, Qt::AlignRight | Qt::AlignVCenter,
                      numbertext::limits(item.limits));

    const ReactionBar bar =
        ReactionBar::of(places.bar.left(), places.bar.width(), item.limits, *item.message.reaction);
    QColor allowed = theme::color(Tone::Good, palette);
    allowed.setAlphaF(0.25F);
    const int middle = places.bar.center().y();
    const int half = std::max(3, places.bar.height() / 4);
    painter->fillRect(
        QRect(QPoint(bar.least, middle - half + 1), QPoint(bar.most, middle + half - 1)), allowed);
    painter->setPen(theme::hairline(palette));
    painter->drawLine(bar.left, middle, bar.right, middle);
    painter->setPen(theme::color(Tone::Quiet, palette));
    painter->drawLine(bar.least, middle - half, bar.least, middle + half);
    painter->drawLine(bar.most, middle - half, bar.most, middle + half);
    painter->fillRect(QRect(bar.mark - 1, middle - half, 3, 2 * half + 1), color);
}

} // namespace optoscope
