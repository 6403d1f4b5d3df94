// SPDX-License-Identifier: GPL-3.0-or-later

// Draws the window with a long session, a noisy one and a search, light and dark, into a directory:
//     screenshots_bytes DIRECTORY

#include "core/link/virtualrun.h"
#include "resources/knowledge.h"
#include "tests/ui/fakesession.h"
#include "tests/ui/windowfixture.h"
#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/bytespanel.h"
#include "ui/bytes/bytesview.h"
#include "ui/notes/notebook.h"
#include "ui/search/searchbar.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QLineEdit>
#include <QPixmap>
#include <QStyleFactory>
#include <QTest>

#include <cstdio>
#include <functional>
#include <random>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

TraceEntries readout()
{
    LinkRequest request;
    request.target = std::get<Target>(parseTarget(QStringLiteral("virtual:")));
    return runVirtually(request).entries;
}

/// The virtual meter, read again and again.
TraceEntries longSession()
{
    const TraceEntries once = readout();
    TraceEntries all;
    for (int i = 0; i < 60; ++i) {
        for (TraceEntry entry : once) {
            entry.at += i * 15min;
            all.append(entry);
        }
    }
    return all;
}

/// The same, one read-out with a bad line: errors here and there, a long gap, reads of few bytes.
TraceEntries noisySession()
{
    std::mt19937 random(3);
    TraceEntries all;
    nanoseconds later{0};
    qint64 count = 0;
    for (const TraceEntry &entry : readout()) {
        const CharacterRun *run = runOf(entry);
        if (!run || std::holds_alternative<Sent>(entry.what)) {
            all.append(entry);
            all.last().at += later;
            continue;
        }
        for (qsizetype at = 0; at < run->characters.size();) {
            const auto size = std::min<qsizetype>(1 + random() % 20, run->characters.size() - at);
            CharacterRun part{run->characters.mid(at, size), run->spacing, 4ms, true};
            for (Character &character : part.characters) {
                const auto dice = random() % 60;
                if (dice == 0)
                    character.flags = CharacterFlag::ParityError;
                else if (dice == 1)
                    character.flags = CharacterFlag::FramingError;
                else if (dice == 2)
                    character.flags = CharacterFlag::Overrun;
            }
            count += size;
            if (count > 150 && later < 1s)
                later += 1700ms;
            all.append({entry.at + at * run->spacing + later, Received{part}});
            at += size;
        }
    }
    return all;
}

struct Shot {
    const char *name;
    std::function<TraceEntries()> entries;
    std::function<void(BytesPanel &)> prepare;
    const char *dock = "readoutDock";
    QSize size = {1280, 800};
};

void trigger(const BytesPanel &panel, const char *action)
{
    panel.findChild<QAction *>(QString::fromLatin1(action))->trigger();
}

void showLong(BytesPanel &panel)
{
    panel.notes()->add(Instant(15min), QStringLiteral("Probe turned by 90° from here on"));
    panel.notes()->addBookmark(Instant(60min + 1s));
    panel.notes()->add(Instant(8h), QStringLiteral("Sun on the meter"));
    BytesModel *model = panel.model();
    panel.view()->goToRow(model->rowAt(Instant(15min)));
    model->setFolded(model->headOf(model->rowAt(Instant(15min + 500ms))), true);
    panel.view()->goToRow(model->rowAt(Instant(15min)));
}

void showNoise(BytesPanel &panel)
{
    BytesOptions options = panel.options();
    options.reads = true;
    panel.setOptions(options);
    panel.view()->goToRow(panel.model()->rowOfCharacter(160));
}

void showSearch(BytesPanel &panel)
{
    panel.find();
    panel.searchBar()->setWish({SearchWish::What::Text, QStringLiteral("1.8.")});
}

void showTrouble(BytesPanel &panel)
{
    panel.find();
    panel.searchBar()->setWish({SearchWish::What::Hex, QStringLiteral("2F ?? 2G")});
}

void showEight(BytesPanel &panel)
{
    BytesOptions options = panel.options();
    options.layout = RowLayout::Eight;
    options.time = TimeColumn::Clock;
    options.lateness = true;
    panel.setOptions(options);
    trigger(panel, "errorsOnlyAction");
    trigger(panel, "goToTimeAction");
}

QList<Shot> shots()
{
    return {
        {"bytes-long", longSession, showLong, "notesDock"},
        {"bytes-noisy", noisySession, showNoise, "findingsDock"},
        {"bytes-search", longSession, showSearch},
        {"bytes-trouble", readout, showTrouble},
        {"bytes-eight", noisySession, showEight, "findingsDock"},
        {"bytes-wide", noisySession, showSearch, "readoutDock", {1920, 1080}},
    };
}

bool take(const Shot &shot, const QString &file)
{
    Environment environment = testEnvironment(true);
    environment.knowledge = loadKnowledge();
    MainWindow window(environment);
    window.resize(shot.size);
    window.show();
    SessionDocument *document = window.document();
    window.chooseTarget(QStringLiteral("/dev/ttyUSB0"));
    document->begin(QStringLiteral("/dev/ttyUSB0"));
    document->setAnchor(QDateTime(QDate(2026, 3, 1), QTime(12, 0)));
    document->append(shot.entries());
    document->finish(Outcome::done);
    auto *panel = window.findChild<BytesPanel *>();
    if (!QTest::qWaitForWindowExposed(&window)
        || !QTest::qWaitFor([panel] { return panel->isVisible() && panel->height() > 200; }))
        return false;
    window.findChild<QDockWidget *>(QString::fromLatin1(shot.dock))->raise();
    window.findChild<QDockWidget *>(QStringLiteral("lineDock"))->hide();
    QTest::qWait(50);
    shot.prepare(*panel);
    QTest::qWait(50);
    return window.grab().save(file);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("fusion")));
    const QDir directory(QApplication::arguments().value(1));
    if (argc != 2 || !directory.exists()) {
        std::fprintf(stderr, "usage: screenshots_bytes DIRECTORY\n");
        return 1;
    }
    for (const Shot &shot : shots()) {
        for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
            applyAppearance(appearance);
            const QString file = directory.filePath(QString::fromLatin1(shot.name)
                                                    + (appearance == Appearance::Dark
                                                           ? QStringLiteral("-dark.png")
                                                           : QStringLiteral("-light.png")));
            if (!take(shot, file)) {
                std::fprintf(stderr, "cannot draw %s\n", qPrintable(file));
                return 2;
            }
        }
    }
    return 0;
}
