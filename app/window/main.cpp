// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/caselist.h"
#include "app/window/settingsstore.h"
#include "app/window/targetlist.h"
#include "core/link/sessionfacts.h"
#include "resources/knowledge.h"
#include "ui/texts/texts.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

using namespace optoscope;

namespace {

QString chooseSaveFile(QWidget *parent, const QString &title, const QString &suggestion,
                       const QString &filter)
{
    return QFileDialog::getSaveFileName(parent, title, suggestion, filter);
}

QString chooseOpenFile(QWidget *parent, const QString &title, const QString &filter)
{
    return QFileDialog::getOpenFileName(parent, title, {}, filter);
}

OpeningResult importFileOf(const QString &file, const ImportChoices &choices,
                           const ReadProgress &progress)
{
    return importCapture(file, choices, progress);
}

/// The target or file named on the command line, empty if there is none. Ends the program for
/// --help.
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
                                "A recording to open, or what to choose as the target: a port, "
                                "tcp:HOST:PORT, virtual:. A target is not opened before Read is "
                                "pressed."),
        QStringLiteral("[file or target]"));
    parser.process(*QCoreApplication::instance());
    return parser.positionalArguments().value(0);
}

/// What is wrong with a person's own tables of knowledge, told once at the start.
void tellProblems(const KnowledgeProblems &problems, QWidget *parent)
{
    if (problems.isEmpty())
        return;
    QStringList lines;
    for (const KnowledgeProblem &problem : problems)
        lines.append(texts::tableErrorText(problem.file, problem.error));
    auto *box = new QMessageBox(
        QMessageBox::Warning, QApplication::translate("main", "Tables of knowledge"),
        QApplication::translate("main", "Some rows of your own tables cannot be used."),
        QMessageBox::Ok, parent);
    box->setDetailedText(lines.join(u'\n'));
    box->setInformativeText(lines.first());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

QString recordingsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)
        + QStringLiteral("/recordings");
}

/// --help and --version need no display.
bool asksForWords(int argc, char *argv[])
{
    return std::any_of(argv + 1, argv + argc, [](const char *argument) {
        const QByteArrayView word(argument);
        return word == "-h" || word == "--help" || word == "--help-all" || word == "-v"
            || word == "--version";
    });
}

} // namespace

int main(int argc, char *argv[])
{
    if (asksForWords(argc, argv) && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Optoscope"));
    QApplication::setApplicationName(QStringLiteral("optoscope"));
    QApplication::setApplicationDisplayName(QString());
    QApplication::setApplicationVersion(QStringLiteral(OPTOSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("optoscope"));
    const QString target = targetOfCommandLine();

    QSettings store;
    KnowledgeProblems problems;
    const Environment environment{
        .settings = loadSettings(store),
        .knowledge = loadKnowledge(ownKnowledgeDirectory(), &problems),
        .targetChoices = &listTargets,
        .chooseSaveFile = &chooseSaveFile,
        .virtualAnswers = &answersOf,
        .chooseOpenFile = &chooseOpenFile,
        .importCapture = &importFileOf,
        .virtualCases = &listCases,
        .inventory = &inventoryOf,
        .recordingsFolder = recordingsFolder(),
        .captureFacts = &sessionFacts,
    };
    applyAppearance(environment.settings.appearance);
    MainWindow window(environment);
    if (QFileInfo(target).isFile())
        window.openFile(target);
    else if (!target.isEmpty())
        window.chooseTarget(target);
    QObject::connect(&window, &MainWindow::closing, &store,
                     [&] { saveSettings(store, window.settings()); });
    window.show();
    tellProblems(problems, &window);
    return QApplication::exec();
}
