// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartaxes.h"
#include "ui/charts/chartpainter.h"

#include <QChartView>
#include <QTimer>

class QAction;
class QNativeGestureEvent;

namespace optoscope {

class ChartData;
class TimeWindow;

/// A chart that is moved and zoomed by mouse, touch pad and keyboard. Qt Charts draws its frame,
/// axes and grid; the lines are drawn from the scene, since a line of Qt Charts has no gaps.
class ChartView final : public QChartView
{
    Q_OBJECT
public:
    ChartView(const ChartData *source, TimeWindow *window, QWidget *parent = nullptr);

    /// Counters as what was consumed per interval; nothing: per what suits the range.
    void setConsumption(bool shown, std::optional<charttime::Interval> interval);
    void setZone(const QTimeZone &zone);
    /// Said in the middle while nothing can be drawn.
    void setPlaceholder(const QString &text);
    /// Lets charts stand exactly below each other: how much room the axes take on either side, and
    /// how much they are to take.
    std::pair<double, double> sides() const;
    void setSides(double left, double right);

    /// As it is on the screen; what is still to be drawn is drawn first.
    const ChartScene &scene();
    QRectF plot() const { return chart()->plotArea(); }
    /// At the cross hair; nothing without one.
    std::optional<ChartReadout> readout();
    const QTimeZone &zone() const { return m_zone; }
    QList<QAction *> markActions() const { return {m_nextMark, m_previousMark, m_openMark}; }
    /// The cross hair goes to the next mark, or to the one before.
    void stepMark(bool forward);

    QSize sizeHint() const override;

Q_SIGNALS:
    /// A mark was chosen: its poll's trace is wanted.
    void pollChosen(const optoscope::PollRecord &poll);
    /// The room on either side has changed.
    void sidesChanged();
    void menuRequested(const QPoint &globalPosition);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    class Plot;
    enum class Drag : quint8 { None, Pan, Frame };

    void makeActions();
    void refresh();
    void makeScene();
    void refreshLater();
    void redraw();
    void adoptColors();
    void adoptCursor();
    ChartPlace place() const;
    bool moveByKey(const QKeyEvent &event);
    void zoomBy(double factor);
    void stepCursor(bool forward);
    std::optional<qsizetype> markAt(QPointF position) const;
    void openGroup(const MarkGroup &group);
    void openMarkAtCursor();
    bool zoomByGesture(const QNativeGestureEvent &event);
    bool zoomByPinch(QEvent *event);
    QString toolTipAt(QPointF position) const;

    const ChartData *m_data;
    TimeWindow *m_window;
    ChartAxes m_axes;
    Plot *m_plot;
    ChartScene m_scene;
    QTimer m_refresh;
    bool m_isOld = true;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    bool m_showsConsumption = false;
    std::optional<charttime::Interval> m_interval;
    QString m_placeholder;
    QAction *m_nextMark = nullptr;
    QAction *m_previousMark = nullptr;
    QAction *m_openMark = nullptr;
    Drag m_drag = Drag::None;
    QPointF m_pressed;
    QPointF m_last;
    bool m_hasMoved = false; ///< since the button was pressed
};

} // namespace optoscope
