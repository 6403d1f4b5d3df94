// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/lineheader.h"

#include "ui/palette/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace optoscope {

LineHeader::LineHeader(const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 1, 4, 2);
    row->setSpacing(1);
    row->addStretch(1);
    for (QAction *action : actions) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        row->addWidget(button);
        if (!m_firstButton)
            m_firstButton = button;
    }
}

void LineHeader::setText(const QString &text, bool isHint)
{
    m_text = text;
    m_isHint = isHint;
    setToolTip(isHint ? QString() : text);
    update();
}

void LineHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::panel(palette()));
    painter.setPen(theme::hairline(palette()));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    painter.setPen(m_isHint ? theme::color(Tone::Quiet, palette())
                            : palette().color(QPalette::WindowText));
    const int left = fontMetrics().horizontalAdvance(u'0');
    const QRect place(left, 0, std::max(0, m_firstButton->x() - 2 * left), height());
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, place.width()));
}

} // namespace optoscope
