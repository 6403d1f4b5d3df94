// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/lineview.h"

#include "ui/line/lineheader.h"
#include "ui/line/linepainter.h"
#include "ui/line/linewords.h"
#include "ui/palette/icons.h"
#include "ui/palette/placeholder.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyleHints>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace optoscope {
namespace {

constexpr double keyZoom = 2;
constexpr double wheelZoom = 1.25; ///< a notch
constexpr double notch = 120;
constexpr double keyPan = 0.1; ///< share of the picture
/// A cursor set by the mouse goes to the nearest edge within so many pixels.
constexpr double snapPixels = 5;
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

void LineView::zoomBy(double factor)
{
    // About the cursor if there is one in sight, so that it does not get lost.
    double x = m_view.scale().width / 2.0;
    if (m_cursors.areSet()) {
        const double cursor = m_view.scale().x(m_cursors.second.value_or(*m_cursors.first));
        if (cursor >= 0 && cursor <= m_view.scale().width)
            x = cursor;
    }
    m_view.zoom(x, factor);
    viewChanged();
}

bool LineView::event(QEvent *event)
{
    // Esc removes the cursors before it stops a session.
    if (event->type() == QEvent::ShortcutOverride && m_cursors.areSet()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool LineView::moveByKey(QKeyEvent *event)
{
    const double width = m_view.scale().width;
    switch (event->key()) {
    case Qt::Key_Left: m_view.pan(-keyPan * width); break;
    case Qt::Key_Right: m_view.pan(keyPan * width); break;
    case Qt::Key_PageUp: m_view.pan(-width * (1 - keyPan)); break;
    case Qt::Key_PageDown: m_view.pan(width * (1 - keyPan)); break;
    case Qt::Key_Home: m_view.showBegin(); break;
    case Qt::Key_End: m_view.showEnd(); break;
    default: return false;
    }
    viewChanged();
    return true;
}

void LineView::keyPressEvent(QKeyEvent *event)
{
    const bool arrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::NoModifier && moveByKey(event))
        return;
    if (arrow && modifiers.testFlag(Qt::ControlModifier)) {
        stepCursor(modifiers.testFlag(Qt::ShiftModifier), event->key() == Qt::Key_Right);
    } else if (event->key() == Qt::Key_Escape && m_cursors.areSet()) {
        m_removeCursors->trigger();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        selectAtCursor();
    } else if (event->key() == Qt::Key_Space && modifiers == Qt::NoModifier) {
        if (event->isAutoRepeat())
            return;
        m_spaceHeld = true;
        m_spaceUsed = false;
        viewport()->setCursor(Qt::OpenHandCursor);
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void LineView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat() || !m_spaceHeld) {
        QAbstractScrollArea::keyReleaseEvent(event);
        return;
    }
    m_spaceHeld = false;
    if (m_drag == Drag::None)
        viewport()->unsetCursor();
    if (!m_spaceUsed)
        m_follow->toggle();
}

void LineView::stepCursor(bool second, bool forward)
{
    const TimeScale &scale = m_view.scale();
    std::optional<Instant> &cursor =
        second && m_cursors.areSet() ? m_cursors.second : m_cursors.first;
    const Instant outside = forward ? scale.begin - scale.devicePixel() : scale.end();
    const Instant from = cursor ? *cursor : m_cursors.first.value_or(outside);
    const auto next = nextEdge(m_index, m_entry, from, scale.span(1), forward);
    if (!next)
        return;
    cursor = next;
    m_view.bringIntoSight({*next, *next});
    viewChanged();
    cursorsChanged();
}

void LineView::selectAtCursor()
{
    if (!m_cursors.areSet())
        return;
    const Instant from = *m_cursors.first;
    const LineStretch stretch = m_cursors.stretch().value_or(LineStretch{from, from});
    const CharacterRange range = m_index.charactersBetween(stretch.begin, stretch.end, m_entry);
    m_selecting = true;
    if (range.count > 0)
        m_hub->select(range);
    m_selecting = false;
}

double LineView::plotX(QPoint position) const
{
    return position.x() - geometryNow().plot.left();
}

void LineView::setCursorAt(QPoint position, bool second)
{
    const TimeScale &scale = m_view.scale();
    const double x = std::clamp(plotX(position), 0.0, static_cast<double>(scale.width));
    const Instant there = scale.at(x);
    const Instant at = nearestEdge(m_index, m_entry, there, scale.span(snapPixels)).value_or(there);
    if (second && m_cursors.areSet())
        m_cursors.second = at;
    else
        m_cursors = {at, {}};
    cursorsChanged();
}

std::optional<LineCharacter> LineView::characterAt(QPoint position, LineSide *side) const
{
    const LineGeometry geometry = geometryNow();
    for (const LineSide one : lineSides) {
        if (!geometry.lanes.at(static_cast<size_t>(one)).all.contains(position))
            continue;
        *side = one;
        return m_index.characterAt(one, m_view.scale().at(plotX(position)), m_entry);
    }
    return {};
}

void LineView::selectAt(QPoint position)
{
    LineSide side{};
    const auto character = characterAt(position, &side);
    if (!character)
        return;
    m_selecting = true;
    m_hub->select({character->number, 1});
    m_selecting = false;
}

void LineView::mousePressEvent(QMouseEvent *event)
{
    const bool pans =
        event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceHeld);
    m_pressed = event->position().toPoint();
    if (pans) {
        m_drag = Drag::Pan;
        m_spaceUsed = true;
        viewport()->setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton && !m_index.isEmpty()) {
        const bool second = event->modifiers().testFlag(Qt::ShiftModifier);
        setCursorAt(m_pressed, second);
        if (!second) {
            m_drag = Drag::Measure;
            selectAt(m_pressed);
        }
    } else {
        QAbstractScrollArea::mousePressEvent(event);
    }
}

void LineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (m_drag == Drag::Pan) {
        m_view.pan(m_pressed.x() - position.x());
        m_pressed = position;
        viewChanged();
    } else if (m_drag == Drag::Measure) {
        const int least = QGuiApplication::styleHints()->startDragDistance();
        if (m_cursors.second || std::abs(position.x() - m_pressed.x()) >= least)
            setCursorAt(position, true);
    }
}

void LineView::mouseReleaseEvent(QMouseEvent *)
{
    m_drag = Drag::None;
    if (m_spaceHeld)
        viewport()->setCursor(Qt::OpenHandCursor);
    else
        viewport()->unsetCursor();
}

void LineView::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    const bool pans =
        event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(angle.x()) > std::abs(angle.y());
    if (pans) {
        const int delta = angle.x() != 0 ? angle.x() : angle.y();
        m_view.pan(-delta / notch * keyPan * m_view.scale().width);
    } else {
        const double x = std::max(0.0, plotX(event->position().toPoint()));
        m_view.zoom(x, std::pow(wheelZoom, angle.y() / notch));
    }
    viewChanged();
    event->accept();
}

bool LineView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    LineSide side{};
    const auto character = characterAt(help->pos(), &side);
    if (character) {
        const QString text = timeText(character->begin, std::chrono::microseconds(1))
            + QLatin1Char('\n')
            + linewords::character(side, *character, m_index.settings(character->settings));
        QToolTip::showText(help->globalPos(), text, viewport());
    } else {
        QToolTip::hideText();
    }
    return true;
}

void LineView::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_index.isEmpty())
        return;
    QMenu menu(this);
    menu.addAction(m_whole);
    if (m_toSelection->isEnabled())
        menu.addAction(m_toSelection);
    menu.addActions({m_zoomIn, m_zoomOut, m_follow});
    if (m_cursors.areSet())
        menu.addAction(m_removeCursors);
    menu.exec(event->globalPos());
}

} // namespace optoscope
