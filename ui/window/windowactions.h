// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QToolBar;

namespace optoscope {

/// What the window offers in its menus beyond what its parts bring: names, keys and hints.
class WindowActions final : public QObject
{
    Q_OBJECT
public:
    explicit WindowActions(QObject *parent);

    QAction *read() const { return m_read; }
    QAction *listen() const { return m_listen; }
    QAction *stop() const { return m_stop; }
    QAction *selfTest() const { return m_selfTest; }
    QAction *search() const { return m_search; }
    QAction *poll() const { return m_poll; }
    QAction *findRegister() const { return m_findRegister; }
    QAction *showStart() const { return m_showStart; }
    QAction *showTry() const { return m_showTry; }

    void fillToolBar(QToolBar *bar) const;

private:
    QAction *add(const QString &text, const QString &name, const QString &toolTip = {},
                 const QString &icon = {});

    QAction *m_read;
    QAction *m_listen;
    QAction *m_stop;
    QAction *m_selfTest;
    QAction *m_search;
    QAction *m_poll;
    QAction *m_findRegister;
    QAction *m_showStart;
    QAction *m_showTry;
};

} // namespace optoscope
