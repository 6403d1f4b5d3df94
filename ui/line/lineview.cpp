// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/lineview.h"

#include "ui/line/lineheader.h"
#include "ui/line/linepainter.h"
#include "ui/line/linewords.h"
#include "ui/palette/icons.h"
#include "ui/palette/placeholder.h"
#include "ui/palette/quietscrollbar.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace optoscope {
namespace {

constexpr double keyZoom = 2;
/// Steps of the scroll bar, which counts in int.
constexpr qint64 mostSteps = 1000000000;

} // namespace

LineView::LineView(const SessionDocument *document, SelectionHub *hub, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_document(document)
    , m_hub(hub)
    , m_entry([document](qsizetype index) { return document->trace().entry(index); })
    , m_source(new QLabel(this))
{
    setObjectName(QStringLiteral("lineView"));
    setAccessibleName(tr("Line"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBar(new QuietScrollBar(Qt::Horizontal));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setMouseTracking(true);
    makeActions();
    m_header = new LineHeader({m_whole, m_toSelection, m_zoomOut, m_zoomIn, m_follow}, this);
    m_source->setContentsMargins(6, 0, 6, 0);
    m_source->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_source->setToolTip(tr("A serial port tells characters, not edges. The edges are drawn from "
                            "each character’s time, the line’s speed and format."));
    addScrollBarWidget(m_source, Qt::AlignRight);
    connect(document, &SessionDocument::cleared, this, &LineView::clear);
    connect(document, &SessionDocument::appended, this, &LineView::append);
    connect(hub, &SelectionHub::changed, this, &LineView::showHub);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, &LineView::scrollTo);
    append(0);
    layOut();
    cursorsChanged();
}

QAction *LineView::makeAction(const QString &text, const QString &toolTip,
                              const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, this);
    action->setToolTip(toolTip);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    addAction(action);
    return action;
}

void LineView::makeActions()
{
    m_whole = makeAction(tr("Whole session"), tr("Show the whole session (Ctrl+0)"),
                         {QKeySequence(Qt::CTRL | Qt::Key_0)});
    m_toSelection = makeAction(tr("To selection"), tr("Show what is selected (Ctrl+1)"),
                               {QKeySequence(Qt::CTRL | Qt::Key_1)});
    m_zoomIn = makeAction(tr("Zoom in"), tr("Zoom in (Ctrl++ or the wheel)"),
                          {QKeySequence::ZoomIn, QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    m_zoomIn->setIconText(QStringLiteral("+"));
    m_zoomOut =
        makeAction(tr("Zoom out"), tr("Zoom out (Ctrl+− or the wheel)"), {QKeySequence::ZoomOut});
    m_zoomOut->setIconText(QStringLiteral("−"));
    m_follow = makeAction(tr("Follow"), tr("Keep the end of the session in sight (Space)"), {});
    m_follow->setIcon(themedIcon(QStringLiteral("follow")));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_removeCursors = makeAction(tr("Remove cursors"), tr("Remove the cursors (Esc)"), {});
    connect(m_whole, &QAction::triggered, this, [this] {
        m_view.showWhole();
        viewChanged();
    });
    connect(m_toSelection, &QAction::triggered, this, &LineView::showSelection);
    connect(m_zoomIn, &QAction::triggered, this, [this] { zoomBy(keyZoom); });
    connect(m_zoomOut, &QAction::triggered, this, [this] { zoomBy(1 / keyZoom); });
    connect(m_follow, &QAction::toggled, this, [this](bool on) {
        if (m_updating)
            return;
        m_view.setFollowing(on);
        viewChanged();
    });
    connect(m_removeCursors, &QAction::triggered, this, [this] {
        m_cursors = {};
        cursorsChanged();
    });
}

LineGeometry LineView::geometryNow() const
{
    return LineGeometry::of(viewport()->size(), fontMetrics().height(),
                            LinePainter::nameWidth(font()));
}

QString LineView::readout() const
{
    return m_header->text();
}

QSize LineView::sizeHint() const
{
    return {60 * fontMetrics().horizontalAdvance(u'0'), 13 * fontMetrics().height()};
}

void LineView::layOut()
{
    const int header = m_header->sizeHint().height();
    setViewportMargins(0, header, 0, 0);
    m_header->setGeometry(0, 0, width(), header);
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, theme::color(Tone::Quiet, palette()));
    m_source->setPalette(quiet);
    m_view.setWidth(geometryNow().plot.width(), viewport()->devicePixelRatioF());
    viewChanged();
}

void LineView::clear()
{
    m_index = {};
    m_view = {};
    m_cursors = {};
    m_marksAreOld = true;
    layOut();
    cursorsChanged();
}

void LineView::append(qsizetype first)
{
    m_index.append(m_document->trace(), first);
    m_marksAreOld = true;
    m_source->setText(linewords::source(m_index));
    m_view.setSession(m_index.begin(), m_index.end());
    viewChanged();
}

void LineView::viewChanged()
{
    m_updating = true;
    const Instant begin = m_view.earliest();
    const nanoseconds range = m_view.latest() - begin;
    const nanoseconds page = m_view.scale().span(m_view.scale().width);
    m_barUnit = nanoseconds(std::max<qint64>(1, (range + page).count() / mostSteps));
    QScrollBar *bar = horizontalScrollBar();
    bar->setRange(0, static_cast<int>(range / m_barUnit));
    bar->setPageStep(static_cast<int>(std::max<qint64>(1, page / m_barUnit)));
    bar->setSingleStep(std::max(1, static_cast<int>(bar->pageStep() * keyPan)));
    bar->setValue(static_cast<int>((m_view.scale().begin - begin) / m_barUnit));
    m_follow->setChecked(m_view.isFollowing());
    m_toSelection->setEnabled(!m_hub->isEmpty());
    m_updating = false;
    viewport()->update();
}

void LineView::scrollTo(int value)
{
    if (m_updating)
        return;
    // At the bar's end the picture is at its own, whatever rounding says.
    if (value == horizontalScrollBar()->maximum())
        m_view.showEnd();
    else
        m_view.setBegin(m_view.earliest() + value * m_barUnit);
    viewChanged();
}

void LineView::cursorsChanged()
{
    m_removeCursors->setEnabled(m_cursors.areSet());
    const nanoseconds resolution = m_view.scale().devicePixel();
    QString text = tr("Click sets a cursor, dragging measures");
    QString spoken;
    if (const auto measured = m_cursors.measure(m_index, m_entry)) {
        text = linewords::measure(*measured);
        spoken = linewords::moment(m_index, m_entry, *m_cursors.second, resolution)
            + QStringLiteral(". ") + text;
    } else if (m_cursors.areSet()) {
        text = linewords::moment(m_index, m_entry, *m_cursors.first, resolution);
        spoken = text;
    }
    m_header->setText(text, !m_cursors.areSet());
    setAccessibleDescription(spoken);
    viewport()->update();
}

void LineView::collectMarks()
{
    if (!std::exchange(m_marksAreOld, false))
        return;
    m_marks.clear();
    for (const Finding &finding : m_document->conversation().findings()) {
        std::optional<Instant> at = finding.at;
        if (!at && finding.offset >= 0) {
            if (const auto place = m_index.stretchOf({finding.offset, 1}, m_entry))
                at = place->begin;
        }
        if (at)
            m_marks.append({*at, theme::toneOf(finding.severity)});
    }
    std::ranges::stable_sort(m_marks, {}, &LineMark::at);
}

void LineView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    if (m_index.isEmpty()) {
        painter.fillRect(viewport()->rect(), palette().base());
        painter.end();
        paintPlaceholder(viewport(), tr("Both lines are drawn here once something is sent."));
        return;
    }
    collectMarks();
    LineRequest request;
    request.scale = m_view.scale();
    request.selection = m_hub->range();
    request.marks = m_marks;
    request.labelWidth = LinePainter::timeWidth(font());
    request.characterWidth = LinePainter::characterWidth(font());
    const LineScene scene = LineScene::of(m_index, m_entry, request);
    LinePainter lines(&painter, geometryNow(), palette(), font());
    const auto measured = m_cursors.stretch();
    lines.paint(scene, m_view.scale(), m_cursors,
                measured ? linewords::duration(measured->end - measured->begin) : QString());
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void LineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void LineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        layOut();
}

void LineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_spaceHeld = false;
    viewport()->unsetCursor();
    viewport()->update();
}

void LineView::showHub()
{
    m_toSelection->setEnabled(!m_hub->isEmpty());
    viewport()->update();
    if (m_selecting || m_hub->isEmpty())
        return;
    if (const auto stretch = m_index.stretchOf(m_hub->range(), m_entry)) {
        m_view.bringIntoSight(*stretch);
        viewChanged();
    }
}

void LineView::showSelection()
{
    if (const auto stretch = m_index.stretchOf(m_hub->range(), m_entry)) {
        m_view.show(*stretch);
        viewChanged();
    }
}

} // namespace optoscope
