// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/byteslayout.h"
#include "ui/bytes/rowsview.h"

namespace optoscope {

class BytesDelegate;
class BytesHeader;
class BytesModel;
class NoteBook;
class OverviewStrip;
class SelectionHub;
class SessionDocument;
class TraceFinder;

/// The bytes as they came: times, direction, digits and text, following what arrives until the
/// person looks back.
class BytesView final : public RowsView
{
    Q_OBJECT
public:
    BytesView(BytesModel *model, const SessionDocument *document, SelectionHub *hub,
              QWidget *parent = nullptr);

    /// Marks the hits and goes to the one that the person is at.
    void setFinder(TraceFinder *finder);
    void setNotes(const NoteBook *notes);

    /// Keeps the last row in sight while rows arrive.
    QAction *followAction() const { return m_follow; }
    /// Copies the selected rows as they are shown.
    QAction *copyAction() const { return m_copy; }
    /// Copy the selected characters for other programs: as text, as hex, as a C array.
    const QList<QAction *> &copyAsActions() const { return m_copyAs; }
    /// More of the context menu.
    void addMenuActions(const QList<QAction *> &actions) { m_menuActions += actions; }
    /// The selected rows as they are copied, one line each.
    QString selectedText() const;
    /// What is selected here, or anywhere else.
    CharacterRange selectedCharacters() const;
    /// The first character that the person looks at: of the current row, or of the first in sight.
    qint64 characterHere() const;
    /// Makes \a row the current one and brings it into the middle.
    void goToRow(qsizetype row);
    OverviewStrip *strip() const { return m_strip; }
    /// Takes over what the model's options say about columns.
    void showLayout() { applyLayout(); }

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void applyLayout();
    int secondDigits() const;
    void placeParts();
    void makeActions();
    void watchModel();
    void keepPlace();
    void returnToPlace();
    void showHub();
    void countMissed(int rows);
    void adoptScrollPosition();
    bool toggleAt(const QPoint &point, bool anywhere);
    QModelIndex foldOrLeave();
    QModelIndex unfoldOrEnter();
    void copy() const;

    BytesModel *m_model;
    SelectionHub *m_hub;
    BytesDelegate *m_delegate;
    BytesHeader *m_header;
    OverviewStrip *m_strip;
    QAction *m_follow = nullptr;
    QAction *m_copy = nullptr;
    QList<QAction *> m_copyAs;
    QList<QAction *> m_menuActions;
    BytesLayout m_layout;
    int m_secondDigits = BytesLayout::leastSecondDigits;
    qint64 m_keptCharacter =
        -1; ///< while the model is reset: the current one, or the first in sight
    bool m_keptCurrent = false;
    int m_missed = 0; ///< rows that came while the person looked elsewhere
    bool m_selecting = false; ///< The hub is told what was selected here.
    bool m_showing = false; ///< The selection changes because the hub said so.
};

} // namespace optoscope
