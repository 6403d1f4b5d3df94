// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findingsdelegate.h"

#include "ui/findings/findinggeometry.h"
#include "ui/findings/findingsmodel.h"
#include "ui/palette/theme.h"
#include "ui/session/numbertext.h"
#include "ui/texts/texts.h"

#include <QListView>
#include <QPainter>

namespace optoscope {
namespace {

Finding findingOf(const QModelIndex &index)
{
    return index.data(FindingsModel::FindingRole).value<Finding>();
}

QString adviceLine(const texts::FindingText &words)
{
    return words.advice.isEmpty() ? QString() : QString(QStringLiteral("▸ ") + words.advice);
}

/// A note has no colour of its own, but it has a mark here.
QString markOf(Severity severity)
{
    return severity == Severity::note ? QStringLiteral("·") : theme::mark(theme::toneOf(severity));
}

} // namespace

QSize FindingsDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const texts::FindingText words = texts::findingText(findingOf(index));
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return {
        0,
        FindingGeometry::of({}, width, option.fontMetrics, words.text, adviceLine(words)).height};
}

void FindingsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Finding finding = findingOf(index);
    const texts::FindingText words = texts::findingText(finding);
    const QPalette &palette = option.palette;
    const auto places = FindingGeometry::of(option.rect.topLeft(), option.rect.width(),
                                            option.fontMetrics, words.text, adviceLine(words));
    const QColor tone = theme::color(theme::toneOf(finding.severity), palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme::selection(palette));
    painter->setPen(theme::hairline(palette));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(tone);
    painter->drawText(places.mark, Qt::AlignCenter, markOf(finding.severity));
    painter->setPen(palette.color(QPalette::Text));
    painter->drawText(places.title, Qt::AlignLeft | Qt::AlignVCenter, words.title);
    painter->setFont(option.font);
    painter->drawText(places.text, Qt::TextWordWrap, words.text);
    painter->setPen(theme::color(Tone::Quiet, palette));
    if (finding.at)
        painter->drawText(places.time, Qt::AlignRight | Qt::AlignVCenter,
                          numbertext::seconds(*finding.at));
    painter->setPen(theme::color(Tone::Sent, palette));
    painter->drawText(places.advice, Qt::TextWordWrap, adviceLine(words));
    painter->restore();
}

} // namespace optoscope
