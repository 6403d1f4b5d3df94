// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/bytesoptions.h"

#include <QWidget>

class QActionGroup;
class QMenu;
class QToolBar;

namespace optoscope {

class BytesModel;
class BytesView;
class LineBar;
class MarkedLabel;
class NoteBook;
class SearchBar;
class SelectionHub;
class SessionDocument;
class StoreBar;
class TraceFinder;
struct FieldNames;

/// The bytes with everything around them: tools, search, filter, going to a time, notes.
class BytesPanel final : public QWidget
{
    Q_OBJECT
public:
    BytesPanel(SessionDocument *document, SelectionHub *hub, const FieldNames &names,
               QWidget *parent = nullptr);

    BytesView *view() const { return m_view; }
    BytesModel *model() const { return m_model; }
    NoteBook *notes() const { return m_notes; }
    SearchBar *searchBar() const { return m_search; }
    const BytesOptions &options() const;
    void setOptions(const BytesOptions &options);

    /// Begins a search.
    void find();
    /// Brings the note \a index of the notes into sight.
    void showNote(qsizetype index);
    /// Everything that can be done here, for a menu of the window.
    void fillMenu(QMenu *menu) const;

Q_SIGNALS:
    /// The notes are wanted in sight.
    void notesWanted();

private:
    void makeActions();
    void makeToolBar();
    QMenu *makeViewMenu();
    QMenu *makeFilterMenu();
    void addChoices(QMenu *menu, QActionGroup *group, const QStringList &names, int chosen,
                    void (BytesPanel::*choose)(int));
    QAction *addSwitch(QMenu *menu, const QString &name, const QString &tip,
                       bool BytesOptions::*on);
    QAction *makeAction(const QString &name, const QString &text, const QKeySequence &keys,
                        void (BytesPanel::*slot)());
    void chooseLayout(int layout);
    void chooseTime(int time);
    void showOptions();
    void applyFilter();
    void clearFilter();
    void showFilter();
    void askTime();
    void goTo(const QString &text);
    void bookmark();
    void askNote();
    void writeNote(const QString &text);
    Instant momentHere() const;
    void goToNote(int step);
    void nextNote() { goToNote(1); }
    void previousNote() { goToNote(-1); }
    void nextHit();
    void previousHit();
    void fold();
    void unfold();
    bool event(QEvent *event) override;

    SessionDocument *m_document;
    SelectionHub *m_hub;
    BytesModel *m_model;
    NoteBook *m_notes;
    TraceFinder *m_finder;
    BytesView *m_view;
    QToolBar *m_tools;
    SearchBar *m_search;
    LineBar *m_timeBar;
    LineBar *m_noteBar;
    StoreBar *m_store;
    MarkedLabel *m_filtered;
    QList<QAction *> m_actions; ///< with separators as nulls
    QMenu *m_viewMenu = nullptr;
    QMenu *m_filterMenu = nullptr;
    QActionGroup *m_layouts = nullptr;
    QActionGroup *m_times = nullptr;
    QList<std::pair<QAction *, bool BytesOptions::*>> m_switches;
    QAction *m_sent = nullptr;
    QAction *m_received = nullptr;
    QAction *m_errors = nullptr;
    QList<QAction *> m_kinds; ///< in the order of MessageKind
    Instant m_noteMoment; ///< that the note being typed is about
};

} // namespace optoscope
