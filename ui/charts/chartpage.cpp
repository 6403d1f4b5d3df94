// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpage.h"

#include "ui/charts/chartlegend.h"
#include "ui/charts/chartview.h"
#include "ui/charts/legendmodel.h"
#include "ui/charts/pollbar.h"
#include "ui/charts/timewindow.h"
#include "ui/palette/icons.h"
#include "ui/palette/menubutton.h"
#include "ui/palette/theme.h"
#include "ui/texts/charttexts.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>

namespace optoscope {
namespace {

enum HealthLine : qint64 { Reaction = 1, LineErrors, Retries };

QByteArray keyOf(const Series &series)
{
    return series.code + '*' + series.unit;
}

bool hasUnit(const Series &series, std::initializer_list<const char *> units)
{
    const QByteArray unit = series.unit.trimmed().toLower();
    return std::ranges::any_of(units, [&unit](const char *one) { return unit == one; });
}

} // namespace

ChartPage::ChartPage(const ObisTable &names, SaveFileChooser chooser, QWidget *parent)
    : QWidget(parent)
    , m_names(names)
    , m_chooser(std::move(chooser))
    , m_data(new ChartData(this))
    , m_healthData(new ChartData(this))
    , m_window(new TimeWindow(this))
    , m_legendModel(new LegendModel(m_data, this))
    , m_polls(new PollBar(this))
    , m_chart(new ChartView(m_data, m_window, this))
    , m_health(new ChartView(m_healthData, m_window, this))
    , m_legend(new ChartLegend(m_legendModel, this))
    , m_splitter(new QSplitter(this))
    , m_mode(new QComboBox(this))
    , m_message(new QLabel(this))
    , m_ranges(new QActionGroup(this))
{
    setObjectName(QStringLiteral("chartPage"));
    m_pool.setMaxThreadCount(1);
    m_chart->setAccessibleName(tr("Chart of the registers"));
    m_health->setObjectName(QStringLiteral("healthView"));
    m_health->setAccessibleName(tr("Chart of the link's health"));
    ChartLine reaction{{Reaction, {}, {}, "ms"}, texts::reactionTimeName(), {}, true};
    ChartLine errors{{LineErrors, {}, {}, {}}, texts::lineErrorsName(), {}, true};
    ChartLine retries{{Retries, {}, {}, {}}, texts::retriesName(), {}, true};
    m_healthData->setLines({reaction, errors, retries});
    m_align.setSingleShot(true);
    m_align.setInterval(0);
    makeActions();
    makeRanges();
    makeModes();
    layOut();
    connectParts();
    adoptData();
    adoptWindow();
}

ChartPage::~ChartPage() = default;

void ChartPage::makeActions()
{
    const auto make = [this](const QString &name, const QString &text, const QString &toolTip) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setToolTip(toolTip);
        return action;
    };
    m_follow = make(QStringLiteral("chartFollowAction"), tr("Follow"),
                    tr("Keep the newest readings in sight (Space)"));
    m_follow->setIcon(themedIcon(QStringLiteral("follow")));
    m_follow->setCheckable(true);
    m_zoomIn = make(QStringLiteral("chartZoomInAction"), tr("Zoom in"),
                    tr("Zoom in (+, the wheel, or two fingers apart)"));
    m_zoomIn->setIconText(QStringLiteral("+"));
    m_zoomOut = make(QStringLiteral("chartZoomOutAction"), tr("Zoom out"),
                     tr("Zoom out (−, the wheel, or two fingers together)"));
    m_zoomOut->setIconText(QStringLiteral("−"));
    m_showHealth = make(QStringLiteral("chartHealthAction"), tr("Link health"),
                        tr("Show reaction time, line errors and retries of each poll below"));
    m_showHealth->setCheckable(true);
    m_savePng = make(QStringLiteral("chartPngAction"), tr("Save as a picture (PNG)…"),
                     tr("What is shown, as it is shown"));
    m_saveSvg = make(QStringLiteral("chartSvgAction"), tr("Save as a drawing (SVG)…"),
                     tr("What is shown, as it is shown, to be enlarged without loss"));
    m_saveCsv = make(QStringLiteral("chartCsvAction"), tr("Save the readings shown (CSV)…"),
                     tr("Every reading in sight, for a spreadsheet"));
}

void ChartPage::makeRanges()
{
    m_ranges->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    const auto add = [this](const QString &name, const QString &text, const QString &toolTip,
                            TimeWindow::Range range) {
        QAction *action = m_ranges->addAction(text);
        action->setObjectName(name);
        action->setToolTip(toolTip);
        action->setCheckable(true);
        action->setData(static_cast<int>(range));
        connect(action, &QAction::triggered, this, [this, range] { m_window->setRange(range); });
    };
    using Range = TimeWindow::Range;
    add(QStringLiteral("chartHourAction"), tr("Hour"), tr("Show an hour"), Range::Hour);
    add(QStringLiteral("chartDayAction"), tr("Day"), tr("Show 24 hours"), Range::Day);
    add(QStringLiteral("chartWeekAction"), tr("Week"), tr("Show 7 days"), Range::Week);
    add(QStringLiteral("chartAllAction"), tr("All"), tr("Show everything (Ctrl+0)"), Range::All);
}

void ChartPage::makeModes()
{
    using charttime::Interval;
    m_mode->setObjectName(QStringLiteral("chartMode"));
    m_mode->setAccessibleName(tr("How counters are shown"));
    m_mode->setToolTip(tr("Energy and volume: what the counter reads, or what was consumed per "
                          "interval"));
    m_mode->addItem(tr("Readings"));
    m_mode->addItem(tr("Consumption"), -1);
    m_mode->addItem(tr("… per 15 minutes"), static_cast<int>(Interval::Quarter));
    m_mode->addItem(tr("… per hour"), static_cast<int>(Interval::Hour));
    m_mode->addItem(tr("… per day"), static_cast<int>(Interval::Day));
    m_mode->addItem(tr("… per month"), static_cast<int>(Interval::Month));
}

QWidget *ChartPage::makeTools()
{
    auto *tools = new QWidget(this);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(8, 2, 8, 2);
    row->setSpacing(2);
    const auto add = [this, row](QAction *action, Qt::ToolButtonStyle style) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(style);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(action->text());
        row->addWidget(button);
    };
    for (QAction *action : m_ranges->actions())
        add(action, Qt::ToolButtonTextOnly);
    add(m_zoomOut, Qt::ToolButtonTextOnly);
    add(m_zoomIn, Qt::ToolButtonTextOnly);
    add(m_follow, Qt::ToolButtonTextBesideIcon);
    row->addSpacing(8);
    auto *counters = new QLabel(tr("Counters as"), this);
    counters->setBuddy(m_mode);
    row->addWidget(counters);
    row->addSpacing(4);
    row->addWidget(m_mode);
    row->addSpacing(8);
    add(m_showHealth, Qt::ToolButtonTextOnly);
    auto *save = new MenuButton(tr("Save"), this);
    save->setObjectName(QStringLiteral("chartSaveButton"));
    save->setIcon(themedIcon(QStringLiteral("export")));
    save->setToolTip(tr("Save what is shown as a picture, a drawing or a table"));
    auto *menu = new QMenu(save);
    menu->addActions(exportActions());
    save->setMenu(menu);
    row->addWidget(save);
    row->addSpacing(8);
    row->addWidget(m_message, 20);
    row->addStretch(1);
    m_message->hide();
    return tools;
}

void ChartPage::layOut()
{
    m_message->setObjectName(QStringLiteral("chartMessage"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *charts = new QSplitter(Qt::Vertical, this);
    charts->addWidget(m_chart);
    charts->addWidget(m_health);
    charts->setStretchFactor(0, 3);
    charts->setStretchFactor(1, 2);
    charts->setChildrenCollapsible(false);
    m_health->hide();
    m_health->setPlaceholder(texts::emptyHealthText());
    m_splitter->addWidget(charts);
    m_splitter->addWidget(m_legend);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({1000, m_legend->sizeHint().width()});
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->setSpacing(0);
    all->addWidget(m_polls);
    all->addWidget(makeTools());
    all->addWidget(m_splitter, 1);
}

void ChartPage::connectParts()
{
    connect(m_data, &ChartData::linesChanged, this, &ChartPage::adoptData);
    connect(m_data, &ChartData::samplesChanged, this, &ChartPage::adoptData);
    connect(m_data, &ChartData::shownChanged, this, [this](int index) {
        const ChartLine &line = m_data->line(index);
        if (line.isShown)
            m_wanted.insert(keyOf(line.series));
        else
            m_wanted.remove(keyOf(line.series));
        if (line.isShown && line.samples.isEmpty())
            Q_EMIT lineShown(line.series.id);
        adoptData();
    });
    connect(m_window, &TimeWindow::changed, this, &ChartPage::adoptWindow);
    connect(m_window, &TimeWindow::cursorChanged, this, &ChartPage::adoptCursor);
    connect(m_follow, &QAction::toggled, m_window, &TimeWindow::setFollowing);
    const auto zoom = [this](double factor) {
        m_window->zoom(m_window->begin() + m_window->span() / 2, factor);
    };
    connect(m_zoomIn, &QAction::triggered, this, [zoom] { zoom(2); });
    connect(m_zoomOut, &QAction::triggered, this, [zoom] { zoom(0.5); });
    connect(m_mode, &QComboBox::currentIndexChanged, this, &ChartPage::adoptMode);
    connect(m_showHealth, &QAction::toggled, m_health, &QWidget::setVisible);
    connect(m_showHealth, &QAction::toggled, this, [this] { m_align.start(); });
    connect(m_savePng, &QAction::triggered, this, [this] { savePicture(false); });
    connect(m_saveSvg, &QAction::triggered, this, [this] { savePicture(true); });
    connect(m_saveCsv, &QAction::triggered, this, &ChartPage::saveCsv);
    connect(&m_align, &QTimer::timeout, this, &ChartPage::alignCharts);
    for (const ChartView *view : {m_chart, m_health}) {
        connect(view, &ChartView::sidesChanged, &m_align, qOverload<>(&QTimer::start));
        connect(view, &ChartView::pollChosen, this, &ChartPage::pollChosen);
        connect(view, &ChartView::menuRequested, this, &ChartPage::showMenu);
    }
}

QString ChartPage::nameOf(const Series &series) const
{
    const auto found = m_names.find(series.code);
    if (!found)
        return {};
    QString name = found->name;
    if (found->channel)
        name = tr("%1, channel %2").arg(name).arg(*found->channel);
    if (found->billingPeriod)
        name = tr("%1, billing period %2").arg(name).arg(*found->billingPeriod);
    return name;
}

/// The first energy and the first power, else the first with a unit: something is to be seen.
void ChartPage::chooseFirst(QList<ChartLine> &lines) const
{
    const auto show = [&lines](auto isRight) {
        const auto found = std::ranges::find_if(
            lines, [&](const ChartLine &line) { return isRight(line.series); });
        if (found != lines.end())
            found->isShown = true;
        return found != lines.end();
    };
    const bool hasEnergy = show([](const Series &series) {
        return hasUnit(series, {"kwh", "wh", "mwh"}) && series.code.contains(".8.");
    });
    const bool hasPower = show([](const Series &series) {
        return hasUnit(series, {"kw", "w", "mw"}) && series.code.contains(".7.");
    });
    if (!hasEnergy && !hasPower
        && !show([](const Series &series) { return !series.unit.isEmpty(); }))
        show([](const Series &) { return true; });
}

void ChartPage::setSeries(const QList<Series> &series)
{
    QList<ChartLine> lines;
    bool isAnyWanted = false;
    for (const Series &one : series) {
        ChartLine line{one, nameOf(one), {}};
        line.isShown = m_wanted.contains(keyOf(one));
        isAnyWanted = isAnyWanted || line.isShown;
        lines.append(line);
    }
    if (!isAnyWanted && m_data->count() == 0)
        chooseFirst(lines);
    for (const ChartLine &line : std::as_const(lines)) {
        if (line.isShown)
            m_wanted.insert(keyOf(line.series));
    }
    m_data->setLines(lines);
}

void ChartPage::appendSamples(qint64 series, const QList<Sample> &samples)
{
    m_data->append(series, samples);
}

void ChartPage::appendPolls(const QList<PollRecord> &polls)
{
    QList<Sample> reactions;
    QList<Sample> errors;
    QList<Sample> retries;
    for (const PollRecord &poll : polls) {
        if (poll.outcome == PollOutcome::missed)
            continue;
        if (poll.reaction)
            reactions.append(
                {poll.due, std::chrono::duration<double, std::milli>(*poll.reaction).count()});
        errors.append({poll.due, static_cast<double>(poll.lineErrors)});
        retries.append({poll.due, static_cast<double>(poll.retries)});
    }
    m_healthData->append(Reaction, reactions);
    m_healthData->append(LineErrors, errors);
    m_healthData->append(Retries, retries);
    m_data->append(polls);
}

void ChartPage::setInterval(std::optional<std::chrono::milliseconds> interval)
{
    m_data->setInterval(interval);
    m_healthData->setInterval(interval);
}

void ChartPage::clear()
{
    m_data->clear();
    const QList<ChartLine> health(m_healthData->lines().begin(), m_healthData->lines().end());
    m_healthData->clear();
    QList<ChartLine> empty;
    for (const ChartLine &line : health)
        empty.append({line.series, line.name, {}, true});
    m_healthData->setLines(empty);
    m_window->clear();
    adoptData();
}

std::optional<UtcTime> ChartPage::makeRoom(qsizetype most)
{
    const auto time = reach();
    if (!time || m_data->sampleCount() + m_healthData->sampleCount() <= most)
        return {};
    const UtcTime since = time->first + (time->second - time->first) / 4;
    m_data->forgetBefore(since);
    m_healthData->forgetBefore(since);
    return since;
}

void ChartPage::setZone(const QTimeZone &zone)
{
    m_chart->setZone(zone);
    m_health->setZone(zone);
}

std::optional<std::pair<UtcTime, UtcTime>> ChartPage::reach() const
{
    const auto readings = m_data->reach();
    const auto health = m_healthData->reach();
    if (!readings || !health)
        return readings ? readings : health;
    return std::pair(std::min(readings->first, health->first),
                     std::max(readings->second, health->second));
}

void ChartPage::adoptData()
{
    const auto reach = this->reach();
    if (reach)
        m_window->setData(reach->first, reach->second);
    const auto isShown = [](const ChartLine &line) { return line.isShown; };
    const bool hasShown = std::ranges::any_of(m_data->lines(), isShown);
    const bool hasMarks = m_data->marks().size() > 0;
    m_chart->setPlaceholder(!reach                     ? texts::emptyChartText()
                                : hasShown || hasMarks ? QString()
                                                       : texts::nothingShownText());
    m_health->setPlaceholder(m_healthData->reach() ? QString() : texts::emptyHealthText());
    m_legend->setVisible(m_data->count() > 0);
    for (QAction *action : exportActions())
        action->setEnabled(reach && hasShown);
    for (QAction *action : m_ranges->actions())
        action->setEnabled(reach.has_value());
    for (QAction *action : {m_zoomIn, m_zoomOut, m_follow})
        action->setEnabled(reach.has_value());
}

void ChartPage::adoptWindow()
{
    m_follow->setChecked(m_window->isFollowing());
    for (QAction *action : m_ranges->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(m_window->range()));
}

void ChartPage::adoptCursor()
{
    m_legendModel->setReadout(m_chart->readout(), m_chart->scene());
}

void ChartPage::adoptMode()
{
    const QVariant chosen = m_mode->currentData();
    std::optional<charttime::Interval> interval;
    if (chosen.isValid() && chosen.toInt() >= 0)
        interval = static_cast<charttime::Interval>(chosen.toInt());
    m_chart->setConsumption(chosen.isValid(), interval);
    adoptCursor();
}

QList<ChartView *> ChartPage::shownCharts() const
{
    return m_showHealth->isChecked() ? QList{m_chart, m_health} : QList{m_chart};
}

/// The same moment has the same place in both.
void ChartPage::alignCharts()
{
    double left = 0;
    double right = 0;
    const QList<ChartView *> views = shownCharts();
    for (const ChartView *view : views) {
        const auto [ownLeft, ownRight] = view->sides();
        left = std::max(left, ownLeft);
        right = std::max(right, ownRight);
    }
    for (ChartView *view : views)
        view->setSides(left, right);
}

void ChartPage::say(const QString &message)
{
    m_message->setText(message);
    m_message->setToolTip(message);
    m_message->setVisible(!message.isEmpty());
}

void ChartPage::showMenu(const QPoint &globalPosition)
{
    QMenu menu(this);
    menu.addActions({m_zoomIn, m_zoomOut, m_follow});
    menu.addSeparator();
    for (QAction *action : m_chart->markActions()) {
        if (action->isEnabled())
            menu.addAction(action);
    }
    menu.addSeparator();
    menu.addActions(exportActions());
    menu.exec(globalPosition);
}

void ChartPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_align.start();
}

} // namespace optoscope
