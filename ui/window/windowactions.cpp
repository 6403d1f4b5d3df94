// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/windowactions.h"

#include "ui/palette/icons.h"

#include <QAction>
#include <QToolBar>
#include <QWidget>

namespace optoscope {

WindowActions::WindowActions(QObject *parent)
    : QObject(parent)
    , m_read(add(tr("&Read"), QStringLiteral("readAction"), tr("Read the meter (F5)"),
                 QStringLiteral("read")))
    , m_listen(add(tr("&Listen"), QStringLiteral("listenAction"),
                   tr("Show and record what comes, and send nothing (F6)"),
                   QStringLiteral("listen")))
    , m_stop(add(tr("&Stop"), QStringLiteral("stopAction"), tr("Stop reading (Esc)"),
                 QStringLiteral("stop")))
    , m_selfTest(add(tr("Self-&test"), QStringLiteral("selfTestAction"),
                     tr("Find out why the meter does not answer (F9)"), QStringLiteral("silent")))
    , m_search(add(tr("Find out &how to talk to it…"), QStringLiteral("searchAction")))
    , m_poll(add(tr("&Poll the meter and draw charts"), QStringLiteral("pollAction")))
    , m_findRegister(add(tr("&Find a register"), QStringLiteral("findRegisterAction"), {},
                         QStringLiteral("filter")))
    , m_showStart(add(tr("&Start page"), QStringLiteral("startPageAction")))
    , m_showTry(add(tr("&Try without hardware"), QStringLiteral("tryAction"), {},
                    QStringLiteral("virtual")))
{
    m_read->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
    m_listen->setShortcut(Qt::Key_F6);
    m_stop->setShortcut(Qt::Key_Escape);
    m_selfTest->setShortcut(Qt::Key_F9);
    m_poll->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_P));
    m_findRegister->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    m_showStart->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Home));
    m_showTry->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
}

QAction *WindowActions::add(const QString &text, const QString &name, const QString &toolTip,
                            const QString &icon)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    if (!toolTip.isEmpty())
        action->setToolTip(toolTip);
    if (!icon.isEmpty())
        action->setIcon(themedIcon(icon));
    return action;
}

void WindowActions::fillToolBar(QToolBar *bar) const
{
    for (QAction *action : {m_read, m_listen, m_selfTest, m_stop}) {
        bar->addAction(action);
        bar->widgetForAction(action)->setFocusPolicy(Qt::StrongFocus);
    }
}

} // namespace optoscope
