// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/markedlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace optoscope {

MarkedLabel::MarkedLabel(Look look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_mark(new QLabel(this))
    , m_text(new QLabel(this))
{
    QFont bold = font();
    bold.setBold(true);
    m_mark->setFont(bold);
    m_mark->setFixedWidth(fontMetrics().horizontalAdvance(u'M') + 4);
    m_mark->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    const bool isBoxed = look == Look::Boxed;
    row->setContentsMargins(isBoxed ? QMargins(10, 8, 10, 8) : QMargins());
    row->setSpacing(6);
    row->addWidget(m_mark);
    row->addWidget(m_text, 1);
    setVisible(false);
}

void MarkedLabel::show(Tone tone, const QString &text)
{
    m_tone = tone;
    m_text->setText(text);
    const QString mark = theme::mark(tone);
    m_mark->setText(mark.isEmpty() ? QStringLiteral("·") : mark);
    setVisible(!text.isEmpty());
    applyColors();
}

QString MarkedLabel::text() const
{
    return m_text->text();
}

void MarkedLabel::applyColors()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::color(m_tone, palette()));
    m_mark->setPalette(colors);
    update();
}

void MarkedLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void MarkedLabel::paintEvent(QPaintEvent *)
{
    if (m_look == Look::Plain)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::color(m_tone, palette()));
    painter.setBrush(m_tone == Tone::Quiet ? theme::panel(palette())
                                           : theme::wash(m_tone, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

} // namespace optoscope
