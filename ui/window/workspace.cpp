// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/workspace.h"

#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/bytespanel.h"
#include "ui/bytes/bytesview.h"
#include "ui/bytes/messagefields.h"
#include "ui/charts/chartpage.h"
#include "ui/conversation/conversationmodel.h"
#include "ui/conversation/conversationview.h"
#include "ui/findings/findingsmodel.h"
#include "ui/findings/findingsview.h"
#include "ui/line/lineview.h"
#include "ui/notes/notesview.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"

#include <QAction>
#include <QDockWidget>

namespace optoscope {

Workspace::Workspace(SessionDocument *document, const Environment &environment, QWidget *parent)
    : QMainWindow(parent)
    , m_document(document)
    , m_hub(new SelectionHub(this))
{
    setObjectName(QStringLiteral("workspace"));
    // A main window within the main window: QMainWindow would make itself one of its own.
    setWindowFlags(Qt::Widget);
    setDockNestingEnabled(true);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    connect(document, &SessionDocument::cleared, m_hub, &SelectionHub::clear);
    makeBytes(environment);
    makeDocks(environment.knowledge.obis, environment.chooseSaveFile);
    setArrangement(environment.settings.arrangement);
}

void Workspace::makeBytes(const Environment &environment)
{
    m_bytes = new BytesPanel(m_document, m_hub,
                             {environment.knowledge.obis, environment.knowledge.flags}, this);
    m_bytes->setOptions(environment.settings.bytes);
    setCentralWidget(m_bytes);
    setFocusProxy(m_bytes);
}

BytesView *Workspace::bytesView() const
{
    return m_bytes->view();
}

void Workspace::makeNotes()
{
    auto *notes = new NotesView(m_bytes->notes(), this);
    m_notesDock =
        addDock(Qt::BottomDockWidgetArea, QStringLiteral("notesDock"), tr("Notes"), notes);
    connect(notes, &NotesView::chosen, m_bytes, &BytesPanel::showNote);
    connect(m_bytes, &BytesPanel::notesWanted, this, &Workspace::showNotes);
}

void Workspace::makeDocks(const ObisTable &names, const SaveFileChooser &chooser)
{
    auto *conversation = new ConversationView(new ConversationModel(m_document, this), m_hub, this);
    auto *findings = new FindingsView(new FindingsModel(m_document, this), m_document, m_hub, this);
    m_line = new LineView(m_document, m_hub, this);
    m_readout = new ReadoutPage(m_document, names, chooser, this);
    m_charts = new ChartPage(names, chooser, this);
    m_conversationDock = addDock(Qt::LeftDockWidgetArea, QStringLiteral("conversationDock"),
                                 tr("Conversation"), conversation);
    m_lineDock = addDock(Qt::BottomDockWidgetArea, QStringLiteral("lineDock"), tr("Line"), m_line);
    m_readoutDock =
        addDock(Qt::BottomDockWidgetArea, QStringLiteral("readoutDock"), tr("Read-out"), m_readout);
    m_findingsDock =
        addDock(Qt::BottomDockWidgetArea, QStringLiteral("findingsDock"), tr("Findings"), findings);
    m_chartDock =
        addDock(Qt::BottomDockWidgetArea, QStringLiteral("chartDock"), tr("Charts"), m_charts);
    makeNotes();
}

QDockWidget *Workspace::addDock(Qt::DockWidgetArea area, const QString &name, const QString &title,
                                QWidget *content)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

QList<QAction *> Workspace::viewActions() const
{
    return {m_conversationDock->toggleViewAction(), m_lineDock->toggleViewAction(),
            m_readoutDock->toggleViewAction(),      m_findingsDock->toggleViewAction(),
            m_notesDock->toggleViewAction(),        m_chartDock->toggleViewAction()};
}

void Workspace::showFindings()
{
    m_findingsDock->show();
    m_findingsDock->raise();
}

void Workspace::showReadout()
{
    m_readoutDock->show();
    m_readoutDock->raise();
}

void Workspace::showPlace(Instant at, CharacterRange characters)
{
    // What is selected already is to be brought into sight, too.
    m_hub->clear();
    if (characters.count > 0)
        m_hub->select(characters);
    else
        m_bytes->view()->goToRow(m_bytes->model()->rowAt(at));
    m_bytes->view()->setFocus();
}

void Workspace::showCharts()
{
    const bool wasShown = m_charts->isVisible() && !m_charts->visibleRegion().isEmpty();
    m_chartDock->show();
    m_chartDock->raise();
    if (wasShown || m_chartDock->isFloating()
        || dockWidgetArea(m_chartDock) != Qt::BottomDockWidgetArea)
        return;
    resizeDocks({m_lineDock, m_chartDock}, {height() * 20 / 100, height() * 51 / 100},
                Qt::Vertical);
}

void Workspace::showNotes()
{
    m_notesDock->show();
    m_notesDock->raise();
}

void Workspace::setArrangement(const QByteArray &arrangement)
{
    resetLayout();
    if (!arrangement.isEmpty())
        m_usualSizes = !restoreState(arrangement, arrangementVersion);
}

void Workspace::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (std::exchange(m_usualSizes, false))
        applyUsualSizes();
}

void Workspace::resetLayout()
{
    for (QDockWidget *dock : {m_conversationDock, m_lineDock, m_readoutDock, m_findingsDock,
                              m_notesDock, m_chartDock}) {
        dock->setFloating(false);
        dock->show();
    }
    addDockWidget(Qt::LeftDockWidgetArea, m_conversationDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_lineDock);
    splitDockWidget(m_lineDock, m_readoutDock, Qt::Vertical);
    addDockWidget(Qt::BottomDockWidgetArea, m_findingsDock);
    tabifyDockWidget(m_readoutDock, m_findingsDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_notesDock);
    tabifyDockWidget(m_findingsDock, m_notesDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_chartDock);
    tabifyDockWidget(m_notesDock, m_chartDock);
    m_readoutDock->raise();
    if (isVisible())
        applyUsualSizes();
    else
        m_usualSizes = true;
}

void Workspace::applyUsualSizes()
{
    const int digit = fontMetrics().horizontalAdvance(u'0');
    resizeDocks({m_conversationDock}, {48 * digit}, Qt::Horizontal);
    resizeDocks({m_lineDock, m_readoutDock},
                {15 * fontMetrics().height(), 13 * fontMetrics().height()}, Qt::Vertical);
}

} // namespace optoscope
