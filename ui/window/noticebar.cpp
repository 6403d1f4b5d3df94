// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/noticebar.h"

#include <QAccessible>
#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace optoscope {

NoticeBar::NoticeBar(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_mark(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    setObjectName(name);
    QFont bold = font();
    bold.setBold(true);
    m_mark->setFont(bold);
    m_text->setObjectName(name + QStringLiteral("Text"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setText(QStringLiteral("✕"));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setAccessibleName(tr("Close this notice"));
    m_close->setToolTip(tr("Close this notice"));
    m_close->setObjectName(name + QStringLiteral("Close"));
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(14, 5, 8, 5);
    all->setSpacing(8);
    all->addWidget(m_mark);
    all->addWidget(m_text, 1);
    all->addLayout(m_buttons);
    all->addWidget(m_close);
    hide();
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::showNotice(Tone tone, const QString &text, const QList<QAction *> &actions)
{
    m_tone = tone;
    m_text->setText(text);
    m_mark->setText(theme::mark(tone));
    m_mark->setVisible(!m_mark->text().isEmpty());
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        const std::unique_ptr<QLayoutItem> dropped(item);
    }
    for (QAction *action : actions) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        m_buttons->addWidget(button);
    }
    applyColors();
    show();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void NoticeBar::applyColors()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::color(m_tone, palette()));
    m_mark->setPalette(colors);
    update();
}

void NoticeBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_tone == Tone::Quiet ? theme::panel(palette())
                                                   : theme::wash(m_tone, palette()));
    painter.setPen(theme::hairline(palette()));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace optoscope
