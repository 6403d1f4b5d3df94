// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/environment.h"

#include <QMainWindow>

namespace optoscope {

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
    Workspace(const SessionDocument *document, const Environment &environment,
              QWidget *parent = nullptr);

    ReadoutPage *readoutPage() const { return m_readout; }
    BytesView *bytesView() const { return m_bytes; }
    LineView *lineView() const { return m_line; }
    ChartPage *chartPage() const { return m_charts; }
    /// One checkable action a dock.
    QList<QAction *> viewActions() const;
    void showFindings();
    void showReadout();
    /// With room for them, if they were not in sight.
    void showCharts();

    QByteArray arrangement() const { return saveState(arrangementVersion); }
    /// Restores what arrangement() gave; the usual arrangement if it does not fit.
    void setArrangement(const QByteArray &arrangement);
    void resetLayout();

protected:
    void showEvent(QShowEvent *event) override;

private:
    static constexpr int arrangementVersion = 3;

    void applyUsualSizes();
    void makeBytes();
    void makeDocks(const ObisTable &names, const SaveFileChooser &chooser);
    QDockWidget *addDock(Qt::DockWidgetArea area, const QString &name, const QString &title,
                         QWidget *content);

    const SessionDocument *m_document;
    SelectionHub *m_hub;
    BytesView *m_bytes = nullptr;
    ReadoutPage *m_readout = nullptr;
    LineView *m_line = nullptr;
    ChartPage *m_charts = nullptr;
    QDockWidget *m_conversationDock = nullptr;
    QDockWidget *m_lineDock = nullptr;
    QDockWidget *m_readoutDock = nullptr;
    QDockWidget *m_findingsDock = nullptr;
    QDockWidget *m_chartDock = nullptr;
    bool m_usualSizes = true; ///< wait for the first showing: before it docks have no sizes
};

} // namespace optoscope
