// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartview.h"

#include "ui/charts/chartdata.h"
#include "ui/charts/timewindow.h"
#include "ui/palette/theme.h"
#include "ui/texts/charttexts.h"

#include <QAction>
#include <QGraphicsItem>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLegend>

#include <algorithm>
#include <cmath>

namespace optoscope {

/// What is drawn on the chart's frame.
class ChartView::Plot final : public QGraphicsItem
{
public:
    explicit Plot(ChartView *view)
        : QGraphicsItem(view->chart())
        , m_view(view)
    {
        setZValue(100);
        setAcceptedMouseButtons(Qt::NoButton);
    }

    QRectF boundingRect() const override { return m_rect; }
    void setRect(const QRectF &rect)
    {
        if (rect != m_rect) {
            prepareGeometryChange();
            m_rect = rect;
        }
        update();
    }

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        ChartPainter curves(painter, m_view->m_scene, *m_view->m_data, m_view->plot());
        curves.setColors(m_view->palette(), m_view->font());
        curves.paintCurves();
        curves.paintMarks();
        if (m_view->m_drag == Drag::Frame) {
            QColor inside = m_view->palette().color(QPalette::Highlight);
            painter->setPen(inside);
            inside.setAlphaF(0.15F);
            painter->setBrush(inside);
            const QRectF &plot = m_view->plot();
            painter->drawRect(QRectF(QPointF(m_view->m_pressed.x(), plot.top()),
                                     QPointF(m_view->m_last.x(), plot.bottom() - 1))
                                  .normalized()
                                  .intersected(plot));
        }
        if (const auto &cursor = m_view->m_window->cursor())
            curves.paintReadout(ChartReadout::of(m_view->m_scene, *m_view->m_data, *cursor,
                                                 m_view->place(), m_view->m_zone));
    }

private:
    ChartView *m_view;
    QRectF m_rect;
};

ChartView::ChartView(const ChartData *source, TimeWindow *window, QWidget *parent)
    : QChartView(parent)
    , m_data(source)
    , m_window(window)
    , m_axes(chart())
    , m_plot(new Plot(this))
{
    setObjectName(QStringLiteral("chartView"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->grabGesture(Qt::PinchGesture);
    chart()->legend()->hide();
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundRoundness(0);
    chart()->setDropShadowEnabled(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    makeActions();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &ChartView::refresh);
    connect(source, &ChartData::linesChanged, this, &ChartView::refreshLater);
    connect(source, &ChartData::samplesChanged, this, &ChartView::refreshLater);
    connect(source, &ChartData::shownChanged, this, &ChartView::refreshLater);
    connect(window, &TimeWindow::changed, this, &ChartView::refreshLater);
    connect(window, &TimeWindow::cursorChanged, this, &ChartView::adoptCursor);
    connect(chart(), &QChart::plotAreaChanged, this, [this](const QRectF &plot) {
        m_plot->setRect(plot.adjusted(-20, -1, 20, 1));
        refreshLater();
        Q_EMIT sidesChanged();
    });
    adoptColors();
}

void ChartView::makeActions()
{
    const auto make = [this](const QString &text, const QKeySequence &key) {
        auto *action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        addAction(action);
        return action;
    };
    m_nextMark = make(tr("Next mark"), QKeySequence(Qt::Key_M));
    m_previousMark = make(tr("Mark before"), QKeySequence(Qt::SHIFT | Qt::Key_M));
    m_openMark = make(tr("Open the poll's trace"), QKeySequence(Qt::Key_Return));
    connect(m_nextMark, &QAction::triggered, this, [this] { stepMark(true); });
    connect(m_previousMark, &QAction::triggered, this, [this] { stepMark(false); });
    connect(m_openMark, &QAction::triggered, this, &ChartView::openMarkAtCursor);
}

void ChartView::setConsumption(bool shown, std::optional<charttime::Interval> interval)
{
    m_showsConsumption = shown;
    m_interval = interval;
    refreshLater();
}

void ChartView::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    refreshLater();
}

void ChartView::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    setAccessibleDescription(text);
    viewport()->update();
}

std::pair<double, double> ChartView::sides() const
{
    const QMargins margins = chart()->margins();
    return {plot().left() - margins.left(), width() - plot().right() - margins.right()};
}

void ChartView::setSides(double left, double right)
{
    const auto [ownLeft, ownRight] = sides();
    const QMargins margins(qRound(left - ownLeft) + 4, 10, qRound(right - ownRight) + 8, 2);
    if (margins != chart()->margins())
        chart()->setMargins(margins);
}

QSize ChartView::sizeHint() const
{
    return {80 * fontMetrics().horizontalAdvance(u'0'), 16 * fontMetrics().height()};
}

void ChartView::adoptColors()
{
    // The colours are ours: a theme of Qt Charts knows nothing of the palette.
    chart()->setBackgroundBrush(palette().color(QPalette::Base));
    chart()->setBackgroundPen(Qt::NoPen);
    chart()->setPlotAreaBackgroundVisible(false);
    setBackgroundBrush(palette().color(QPalette::Base));
    chart()->setFont(font());
    m_axes.setColors(palette());
    refreshLater();
}

void ChartView::redraw()
{
    m_plot->update();
}

void ChartView::refreshLater()
{
    m_isOld = true;
    if (!m_refresh.isActive())
        m_refresh.start();
}

/// New axes may leave another place to the plot, and that ask for other marks.
void ChartView::refresh()
{
    constexpr int mostRounds = 3;
    for (int i = 0; i < mostRounds && std::exchange(m_isOld, false); ++i) {
        makeScene();
        chart()->layout()->activate();
    }
    m_refresh.stop();
}

void ChartView::makeScene()
{
    SceneRequest request;
    request.columns = std::max(1, qRound(plot().width() * devicePixelRatioF()));
    const QFontMetricsF metrics(font());
    request.labelWidth =
        (metrics.horizontalAdvance(QStringLiteral("Wed 30 Nov 00:00")) + 16) * devicePixelRatioF();
    request.markWidth = 14 * devicePixelRatioF();
    request.valueMarks =
        std::clamp(static_cast<int>(plot().height() / (3 * metrics.height())), 2, 8);
    request.showsConsumption = m_showsConsumption;
    request.interval = m_interval;
    request.zone = m_zone;
    m_scene = ChartScene::of(*m_data, *m_window, request);
    m_axes.show(m_scene, *m_data);
    m_nextMark->setEnabled(m_data->marks().size() > 0);
    m_previousMark->setEnabled(m_nextMark->isEnabled());
    m_plot->update();
}

const ChartScene &ChartView::scene()
{
    refresh();
    return m_scene;
}

ChartPlace ChartView::place() const
{
    return {plot(), m_window->begin(), m_window->end()};
}

std::optional<ChartReadout> ChartView::readout()
{
    if (!m_window->cursor())
        return {};
    return ChartReadout::of(scene(), *m_data, *m_window->cursor(), place(), m_zone);
}

void ChartView::adoptCursor()
{
    const auto now = readout();
    const bool hasMark = now && markAt(QPointF(place().x(now->at), plot().bottom() - 4));
    m_openMark->setEnabled(hasMark);
    if (hasFocus())
        setAccessibleDescription(now ? now->text() : m_placeholder);
    m_plot->update();
}

bool ChartView::event(QEvent *event)
{
    // Esc takes the cross hair away before it stops a session; Return opens what is marked.
    if (event->type() == QEvent::ShortcutOverride && m_window->cursor()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QChartView::event(event);
}

void ChartView::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        adoptColors();
}

void ChartView::showEvent(QShowEvent *event)
{
    QChartView::showEvent(event);
    refreshLater();
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    refreshLater();
}

void ChartView::paintEvent(QPaintEvent *event)
{
    if (!m_placeholder.isEmpty()) {
        QPainter painter(viewport());
        painter.fillRect(viewport()->rect(), palette().base());
        painter.setPen(theme::color(Tone::Quiet, palette()));
        painter.drawText(viewport()->rect().adjusted(40, 16, -40, -16),
                         Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
        return;
    }
    QChartView::paintEvent(event);
    if (hasFocus()) {
        QPainter painter(viewport());
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void ChartView::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void ChartView::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

} // namespace optoscope
