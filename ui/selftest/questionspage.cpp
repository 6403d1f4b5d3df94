// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/questionspage.h"

#include "core/probe/facts.h"
#include "ui/palette/theme.h"
#include "ui/selftest/chainbar.h"
#include "ui/selftest/picture.h"
#include "ui/selftest/selftestrun.h"

#include <QCheckBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace optoscope {
namespace {

constexpr int pictureSize = 400;
/// Clause 6.3.2: at most 32 characters.
constexpr int mostAddress = 32;

} // namespace

QuestionsPage::QuestionsPage(SelfTestRun *run, QWidget *parent)
    : QWizardPage(parent)
    , m_run(run)
    , m_country(new QLineEdit(this))
    , m_utility(new QLineEdit(this))
    , m_meterType(new QLineEdit(this))
    , m_address(new QLineEdit(this))
    , m_swapped(
          new QCheckBox(tr("The wires were once the &other way round, or 5 V came near"), this))
    , m_chain(new ChainBar(this))
{
    setTitle(tr("What you know of the meter"));
    setSubTitle(tr("Many meters are silent on purpose, and which ones is known. Leave empty what "
                   "you do not know or are not sure of."));
    m_country->setPlaceholderText(tr("such as UK or Germany"));
    m_utility->setPlaceholderText(tr("whose name is on the bill"));
    m_meterType->setPlaceholderText(tr("as printed on its front, such as Landis+Gyr E470"));
    m_address->setPlaceholderText(tr("usually the serial number on its front"));
    m_address->setMaxLength(mostAddress);
    m_swapped->setPalette(theme::indicators(palette()));
    auto *picture = new Picture(QStringLiteral("meter-display"), this);
    picture->setFixedSize(pictureSize, pictureSize);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(24);
    upper->addWidget(picture, 0, Qt::AlignTop);
    upper->addWidget(makeForm(), 1);
    auto *all = new QVBoxLayout(this);
    all->setSpacing(14);
    all->addLayout(upper, 1);
    all->addWidget(m_chain);
}

void QuestionsPage::changeEvent(QEvent *event)
{
    QWizardPage::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_swapped->setPalette(theme::indicators(palette()));
}

QWidget *QuestionsPage::makeForm()
{
    auto *form = new QWidget(this);
    auto *rows = new QFormLayout(form);
    rows->setContentsMargins({});
    rows->setVerticalSpacing(12);
    rows->setRowWrapPolicy(QFormLayout::WrapAllRows);
    rows->addRow(tr("&Country:"), m_country);
    rows->addRow(tr("&Utility or grid operator:"), m_utility);
    rows->addRow(tr("Meter &type:"), m_meterType);
    rows->addRow(tr("Meter &address:"), m_address);
    rows->addRow(m_swapped);
    m_rows = rows;
    return form;
}

/// Who answered needs no explanation for being silent.
bool QuestionsPage::isMeterAsked() const
{
    return factsOf(m_run->evidence()).of(Fact::Answers) != Truth::Yes;
}

bool QuestionsPage::isNeeded() const
{
    return factsOf(m_run->evidence()).of(Fact::Answers) == Truth::No || isSwapAsked();
}

/// Only a receiver that may be damaged makes it matter.
bool QuestionsPage::isSwapAsked() const
{
    switch (m_run->diagnosis().probe.verdict) {
    case ProbeVerdict::receiverDead:
    case ProbeVerdict::receiverWeak:
    case ProbeVerdict::receiverStuck: return true;
    default: return false;
    }
}

void QuestionsPage::enter()
{
    const TestCircumstances &known = m_run->circumstances();
    m_country->setText(known.country);
    m_utility->setText(known.utility);
    m_meterType->setText(known.meterType);
    m_address->setText(QString::fromLatin1(known.address));
    m_swapped->setChecked(known.everSwapped);
    for (QLineEdit *field : {m_country, m_utility, m_meterType, m_address}) {
        field->setVisible(isMeterAsked());
        m_rows->labelForField(field)->setVisible(isMeterAsked());
    }
    // One that was ticked stays in sight.
    m_swapped->setVisible(isSwapAsked() || known.everSwapped);
    m_chain->setChain(Chain(m_run->evidence(), m_run->diagnosis()));
    m_run->endStep();
    (isMeterAsked() ? static_cast<QWidget *>(m_country) : m_swapped)->setFocus();
}

TestCircumstances QuestionsPage::answers() const
{
    TestCircumstances given;
    given.country = m_country->text().trimmed();
    given.utility = m_utility->text().trimmed();
    given.meterType = m_meterType->text().trimmed();
    given.address = m_address->text().trimmed().toLatin1();
    given.everSwapped = m_swapped->isChecked();
    return given;
}

bool QuestionsPage::validatePage()
{
    m_run->setCircumstances(answers());
    return true;
}

} // namespace optoscope
