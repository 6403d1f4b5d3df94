// SPDX-License-Identifier: GPL-3.0-or-later

// Mouse, touch pad and keyboard of the chart.

#include "ui/charts/chartdata.h"
#include "ui/charts/chartview.h"
#include "ui/charts/timewindow.h"
#include "ui/texts/charttexts.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QInputDevice>
#include <QNativeGestureEvent>
#include <QPinchGesture>
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

UtcTime part(UtcTime span, double share)
{
    return UtcTime(std::llround(static_cast<double>(span.count()) * share));
}

} // namespace

void ChartView::zoomBy(double factor)
{
    // About the cross hair if it is in sight, so that it does not get lost.
    UtcTime about = m_window->begin() + m_window->span() / 2;
    const auto &cursor = m_window->cursor();
    if (cursor && *cursor >= m_window->begin() && *cursor <= m_window->end())
        about = *cursor;
    m_window->zoom(about, factor);
}

bool ChartView::moveByKey(const QKeyEvent &event)
{
    const UtcTime span = m_window->span();
    switch (event.key()) {
    case Qt::Key_Left: m_window->pan(-part(span, keyPan)); break;
    case Qt::Key_Right: m_window->pan(part(span, keyPan)); break;
    case Qt::Key_PageUp: m_window->pan(-part(span, 1 - keyPan)); break;
    case Qt::Key_PageDown: m_window->pan(part(span, 1 - keyPan)); break;
    case Qt::Key_Home: m_window->showBegin(); break;
    case Qt::Key_End: m_window->showEnd(); break;
    case Qt::Key_Up:
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomBy(keyZoom); break;
    case Qt::Key_Down:
    case Qt::Key_Minus: zoomBy(1 / keyZoom); break;
    case Qt::Key_Space: m_window->setFollowing(!m_window->isFollowing()); break;
    default: return false;
    }
    return true;
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers =
        event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    const int key = event->key();
    const bool isZoom = key == Qt::Key_Plus || key == Qt::Key_Equal || key == Qt::Key_Minus;
    if ((modifiers == Qt::NoModifier || (isZoom && modifiers == Qt::ControlModifier))
        && moveByKey(*event))
        return;
    if (modifiers == Qt::ControlModifier && (key == Qt::Key_Left || key == Qt::Key_Right))
        stepCursor(key == Qt::Key_Right);
    else if (modifiers == Qt::ControlModifier && key == Qt::Key_0)
        m_window->setRange(TimeWindow::Range::All);
    else if (key == Qt::Key_Escape && m_window->cursor())
        m_window->setCursor({});
    else
        QChartView::keyPressEvent(event);
}

/// To the next reading of any line in sight that is at least a pixel away.
void ChartView::stepCursor(bool forward)
{
    const ChartPlace here = place();
    const auto &cursor = m_window->cursor();
    const UtcTime outside = forward ? m_window->begin() : m_window->end();
    const UtcTime from = cursor ? *cursor + (forward ? here.pixel() : -here.pixel()) : outside;
    std::optional<UtcTime> next;
    for (const ChartCurve &curve : scene().curves) {
        const SeriesPyramid &samples = m_data->line(curve.line).samples;
        const qsizetype after = samples.indexOf(forward ? from : from + UtcTime(1));
        const qsizetype index = forward ? after : after - 1;
        if (index < 0 || index >= samples.size())
            continue;
        const UtcTime at = samples.at(index).utc;
        if (!next || (forward ? at < *next : at > *next))
            next = at;
    }
    if (!next)
        return;
    m_window->bringIntoSight(*next);
    m_window->setCursor(next);
}

void ChartView::stepMark(bool forward)
{
    const PollMarks &marks = m_data->marks();
    if (marks.size() == 0)
        return;
    const auto &cursor = m_window->cursor();
    const UtcTime from = cursor.value_or(forward ? m_window->begin() : m_window->end());
    // Marks that look like one are one step.
    const UtcTime reach =
        cursor ? place().pixel() * static_cast<int>(ChartPainter::markSize) : UtcTime(0);
    const auto next = forward ? marks.firstAfter(from + reach) : marks.lastBefore(from - reach);
    if (!next)
        return;
    const UtcTime at = marks.at(*next).due;
    m_window->bringIntoSight(at);
    m_window->setCursor(at);
    const QString words = texts::pollText(marks.at(*next));
    setAccessibleDescription(charttime::momentText(at, m_zone) + QStringLiteral(": ") + words);
}

std::optional<qsizetype> ChartView::markAt(QPointF position) const
{
    std::optional<qsizetype> best;
    double nearest = ChartPainter::markSize / 2 + 1;
    for (qsizetype i = 0; i < m_scene.marks.size(); ++i) {
        const QRectF rect = ChartPainter::markRect(m_scene, i, plot());
        const double distance = std::abs(rect.center().x() - position.x());
        if (distance <= nearest && position.y() >= rect.top() - 2
            && position.y() <= rect.bottom() + 3) {
            nearest = distance;
            best = i;
        }
    }
    return best;
}

void ChartView::openGroup(const MarkGroup &group)
{
    const bool isClose = group.last - group.utc < std::chrono::seconds(2);
    if (group.count == 1 || isClose) {
        Q_EMIT pollChosen(m_data->marks().at(group.first));
        return;
    }
    const UtcTime room = (group.last - group.utc) / 2;
    m_window->show(group.utc - room, group.last + room);
}

void ChartView::openMarkAtCursor()
{
    const auto &cursor = m_window->cursor();
    if (!cursor)
        return;
    const ChartScene &now = scene();
    if (const auto mark = markAt(QPointF(place().x(*cursor), plot().bottom() - 4)))
        openGroup(now.marks[*mark]);
}

void ChartView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position();
    m_last = m_pressed;
    m_hasMoved = false;
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
        const bool isFrame = event->modifiers().testFlag(Qt::ShiftModifier);
        m_drag = isFrame ? Drag::Frame : Drag::Pan;
        event->accept();
    }
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF position = event->position();
    const int least = QGuiApplication::styleHints()->startDragDistance();
    if (m_drag != Drag::None && !m_hasMoved)
        m_hasMoved = std::abs(position.x() - m_pressed.x()) >= least;
    if (m_drag == Drag::Pan && m_hasMoved) {
        viewport()->setCursor(Qt::ClosedHandCursor);
        const ChartPlace here = place();
        m_window->pan(here.at(m_last.x()) - here.at(position.x()));
        m_last = position;
    } else if (m_drag == Drag::Frame) {
        m_last = position;
        redraw();
    }
    if (m_drag == Drag::None) {
        const bool isInside = plot().contains(position);
        m_window->setCursor(isInside ? std::optional(place().at(position.x())) : std::nullopt);
        viewport()->setCursor(markAt(position) ? Qt::PointingHandCursor
                                  : isInside   ? Qt::CrossCursor
                                               : Qt::ArrowCursor);
    }
}

void ChartView::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    viewport()->setCursor(Qt::CrossCursor);
    const ChartPlace here = place();
    if (drag == Drag::Frame && m_hasMoved) {
        const UtcTime one = here.at(std::clamp(m_pressed.x(), plot().left(), plot().right()));
        const UtcTime other =
            here.at(std::clamp(event->position().x(), plot().left(), plot().right()));
        m_window->show(std::min(one, other), std::max(one, other));
    } else if (drag == Drag::Pan && !m_hasMoved && event->button() == Qt::LeftButton) {
        if (const auto mark = markAt(event->position()))
            openGroup(m_scene.marks[*mark]);
    }
    redraw();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (plot().contains(event->position()) && !markAt(event->position()))
        m_window->zoom(place().at(event->position().x()),
                       event->modifiers().testFlag(Qt::ShiftModifier) ? 1 / keyZoom : keyZoom);
}

void ChartView::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    const QPoint pixels = event->pixelDelta();
    const bool isPad = event->phase() != Qt::NoScrollPhase
        || (event->device() && event->device()->type() == QInputDevice::DeviceType::TouchPad);
    const bool isSideways =
        event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(angle.x()) > std::abs(angle.y());
    const bool zooms = event->modifiers().testFlag(Qt::ControlModifier) || !(isPad || isSideways);
    if (zooms) {
        const double x = std::clamp(event->position().x(), plot().left(), plot().right());
        m_window->zoom(place().at(x), std::pow(wheelZoom, angle.y() / notch));
    } else if (!pixels.isNull()) {
        const int delta = std::abs(pixels.x()) > std::abs(pixels.y()) ? pixels.x() : pixels.y();
        m_window->pan(-place().pixel() * delta);
    } else {
        const int delta = angle.x() != 0 ? angle.x() : angle.y();
        m_window->pan(-part(m_window->span(), delta / notch * keyPan));
    }
    event->accept();
}

bool ChartView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, viewport());
        return true;
    }
    case QEvent::NativeGesture:
        if (zoomByGesture(*static_cast<QNativeGestureEvent *>(event)))
            return true;
        break;
    case QEvent::Gesture:
        if (zoomByPinch(event))
            return true;
        break;
    case QEvent::Leave:
        if (m_drag == Drag::None && !hasFocus())
            m_window->setCursor({});
        break;
    default: break;
    }
    return QChartView::viewportEvent(event);
}

bool ChartView::zoomByGesture(const QNativeGestureEvent &event)
{
    if (event.gestureType() != Qt::ZoomNativeGesture)
        return false;
    m_window->zoom(place().at(event.position().x()), 1 + event.value());
    return true;
}

bool ChartView::zoomByPinch(QEvent *event)
{
    auto *gestures = static_cast<QGestureEvent *>(event);
    const auto *pinch = qobject_cast<QPinchGesture *>(gestures->gesture(Qt::PinchGesture));
    if (!pinch)
        return false;
    m_drag = Drag::None;
    if (pinch->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged)) {
        const QPointF centre = viewport()->mapFromGlobal(pinch->centerPoint());
        m_window->zoom(place().at(centre.x()), pinch->scaleFactor());
    }
    gestures->accept();
    return true;
}

QString ChartView::toolTipAt(QPointF position) const
{
    const auto number = markAt(position);
    if (!number)
        return {};
    const MarkGroup &group = m_scene.marks[*number];
    if (group.count > 1)
        return texts::pollCountText(group.count, group.hasFailure);
    const PollRecord poll = m_data->marks().at(group.first);
    return charttime::momentText(poll.due, m_zone) + QLatin1Char('\n') + texts::pollText(poll);
}

void ChartView::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuRequested(event->globalPos());
    event->accept();
}

} // namespace optoscope
