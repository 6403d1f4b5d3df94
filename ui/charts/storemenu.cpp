// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/storemenu.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>

namespace optoscope {

StoreMenu::StoreMenu(const Environment &environment, QWidget *window)
    : QObject(window)
    , m_environment(environment)
    , m_window(window)
    , m_menu(new QMenu(window))
    , m_keep(add(QStringLiteral("keepReadingsAction"), tr("Keep readings in a &file…")))
    , m_keepServer(add(QStringLiteral("keepInDatabaseAction"), tr("Keep readings in a &database…")))
    , m_open(add(QStringLiteral("openStoreAction"), tr("Open a store of &readings…")))
    , m_openServer(add(QStringLiteral("openDatabaseAction"), tr("Open a d&atabase of readings…")))
    , m_forget(add(QStringLiteral("forgetReadingsAction"), tr("Do &not keep readings")))
    , m_watch(add(QStringLiteral("watchPollsAction"), tr("&Show each poll in the other views")))
    , m_server(environment.settings.database)
{
    m_watch->setCheckable(true);
    m_watch->setChecked(true);
    m_menu->addActions({m_keep, m_keepServer, m_forget});
    m_menu->addSeparator();
    m_menu->addActions({m_open, m_openServer});
    m_menu->addSeparator();
    m_menu->addAction(m_watch);
    connectFiles();
    connect(m_keepServer, &QAction::triggered, this, [this] { askServer(StoreUse::Write); });
    connect(m_openServer, &QAction::triggered, this, [this] { askServer(StoreUse::Read); });
    connect(m_forget, &QAction::triggered, this, [this] { Q_EMIT keepRequested({}, false); });
}

QAction *StoreMenu::add(const QString &name, const QString &text)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    return action;
}

void StoreMenu::connectFiles()
{
    const QString filter = tr("Stores of readings (*.sqlite *.db);;All files (*)");
    const auto storeOf = [](const QString &file) {
        return StoreAddress{StoreAddress::Kind::File, QFileInfo(file).absoluteFilePath(), {}};
    };
    connect(m_open, &QAction::triggered, this, [this, filter, storeOf] {
        const QString file = m_environment.chooseOpenFile
            ? m_environment.chooseOpenFile(m_window, tr("Open a store of readings"), filter)
            : QString();
        if (!file.isEmpty())
            Q_EMIT openRequested(storeOf(file));
    });
    connect(m_keep, &QAction::triggered, this, [this, filter, storeOf] {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        const QString file = m_environment.chooseSaveFile
            ? m_environment.chooseSaveFile(
                m_window, tr("Keep readings in a file"),
                QDir(folder).filePath(tr("readings") + QStringLiteral(".sqlite")), filter)
            : QString();
        if (!file.isEmpty())
            Q_EMIT keepRequested(storeOf(file), QFileInfo::exists(file));
    });
}

void StoreMenu::askServer(StoreUse use)
{
    if (!m_dialog) {
        m_dialog = new ServerDialog(m_window);
        connect(m_dialog, &ServerDialog::chosen, this,
                [this](const StoreAddress &address, bool isThere) {
                    m_server = address.withoutPassword().toString(QUrl::FullyEncoded);
                    if (m_use == StoreUse::Write)
                        Q_EMIT keepRequested(address, isThere);
                    else
                        Q_EMIT openRequested(address);
                });
    }
    m_use = use;
    m_dialog->ask(use, m_server);
}

void StoreMenu::setState(bool running, bool isKept)
{
    for (QAction *action : {m_keep, m_keepServer, m_open, m_openServer})
        action->setEnabled(!running);
    m_forget->setEnabled(!running && isKept);
}

} // namespace optoscope
