// SPDX-License-Identifier: GPL-3.0-or-later

// Keyboard, mouse and wheel of the line.

#include "ui/line/lineview.h"
#include "ui/line/linewords.h"
#include "ui/session/selectionhub.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QStyleHints>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace optoscope {
namespace {

constexpr double wheelZoom = 1.25; ///< a notch
constexpr double notch = 120;
/// A cursor set by the mouse goes to the nearest edge within so many pixels.
constexpr double snapPixels = 5;

} // namespace

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
