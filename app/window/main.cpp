// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/settingsstore.h"
#include "app/window/targetlist.h"
#include "resources/knowledge.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileDialog>
#include <QSettings>

using namespace optoscope;

namespace {

QString chooseSaveFile(QWidget *parent, const QString &title, const QString &suggestion,
                       const QString &filter)
{
    return QFileDialog::getSaveFileName(parent, title, suggestion, filter);
}

/// The target named on the command line, empty if there is none. Ends the program for --help.
QString targetOfCommandLine()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate(
        "main", "Finds out why an electricity meter's optical port does not answer."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("target"),
        QApplication::translate("main",
                                "What to choose as the target: a port, tcp:HOST:PORT, virtual:. "
                                "Nothing is opened before Read is pressed."),
        QStringLiteral("[target]"));
    parser.process(*QCoreApplication::instance());
    return parser.positionalArguments().value(0);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Optoscope"));
    QApplication::setApplicationName(QStringLiteral("optoscope"));
    QApplication::setApplicationDisplayName(QString());
    QApplication::setApplicationVersion(QStringLiteral(OPTOSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("optoscope"));
    const QString target = targetOfCommandLine();

    QSettings store;
    const Environment environment{loadSettings(store), loadKnowledge(), &listTargets,
                                  &chooseSaveFile};
    applyAppearance(environment.settings.appearance);
    MainWindow window(environment);
    if (!target.isEmpty())
        window.chooseTarget(target);
    QObject::connect(&window, &MainWindow::closing, &store,
                     [&] { saveSettings(store, window.settings()); });
    window.show();
    return QApplication::exec();
}
