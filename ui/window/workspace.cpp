// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/workspace.h"

#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/bytesview.h"
#include "ui/conversation/conversationmodel.h"
#include "ui/conversation/conversationview.h"
#include "ui/findings/findingsmodel.h"
#include "ui/findings/findingsview.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"

#include <QAction>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace optoscope {

Workspace::Workspace(const SessionDocument *document, const Environment &environment,
                     QWidget *parent)
    : QMainWindow(parent, Qt::Widget)
    , m_document(document)
    , m_hub(new SelectionHub(this))
{
    setObjectName(QStringLiteral("workspace"));
    setDockNestingEnabled(true);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    connect(document, &SessionDocument::cleared, m_hub, &SelectionHub::clear);
    makeBytes();
    makeDocks(environment.knowledge.obis, environment.chooseSaveFile);
    setArrangement(environment.settings.arrangement);
}

void Workspace::makeBytes()
{
    m_bytes = new BytesView(new BytesModel(m_document, this), m_hub, this);
    auto *middle = new QWidget(this);
    auto *title = new QLabel(tr("Bytes"), middle);
    auto *follow = new QToolButton(middle);
    follow->setDefaultAction(m_bytes->followAction());
    follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    follow->setAutoRaise(true);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 2, 4, 2);
    top->addWidget(title);
    top->addStretch(1);
    top->addWidget(follow);
    auto *all = new QVBoxLayout(middle);
    all->setContentsMargins({});
    all->setSpacing(0);
    all->addLayout(top);
    all->addWidget(m_bytes);
    setCentralWidget(middle);
}

void Workspace::makeDocks(const ObisTable &names, const SaveFileChooser &chooser)
{
    auto *conversation = new ConversationView(new ConversationModel(m_document, this), m_hub, this);
    auto *findings = new FindingsView(new FindingsModel(m_document, this), m_document, m_hub, this);
    m_readout = new ReadoutPage(m_document, names, chooser, this);
    m_conversationDock = addDock(Qt::LeftDockWidgetArea, QStringLiteral("conversationDock"),
                                 tr("Conversation"), conversation);
    m_readoutDock =
        addDock(Qt::BottomDockWidgetArea, QStringLiteral("readoutDock"), tr("Read-out"), m_readout);
    m_findingsDock =
        addDock(Qt::BottomDockWidgetArea, QStringLiteral("findingsDock"), tr("Findings"), findings);
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
    return {m_conversationDock->toggleViewAction(), m_readoutDock->toggleViewAction(),
            m_findingsDock->toggleViewAction()};
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

void Workspace::setArrangement(const QByteArray &arrangement)
{
    resetLayout();
    if (!arrangement.isEmpty())
        restoreState(arrangement, arrangementVersion);
}

void Workspace::resetLayout()
{
    for (QDockWidget *dock : {m_conversationDock, m_readoutDock, m_findingsDock}) {
        dock->setFloating(false);
        dock->show();
    }
    addDockWidget(Qt::LeftDockWidgetArea, m_conversationDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_readoutDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_findingsDock);
    tabifyDockWidget(m_readoutDock, m_findingsDock);
    m_readoutDock->raise();
    const int digit = fontMetrics().horizontalAdvance(u'0');
    resizeDocks({m_conversationDock}, {52 * digit}, Qt::Horizontal);
    resizeDocks({m_readoutDock}, {15 * fontMetrics().height()}, Qt::Vertical);
}

} // namespace optoscope
