// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/characterrange.h"
#include "core/uart/instant.h"
#include "ui/window/environment.h"

#include <QMainWindow>

namespace optoscope {

class BytesPanel;
class BytesView;
class ChartPage;
class LineView;
class ReadoutPage;
class SelectionHub;
class SessionDocument;

/// The views of a session: the bytes in the middle, all others in docks around them that can be
/// moved, hidden and restored.
class Workspace final : public QMainWindow
{
    Q_OBJECT
public:
    Workspace(SessionDocument *document, const Environment &environment, QWidget *parent = nullptr);

    ReadoutPage *readoutPage() const { return m_readout; }
    BytesPanel *bytesPanel() const { return m_bytes; }
    BytesView *bytesView() const;
    LineView *lineView() const { return m_line; }
    ChartPage *chartPage() const { return m_charts; }
    /// One checkable action a dock.
    QList<QAction *> viewActions() const;
    void showFindings();
    void showReadout();
    void showNotes();
    /// Selects \a characters and brings them into sight; without any what happened at \a at.
    void showPlace(Instant at, CharacterRange characters);
    /// With room for them, if they were not in sight.
    void showCharts();

    QByteArray arrangement() const { return saveState(arrangementVersion); }
    /// Restores what arrangement() gave; the usual arrangement if it does not fit.
    void setArrangement(const QByteArray &arrangement);
    void resetLayout();

protected:
    void showEvent(QShowEvent *event) override;

private:
    static constexpr int arrangementVersion = 4;

    void applyUsualSizes();
    void makeBytes(const Environment &environment);
    void makeNotes();
    void makeDocks(const ObisTable &names, const SaveFileChooser &chooser);
    QDockWidget *addDock(Qt::DockWidgetArea area, const QString &name, const QString &title,
                         QWidget *content);

    SessionDocument *m_document;
    SelectionHub *m_hub;
    BytesPanel *m_bytes = nullptr;
    ReadoutPage *m_readout = nullptr;
    LineView *m_line = nullptr;
    ChartPage *m_charts = nullptr;
    QDockWidget *m_conversationDock = nullptr;
    QDockWidget *m_lineDock = nullptr;
    QDockWidget *m_readoutDock = nullptr;
    QDockWidget *m_findingsDock = nullptr;
    QDockWidget *m_notesDock = nullptr;
    QDockWidget *m_chartDock = nullptr;
    bool m_usualSizes = true; ///< wait for the first showing: before it docks have no sizes
};

} // namespace optoscope
