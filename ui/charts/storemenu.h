// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/storeaddress.h"
#include "ui/charts/serverdialog.h"
#include "ui/window/environment.h"

class QAction;
class QMenu;

namespace optoscope {

/// What can be chosen about where readings are kept: a file, a database, nothing; and which store
/// is opened to be looked at.
class StoreMenu final : public QObject
{
    Q_OBJECT
public:
    StoreMenu(const Environment &environment, QWidget *window);

    QMenu *menu() const { return m_menu; }
    QAction *openAction() const { return m_open; }
    QAction *openServerAction() const { return m_openServer; }
    /// Whether each poll is shown in the other views.
    QAction *watchAction() const { return m_watch; }
    /// While polling the store cannot be changed. \a isKept: there is a store.
    void setState(bool running, bool isKept);
    /// The address of the database that was used last, without its password; empty if none was.
    const QString &server() const { return m_server; }

Q_SIGNALS:
    /// Readings are to be kept in \a store, or nowhere; \a isThere: it holds some already.
    void keepRequested(const std::optional<optoscope::StoreAddress> &store, bool isThere);
    void openRequested(const optoscope::StoreAddress &store);

private:
    QAction *add(const QString &name, const QString &text);
    void connectFiles();
    void askServer(StoreUse use);

    Environment m_environment;
    QWidget *m_window;
    QMenu *m_menu;
    QAction *m_keep;
    QAction *m_keepServer;
    QAction *m_open;
    QAction *m_openServer;
    QAction *m_forget;
    QAction *m_watch;
    ServerDialog *m_dialog = nullptr;
    StoreUse m_use = StoreUse::Write; ///< what the dialogue asks for
    QString m_server;
};

} // namespace optoscope
