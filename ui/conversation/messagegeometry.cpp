// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/messagegeometry.h"

#include <algorithm>

namespace optoscope {
namespace {

int margin(int lineHeight)
{
    return lineHeight / 2;
}

int leading(int lineHeight)
{
    return lineHeight / 6;
}

} // namespace

int MessageGeometry::height(int lineHeight, const MessageParts &parts)
{
    const int lines = 2 + (parts.reaction ? 1 : 0) + (parts.facts ? 1 : 0) + (parts.gap ? 1 : 0);
    return 2 * margin(lineHeight) + lines * lineHeight + (lines - 1) * leading(lineHeight);
}

MessageGeometry MessageGeometry::of(const QRect &row, int lineHeight, int digitWidth,
                                    const MessageParts &parts)
{
    MessageGeometry all;
    const int pad = margin(lineHeight);
    const int right = row.right() - pad + 1;
    const int markWidth = lineHeight;
    const int left = row.left() + pad + markWidth + pad / 2;
    int y = row.top() + pad;
    const auto line = [&](int from, int to) {
        return QRect(from, y, std::max(0, to - from), lineHeight);
    };
    const auto next = [&] { y += lineHeight + leading(lineHeight); };

    const int timeWidth = 10 * digitWidth;
    all.mark = line(row.left() + pad, row.left() + pad + markWidth);
    all.title = line(left, right - timeWidth);
    all.time = line(right - timeWidth, right);
    next();
    const int lengthWidth = 17 * digitWidth;
    all.preview = line(left, right - lengthWidth);
    all.length = line(right - lengthWidth, right);
    next();
    if (parts.reaction) {
        const int reactionWidth = 9 * digitWidth;
        const int limitsWidth = 15 * digitWidth;
        all.reaction = line(left, left + reactionWidth);
        all.limits = line(right - limitsWidth, right);
        all.bar = line(left + reactionWidth, right - limitsWidth - digitWidth);
        next();
    }
    if (parts.facts) {
        all.facts = line(left, right);
        next();
    }
    if (parts.gap)
        all.gap = line(left, right);
    return all;
}

ReactionBar ReactionBar::of(int left, int width, const ReactionLimits &limits, nanoseconds reaction)
{
    // Room for an eighth beyond the longest time, so that a little too late can be seen as such.
    const double full = static_cast<double>(limits.most.count()) * 1.125;
    const auto xOf = [&](nanoseconds time) {
        const double share = std::clamp(static_cast<double>(time.count()) / full, 0.0, 1.0);
        return left + qRound(share * (width - 1));
    };
    ReactionBar bar;
    bar.left = left;
    bar.right = left + width - 1;
    bar.least = xOf(limits.least);
    bar.most = xOf(limits.most);
    bar.mark = xOf(reaction);
    bar.beyond = static_cast<double>(reaction.count()) > full;
    return bar;
}

} // namespace optoscope
