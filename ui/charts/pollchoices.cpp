// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pollchoices.h"

#include "core/polling/plantext.h"
#include "core/polling/polltime.h"
#include "core/polling/schedule.h"
#include "core/polling/schedulecost.h"
#include "ui/selftest/markedlabel.h"
#include "ui/texts/polltexts.h"

#include <QCheckBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace optoscope {
namespace {

constexpr int mostRetries = 100;
constexpr int mostWakeUps = 100000;
constexpr int widthInDigits = 62;
constexpr double smallSize = 0.9; ///< of what explains, next to what is chosen

} // namespace

PollChoices::PollChoices(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_codes(new QLineEdit(this))
    , m_shown(new QPushButton(tr("Those &ticked in the chart"), this))
    , m_quiet(new QLineEdit(this))
    , m_retries(new QSpinBox(this))
    , m_wakeUps(new QSpinBox(this))
    , m_goOn(new QCheckBox(tr("&Go on when the meter refuses"), this))
    , m_error(new MarkedLabel(MarkedLabel::Look::Boxed, this))
    , m_cost(new MarkedLabel(MarkedLabel::Look::Boxed, this))
    , m_interval(SchedulePlan().interval)
{
    setObjectName(QStringLiteral("pollChoices"));
    setAccessibleName(tr("More about polling"));
    setFrameStyle(QFrame::StyledPanel | QFrame::Plain);
    nameAll();
    layOut();
    setPlan({});
    connectAll();
    refresh();
}

void PollChoices::nameAll()
{
    m_codes->setObjectName(QStringLiteral("pollCodes"));
    m_codes->setAccessibleName(tr("Registers"));
    m_codes->setPlaceholderText(tr("all"));
    m_shown->setObjectName(QStringLiteral("pollShownCodes"));
    m_shown->setAutoDefault(false);
    m_quiet->setObjectName(QStringLiteral("pollQuiet"));
    m_quiet->setPlaceholderText(tr("none, or such as 22:00-06:00"));
    m_retries->setObjectName(QStringLiteral("pollRetries"));
    m_retries->setRange(0, mostRetries);
    m_retries->setSpecialValueText(tr("none"));
    m_wakeUps->setObjectName(QStringLiteral("pollWakeUps"));
    m_wakeUps->setRange(0, mostWakeUps);
    m_wakeUps->setSpecialValueText(tr("as many as needed"));
    m_goOn->setObjectName(QStringLiteral("pollGoOn"));
    m_goOn->setPalette(theme::indicators(palette()));
    m_error->setObjectName(QStringLiteral("pollChoiceError"));
    m_cost->setObjectName(QStringLiteral("pollCost"));
}

void PollChoices::explain(QFormLayout *form, const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * smallSize);
    label->setFont(small);
    QWidget *field = form->itemAt(form->rowCount() - 1, QFormLayout::FieldRole)->widget();
    if (field)
        field->setAccessibleDescription(text);
    form->addRow(QString(), label);
}

void PollChoices::layOut()
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(14, 12, 14, 12);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *codes = new QWidget(this);
    auto *row = new QHBoxLayout(codes);
    row->setContentsMargins({});
    row->addWidget(m_codes, 1);
    row->addWidget(m_shown);
    auto *registers = new QLabel(tr("Re&gisters"), this);
    registers->setBuddy(m_codes);
    form->addRow(registers, codes);
    explain(form,
            tr("Their codes, such as 1.8.0, 2.8.0. What is kept: the meter sends all of "
               "them anyway."));
    form->addRow(tr("&Quiet times"), m_quiet);
    explain(form, tr("The meter is not asked then. Several are parted by commas."));
    form->addRow(tr("&Retries"), m_retries);
    explain(form,
            tr("A poll that failed is tried again after 5 s, 15 s, 45 s and so on, at most "
               "5 min."));
    form->addRow(tr("&Wake-ups a day"), m_wakeUps);
    explain(form,
            tr("How often a meter with a battery may be woken. Polls beyond that are left "
               "out and marked."));
    form->addRow(QString(), m_goOn);
    explain(form, tr("Else polling ends with the first refusal: some meters lock themselves."));
    form->addRow(m_error);
    form->addRow(m_cost);
    setFixedWidth(widthInDigits * fontMetrics().horizontalAdvance(u'0'));
}

void PollChoices::connectAll()
{
    for (QLineEdit *edit : {m_codes, m_quiet})
        connect(edit, &QLineEdit::textChanged, this, &PollChoices::refresh);
    for (QSpinBox *box : {m_retries, m_wakeUps})
        connect(box, &QSpinBox::valueChanged, this, &PollChoices::refresh);
    connect(m_goOn, &QCheckBox::toggled, this, &PollChoices::refresh);
    connect(m_shown, &QPushButton::clicked, this, &PollChoices::shownCodesWanted);
}

void PollChoices::setPlan(const PollPlan &plan)
{
    m_codes->setText(codesText(plan.codes));
    m_quiet->setText(quietTimesText(plan.schedule.quiet));
    m_pauses = plan.schedule.retries;
    m_retries->setValue(plan.schedule.retries.most);
    m_wakeUps->setValue(plan.schedule.wakeUpsPerDay);
    m_goOn->setChecked(!plan.schedule.stopsOnRefusal);
    setInterval(plan.schedule.interval);
}

void PollChoices::setInterval(std::chrono::milliseconds interval)
{
    m_interval = interval;
    refresh();
}

void PollChoices::setCodes(const QList<QByteArray> &codes)
{
    m_codes->setText(codesText(codes));
}

bool PollChoices::store(PollPlan &plan) const
{
    const QString quiet = m_quiet->text().trimmed();
    const auto times = quiet.isEmpty() ? QList<QuietTime>() : quietTimesFrom(quiet);
    if (!times)
        return false;
    plan.codes = codesFrom(m_codes->text());
    SchedulePlan &schedule = plan.schedule;
    schedule.quiet = *times;
    schedule.retries = m_pauses;
    schedule.retries.most = m_retries->value();
    schedule.wakeUpsPerDay = m_wakeUps->value();
    schedule.stopsOnRefusal = !m_goOn->isChecked();
    schedule.interval = m_interval;
    return Schedule::check(schedule, QTimeZone::systemTimeZone(), pollTime().utc)
        == SchedulePlanError::None;
}

QString PollChoices::error() const
{
    PollPlan plan;
    if (store(plan))
        return {};
    const bool isQuiet =
        m_quiet->text().trimmed().isEmpty() || quietTimesFrom(m_quiet->text()).has_value();
    return texts::schedulePlanErrorText(
        isQuiet ? Schedule::check(plan.schedule, QTimeZone::systemTimeZone(), pollTime().utc)
                : SchedulePlanError::BadQuietTime);
}

QString PollChoices::summary() const
{
    const PollPlan usual;
    QStringList parts;
    if (const auto codes = codesFrom(m_codes->text()); !codes.isEmpty())
        parts.append(tr("registers: %1").arg(codes.size()));
    if (const QString quiet = m_quiet->text().trimmed(); !quiet.isEmpty())
        parts.append(tr("not %1").arg(quiet));
    if (m_retries->value() != usual.schedule.retries.most)
        parts.append(tr("retries: %1").arg(m_retries->value()));
    if (m_wakeUps->value() > 0)
        parts.append(tr("wake-ups: %1").arg(m_wakeUps->value()));
    if (m_goOn->isChecked())
        parts.append(tr("on after a refusal"));
    return parts.join(QStringLiteral(" · "));
}

void PollChoices::setRunning(bool running)
{
    for (QWidget *widget : {static_cast<QWidget *>(m_codes), static_cast<QWidget *>(m_shown),
                            static_cast<QWidget *>(m_quiet), static_cast<QWidget *>(m_retries),
                            static_cast<QWidget *>(m_wakeUps), static_cast<QWidget *>(m_goOn)})
        widget->setEnabled(!running);
}

QString PollChoices::costText() const
{
    PollPlan plan;
    if (!store(plan))
        return {};
    const QString cost = texts::scheduleCostText(costOf(plan.schedule));
    return cost.isEmpty() ? cost : tr("If the meter has a battery: %1").arg(cost);
}

void PollChoices::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_goOn->setPalette(theme::indicators(palette()));
}

void PollChoices::refresh()
{
    m_error->show(Tone::Error, error());
    m_cost->show(Tone::Warning, costText());
    if (isVisible())
        adjustSize();
    Q_EMIT changed();
}

} // namespace optoscope
