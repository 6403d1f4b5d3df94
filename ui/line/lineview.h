// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/line/linecursors.h"
#include "ui/line/linegeometry.h"
#include "ui/line/linescene.h"
#include "ui/line/lineviewport.h"

#include <QAbstractScrollArea>

class QLabel;

namespace optoscope {

class LineHeader;
class SelectionHub;
class SessionDocument;

/// Both lines as an oscilloscope would show them, from the whole session down to single bits.
class LineView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    LineView(const SessionDocument *document, SelectionHub *hub, QWidget *parent = nullptr);

    QAction *wholeAction() const { return m_whole; }
    QAction *selectionAction() const { return m_toSelection; }
    QAction *followAction() const { return m_follow; }
    const LineIndex &index() const { return m_index; }
    const LineViewport &lineViewport() const { return m_view; }
    const LineCursors &cursors() const { return m_cursors; }
    LineGeometry geometryNow() const;
    /// What the header says of the cursors.
    QString readout() const;

    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    /// How far a key moves: the share of the picture.
    static constexpr double keyPan = 0.1;

    /// What the pressed mouse button does.
    enum class Drag : quint8 { None, Measure, Pan };

    void makeActions();
    QAction *makeAction(const QString &text, const QString &toolTip,
                        const QList<QKeySequence> &keys);
    void layOut();
    void append(qsizetype first);
    void clear();
    void showHub();
    void showSelection();
    void scrollTo(int value);
    void viewChanged();
    void cursorsChanged();
    void collectMarks();
    void zoomBy(double factor);
    bool moveByKey(QKeyEvent *event);
    void stepCursor(bool second, bool forward);
    void selectAtCursor();
    void setCursorAt(QPoint position, bool second);
    void selectAt(QPoint position);
    std::optional<LineCharacter> characterAt(QPoint position, LineSide *side) const;
    double plotX(QPoint position) const;

    const SessionDocument *m_document;
    SelectionHub *m_hub;
    LineIndex m_index;
    LineIndex::EntryAccess m_entry;
    LineViewport m_view;
    LineCursors m_cursors;
    QList<LineMark> m_marks;
    bool m_marksAreOld = true;
    LineHeader *m_header = nullptr;
    QLabel *m_source = nullptr;
    QAction *m_whole = nullptr;
    QAction *m_toSelection = nullptr;
    QAction *m_zoomIn = nullptr;
    QAction *m_zoomOut = nullptr;
    QAction *m_follow = nullptr;
    QAction *m_removeCursors = nullptr;
    nanoseconds m_barUnit{1}; ///< what one step of the scroll bar is
    Drag m_drag = Drag::None;
    QPoint m_pressed;
    bool m_spaceHeld = false;
    bool m_spaceUsed = false; ///< It was held for panning.
    bool m_selecting = false; ///< The hub is told what was selected here.
    bool m_updating = false; ///< The scroll bar and the buttons are set by us.
};

} // namespace optoscope
