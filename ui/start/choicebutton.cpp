// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/choicebutton.h"

#include "ui/palette/theme.h"

#include <QPainter>

namespace optoscope {
namespace {

constexpr int iconEdge = 40;
constexpr int pad = 18;

} // namespace

ChoiceButton::ChoiceButton(const QIcon &icon, const QString &title, const QString &explanation,
                           QWidget *parent)
    : QAbstractButton(parent)
    , m_explanation(explanation)
{
    setIcon(icon);
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(explanation);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

QFont ChoiceButton::titleFont() const
{
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.25);
    return bold;
}

QSize ChoiceButton::sizeHint() const
{
    const int words = QFontMetrics(titleFont()).height() + 6 + 3 * fontMetrics().lineSpacing();
    return {44 * fontMetrics().averageCharWidth(), 2 * pad + std::max(iconEdge, words)};
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = isEnabled() && (underMouse() || isDown());
    const QColor accent = theme::color(Tone::Sent, palette());
    QColor fill = isEnabled() ? palette().color(QPalette::Base) : theme::panel(palette());
    if (lit)
        fill = theme::wash(Tone::Sent, palette());
    const bool strong = lit || hasFocus();
    painter.setBrush(fill);
    painter.setPen(QPen(strong ? accent : theme::hairline(palette()), strong ? 2 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);

    const QRect inside = rect().adjusted(pad, pad, -pad, -pad);
    icon().paint(&painter, QRect(inside.topLeft(), QSize(iconEdge, iconEdge)), Qt::AlignCenter,
                 isEnabled() ? QIcon::Normal : QIcon::Disabled);
    QRect words = inside.adjusted(iconEdge + pad, 0, 0, 0);
    painter.setFont(titleFont());
    painter.setPen(isEnabled() ? palette().color(QPalette::Text)
                               : theme::color(Tone::Quiet, palette()));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, text());
    words.setTop(words.top() + painter.fontMetrics().height() + 6);
    painter.setFont(font());
    painter.setPen(theme::color(Tone::Quiet, palette()));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_explanation);
}

void ChoiceButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void ChoiceButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace optoscope
