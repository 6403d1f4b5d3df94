// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/meterbar.h"

#include "ui/palette/theme.h"
#include "ui/texts/polltexts.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace optoscope {

MeterBar::MeterBar(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
{
    setObjectName(QStringLiteral("meterBar"));
    m_words->setObjectName(QStringLiteral("meterText"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 5, 8, 5);
    row->addWidget(m_words, 1);
    auto *yes = addButton(QStringLiteral("meterReplaced"), tr("It was replaced"),
                          tr("Go on with the new meter; its readings get lines of their own"));
    auto *no = addButton(QStringLiteral("meterRefused"), tr("Leave it out"),
                         tr("Its readings are not taken"));
    connect(yes, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT accepted();
    });
    connect(no, &QToolButton::clicked, this, [this] {
        m_refused = m_asked;
        hide();
    });
    hide();
}

QToolButton *MeterBar::addButton(const QString &name, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::StrongFocus);
    layout()->addWidget(button);
    return button;
}

void MeterBar::ask(const QString &before, const QString &now)
{
    if (now == m_refused)
        return;
    m_asked = now;
    m_words->setText(theme::mark(Tone::Warning) + QStringLiteral("  ")
                     + texts::otherMeterText(before, now, {}));
    show();
    QAccessibleEvent event(m_words, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

QString MeterBar::text() const
{
    return m_words->text();
}

void MeterBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::wash(Tone::Warning, palette()));
}

} // namespace optoscope
