// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/try/answerbar.h"

#include "ui/palette/theme.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/casetexts.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace optoscope {

AnswerBar::AnswerBar(const SessionDocument *document, TryPage::Cases cases, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_cases(std::move(cases))
    , m_answer(new QAction(tr("&What is wrong?"), this))
    , m_words(new QLabel(this))
    , m_button(new QToolButton(this))
{
    setObjectName(QStringLiteral("answerBar"));
    m_answer->setObjectName(QStringLiteral("answerAction"));
    m_answer->setCheckable(true);
    m_answer->setEnabled(false);
    m_answer->setShortcut(Qt::Key_F8);
    m_answer->setToolTip(tr("Tell what is wrong with this case (F8)"));
    layOut();
    hide();
    connect(m_answer, &QAction::toggled, this, &AnswerBar::showWords);
    connect(document, &SessionDocument::stateChanged, this, &AnswerBar::adopt);
}

void AnswerBar::layOut()
{
    m_words->setObjectName(QStringLiteral("answerText"));
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_button->setObjectName(QStringLiteral("answerButton"));
    m_button->setDefaultAction(m_answer);
    m_button->setFocusPolicy(Qt::StrongFocus);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(14, 5, 12, 5);
    all->addWidget(m_words, 1);
    all->addWidget(m_button);
}

void AnswerBar::adopt()
{
    const QString target =
        m_document->state() == SessionDocument::State::Empty ? QString() : m_document->target();
    if (target == m_target)
        return;
    m_target = target;
    m_case.reset();
    if (m_cases && target.startsWith(QLatin1String("virtual:"))) {
        const QList<VirtualCase> cases = m_cases();
        const auto found = std::ranges::find(cases, target, &VirtualCase::target);
        if (found != cases.cend())
            m_case = *found;
    }
    m_answer->setEnabled(m_case.has_value());
    m_answer->setChecked(false);
    showWords();
}

void AnswerBar::showWords()
{
    const bool isTold = m_answer->isChecked();
    m_answer->setText(isTold ? tr("&Hide the answer") : tr("&What is wrong?"));
    if (!m_case) {
        m_words->clear();
    } else if (isTold) {
        m_words->setText(tr("%1: %2 (%3).\n%4")
                             .arg(m_case->title, m_case->fault, m_case->scenario, m_case->answer));
    } else {
        m_words->setText(tr("%1. %2 What is wrong is hidden: find it out, then compare.")
                             .arg(m_case->title, texts::symptomText(m_case->symptom)));
    }
    QAccessibleEvent event(m_words, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

void AnswerBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::panel(palette()));
    painter.setPen(theme::hairline(palette()));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace optoscope
