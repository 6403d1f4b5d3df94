// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/chainbar.h"

#include "ui/palette/theme.h"
#include "ui/selftest/picture.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace optoscope {
namespace {

using Link = Chain::Link;
using State = Chain::State;

constexpr size_t linkCount = static_cast<size_t>(Link::Count);
constexpr std::array glyphs{"chain-port",  "chain-wires",    "chain-led",
                            "chain-light", "chain-receiver", "chain-meter"};
constexpr qreal gap = 26;

Tone toneOf(State state)
{
    switch (state) {
    case State::Proven: return Tone::Good;
    case State::Suspect: return Tone::Warning;
    case State::Broken: return Tone::Error;
    case State::Unknown: break;
    }
    return Tone::Quiet;
}

QString nameOf(Link link)
{
    switch (link) {
    case Link::Port: return ChainBar::tr("Port");
    case Link::Wires: return ChainBar::tr("Wires");
    case Link::Led: return ChainBar::tr("LED");
    case Link::Light: return ChainBar::tr("Light");
    case Link::Receiver: return ChainBar::tr("Receiver");
    case Link::Meter: return ChainBar::tr("Meter");
    case Link::Count: break;
    }
    return {};
}

QString wordOf(Link link, State state)
{
    switch (state) {
    case State::Unknown: return ChainBar::tr("not known yet");
    case State::Proven: return ChainBar::tr("proven");
    case State::Suspect: return ChainBar::tr("suspect");
    case State::Broken:
        return link == Link::Meter ? ChainBar::tr("no answer") : ChainBar::tr("broken");
    }
    return {};
}

} // namespace

ChainBar::ChainBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("chainBar"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("From port to meter"));
    setChain({});
}

QString ChainBar::textOf(Link link, State state)
{
    return tr("%1: %2").arg(nameOf(link), wordOf(link, state));
}

void ChainBar::setChain(const Chain &chain)
{
    QStringList words;
    for (size_t i = 0; i < linkCount; ++i)
        words.append(textOf(static_cast<Link>(i), chain.of(static_cast<Link>(i))));
    const QString description = words.join(QStringLiteral(", "));
    if (description != accessibleDescription())
        setAccessibleDescription(description);
    m_chain = chain;
    update();
}

QSize ChainBar::sizeHint() const
{
    return {6 * 130, fontMetrics().height() * 2 + 26};
}

QSize ChainBar::minimumSizeHint() const
{
    return {6 * 96, sizeHint().height()};
}

QRectF ChainBar::cell(size_t index) const
{
    const qreal width = (this->width() - gap * (linkCount - 1) - 2) / linkCount;
    return {1 + static_cast<qreal>(index) * (width + gap), 1, width, height() - 2.0};
}

bool ChainBar::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        for (size_t i = 0; i < linkCount; ++i) {
            if (cell(i).contains(help->pos())) {
                const auto link = static_cast<Link>(i);
                QToolTip::showText(help->globalPos(), textOf(link, m_chain.of(link)), this);
                return true;
            }
        }
    }
    return QWidget::event(event);
}

void ChainBar::paintLink(QPainter &painter, size_t index) const
{
    const QRectF box = cell(index);
    const auto link = static_cast<Link>(index);
    const State state = m_chain.of(link);
    const Tone tone = toneOf(state);
    const bool isKnown = state != State::Unknown;
    const QColor color = theme::color(tone, palette());
    painter.setPen(QPen(isKnown ? color : theme::hairline(palette()), isKnown ? 1.6 : 1));
    painter.setBrush(isKnown ? theme::wash(tone, palette()) : theme::panel(palette()));
    painter.drawRoundedRect(box, 7, 7);

    const qreal line = fontMetrics().height();
    const qreal glyph = line * 1.7;
    const QRectF glyphBox(box.left() + 8, box.center().y() - glyph / 2, glyph, glyph);
    Picture::paintGlyph(&painter, glyphBox, QString::fromLatin1(glyphs.at(index)), color);
    const qreal left = glyphBox.right() + 7;
    const QRectF words(left, box.center().y() - line, box.right() - left - 4, line * 2);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    const QString name = painter.fontMetrics().elidedText(nameOf(link), Qt::ElideRight,
                                                          static_cast<int>(words.width()));
    painter.drawText(words, static_cast<int>(Qt::AlignLeft | Qt::AlignTop), name);
    painter.setFont(font());
    painter.setPen(color);
    const QString mark = isKnown ? theme::mark(tone) + u' ' : QString();
    const QString word = fontMetrics().elidedText(mark + wordOf(link, state), Qt::ElideRight,
                                                  static_cast<int>(words.width()));
    painter.drawText(words, static_cast<int>(Qt::AlignLeft | Qt::AlignBottom), word);
}

void ChainBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t i = 0; i < linkCount; ++i) {
        paintLink(painter, i);
        if (i + 1 == linkCount)
            break;
        const QRectF box = cell(i);
        const QPointF tip(box.right() + gap - 6, box.center().y());
        painter.setPen(QPen(theme::color(Tone::Quiet, palette()), 1.4));
        painter.drawLine(QPointF(box.right() + 6, tip.y()), tip);
        painter.drawLine(tip, tip + QPointF(-4, -4));
        painter.drawLine(tip, tip + QPointF(-4, 4));
    }
}

} // namespace optoscope
