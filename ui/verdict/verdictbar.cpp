// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verdict/verdictbar.h"

#include "ui/palette/steadylabel.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/texts.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace optoscope {
namespace {

/// How often the time is shown while nothing comes.
constexpr std::chrono::milliseconds tickTime(1000);
/// Nobody counts faster than that, and each look costs.
constexpr std::chrono::milliseconds leastTime(400);

} // namespace

VerdictBar::VerdictBar(const SessionDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_mark(new QLabel(this))
    , m_text(new QLabel(this))
    , m_advice(new QLabel(this))
    , m_progress(new SteadyLabel(this))
    , m_selfTest(new QPushButton(tr("Self-test"), this))
    , m_findings(new QToolButton(this))
{
    setObjectName(QStringLiteral("verdictBar"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    layOut();
    m_tick.setInterval(tickTime);
    connect(&m_tick, &QTimer::timeout, this, &VerdictBar::showProgress);
    connect(m_selfTest, &QPushButton::clicked, this, &VerdictBar::selfTestRequested);
    connect(m_findings, &QToolButton::clicked, this, &VerdictBar::findingsRequested);
    connect(document, &SessionDocument::stateChanged, this, &VerdictBar::adoptState);
    connect(document, &SessionDocument::appended, this, &VerdictBar::update);
    adoptState();
}

void VerdictBar::layOut()
{
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    m_text->setFont(bold);
    m_text->setObjectName(QStringLiteral("verdictText"));
    m_advice->setObjectName(QStringLiteral("verdictAdvice"));
    m_progress->setObjectName(QStringLiteral("verdictProgress"));
    m_progress->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QLabel *label : {m_text, m_advice}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    QFont large = bold;
    large.setPointSizeF(bold.pointSizeF() * 1.4);
    m_mark->setFont(large);
    m_mark->setAlignment(Qt::AlignCenter);
    m_mark->setFixedWidth(QFontMetrics(large).height());
    m_selfTest->setObjectName(QStringLiteral("verdictSelfTest"));
    m_selfTest->setToolTip(tr("Find out whether it is the probe or the meter"));
    m_selfTest->setAutoDefault(false);
    m_selfTest->setVisible(false);
    m_findings->setObjectName(QStringLiteral("findingsButton"));
    m_findings->setAutoRaise(true);
    m_findings->setToolTip(tr("Show the findings"));

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_text);
    words->addWidget(m_advice);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(10, 8, 12, 8);
    all->setSpacing(10);
    all->addWidget(m_mark);
    all->addLayout(words, 1);
    all->addWidget(m_selfTest);
    all->addWidget(m_progress);
    all->addWidget(m_findings);
}

void VerdictBar::adoptState()
{
    if (m_document->state() == SessionDocument::State::Reading) {
        m_elapsed.start();
        m_tick.start();
    } else {
        m_tick.stop();
    }
    update();
    showProgress();
    if (m_document->state() != SessionDocument::State::Reading) {
        QAccessibleEvent event(m_text, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void VerdictBar::update()
{
    show(verdictOf(*m_document));
    if (!m_tick.isActive() || m_told == 0
        || m_tick.remainingTimeAsDuration() <= tickTime - leastTime)
        showProgress();
    const QString counts = findingCounts(m_document->conversation().findings());
    m_findings->setText(counts + QStringLiteral(" ▸"));
    m_findings->setVisible(!counts.isEmpty());
}

void VerdictBar::showProgress()
{
    if (m_tick.isActive())
        m_tick.start();
    switch (m_document->state()) {
    case SessionDocument::State::Empty: m_progress->showText({}); return;
    case SessionDocument::State::Reading: showElapsed(); return;
    case SessionDocument::State::Finished:
    case SessionDocument::State::Failed: break;
    }
    if (m_document->trace().isEmpty())
        m_progress->showText({});
    else
        m_progress->showText(tr("%1 received in %2\u00A0s")
                                 .arg(texts::characterCountText(m_document->receivedCount()))
                                 .arg(toMilliseconds(m_document->end()) / 1000, 0, 'f', 1));
}

void VerdictBar::showElapsed()
{
    const nanoseconds waited = std::chrono::milliseconds(m_elapsed.elapsed());
    const nanoseconds elapsed = std::max(waited, m_document->end().time_since_epoch());
    m_told = m_document->receivedCount();
    m_progress->showText(tr("%1 received · %2\u00A0s")
                             .arg(texts::characterCountText(m_told))
                             .arg(std::chrono::floor<std::chrono::seconds>(elapsed).count()));
}

void VerdictBar::showNotice(const Verdict &notice)
{
    show(notice);
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void VerdictBar::show(const Verdict &verdict)
{
    if (verdict == m_verdict)
        return;
    m_verdict = verdict;
    m_text->setText(verdict.text);
    m_advice->setText(verdict.advice);
    m_advice->setVisible(!verdict.advice.isEmpty());
    m_selfTest->setVisible(verdict.offersSelfTest);
    m_mark->setText(theme::mark(verdict.tone));
    m_mark->setVisible(!m_mark->text().isEmpty());
    applyColors();
}

void VerdictBar::applyColors()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::color(m_verdict.tone, palette()));
    m_mark->setPalette(colors);
    QWidget::update();
}

void VerdictBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void VerdictBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool quiet = m_verdict.tone == Tone::Quiet;
    painter.fillRect(
        rect(), quiet ? palette().color(QPalette::Base) : theme::wash(m_verdict.tone, palette()));
    painter.fillRect(QRect(0, 0, 4, height()), theme::color(m_verdict.tone, palette()));
    painter.setPen(theme::hairline(palette()));
    painter.drawLine(rect().topLeft(), rect().topRight());
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace optoscope
