// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/linebar.h"

#include "ui/selftest/markedlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace optoscope {

LineBar::LineBar(const QString &caption, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_trouble(new MarkedLabel(MarkedLabel::Look::Plain, this))
{
    auto *label = new QLabel(caption, this);
    label->setBuddy(m_line);
    m_line->setPlaceholderText(hint);
    m_line->setAccessibleName(caption);
    m_line->setClearButtonEnabled(true);
    m_trouble->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 3, 6, 3);
    row->addWidget(label);
    row->addWidget(m_line, 1);
    row->addWidget(m_trouble, 1);
    connect(m_line, &QLineEdit::returnPressed, this, [this] { Q_EMIT entered(m_line->text()); });
    connect(m_line, &QLineEdit::textEdited, m_trouble, &QWidget::hide);
    hide();
}

void LineBar::ask(const QString &text)
{
    m_trouble->hide();
    m_line->setText(text);
    m_line->selectAll();
    show();
    m_line->setFocus();
}

void LineBar::showTrouble(const QString &words)
{
    m_trouble->show(Tone::Error, words);
    m_line->setAccessibleDescription(words);
}

void LineBar::close()
{
    if (!isVisible())
        return;
    hide();
    Q_EMIT closed();
}

bool LineBar::event(QEvent *event)
{
    // Esc stops a session elsewhere; here it only closes the bar.
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (isOverride || event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            key->accept();
            if (!isOverride)
                close();
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace optoscope
