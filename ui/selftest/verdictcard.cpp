// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/verdictcard.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace optoscope {

VerdictCard::VerdictCard(const QString &about, QWidget *parent)
    : QWidget(parent)
    , m_about(new QLabel(about, this))
    , m_mark(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_next(new QLabel(this))
    , m_name(about)
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    m_title->setFont(large);
    m_title->setObjectName(QStringLiteral("cardTitle"));
    m_next->setObjectName(QStringLiteral("cardNext"));
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_mark->setFont(large);
    m_mark->setFixedWidth(QFontMetrics(large).height());
    m_mark->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    for (QLabel *label : {m_title, m_text, m_next}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    QFont bold = font();
    bold.setBold(true);
    m_next->setFont(bold);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(14, 12, 14, 12);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    grid->addWidget(m_mark, 0, 0, 2, 1);
    grid->addWidget(m_about, 0, 1);
    grid->addWidget(m_title, 1, 1);
    grid->addWidget(m_text, 2, 1);
    grid->addWidget(m_next, 3, 1);
    grid->setRowStretch(4, 1);
    grid->setColumnStretch(1, 1);
}

void VerdictCard::show(Tone tone, const Words &words)
{
    m_tone = tone;
    m_about->setText(words.confidence.isEmpty()
                         ? m_name
                         : tr("%1 · %2", "subject, how sure").arg(m_name, words.confidence));
    m_mark->setText(tone == Tone::Quiet ? QStringLiteral("–") : theme::mark(tone));
    m_title->setText(words.title + u'.');
    m_text->setText(words.text);
    m_next->setText(tr("Next: %1").arg(words.next));
    m_next->setVisible(!words.next.isEmpty());
    applyColors();
}

void VerdictCard::applyColors()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::color(m_tone, palette()));
    m_mark->setPalette(colors);
    update();
}

void VerdictCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void VerdictCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isQuiet = m_tone == Tone::Quiet;
    painter.setPen(QPen(theme::color(m_tone, palette()), 1.4));
    painter.setBrush(isQuiet ? theme::panel(palette()) : theme::wash(m_tone, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 7, 7);
}

} // namespace optoscope
