// SPDX-License-Identifier: GPL-3.0-or-later

// Draws the window while it records, replays, waits for a port and has trouble, light and dark,
// into a directory:
//     screenshots_recording DIRECTORY

#include "core/capture/pcapngwriter.h"
#include "core/link/virtualrun.h"
#include "resources/knowledge.h"
#include "tests/ui/windowfixture.h"
#include "ui/open/replayplayer.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/capturetexts.h"
#include "ui/window/mainwindow.h"
#include "ui/window/noticebar.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QPixmap>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace optoscope;

namespace {

TraceEntries readout()
{
    LinkRequest request;
    request.target = {Target::Kind::Virtual, {}, 0};
    return runVirtually(request).entries;
}

bool writeCapture(const QString &name, const TraceEntries &entries, qsizetype cut)
{
    PcapngWriter writer(CaptureFacts{});
    for (const TraceEntry &entry : entries)
        writer.append(entry);
    writer.finish();
    QFile file(name);
    const QByteArray bytes = writer.take().chopped(cut);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

void showSession(MainWindow &window)
{
    window.chooseTarget(QStringLiteral("/dev/ttyUSB0"));
    window.document()->begin(QStringLiteral("/dev/ttyUSB0"));
    window.document()->append(readout());
}

struct Shot {
    const char *name;
    std::function<bool(MainWindow &window, const QString &folder)> prepare;
};

bool trouble(MainWindow &window, [[maybe_unused]] const QString &folder)
{
    showSession(window);
    const RecordTrouble disk{RecordTrouble::Kind::CannotWrite,
                             QStringLiteral("~/.local/share/Optoscope/optoscope/recordings/"
                                            "2026-11-23_23-10-05_ttyUSB0.pcapng"),
                             QStringLiteral("No space left on device")};
    window.findChild<NoticeBar *>(QStringLiteral("recordTrouble"))
        ->showNotice(Tone::Error, texts::recordTroubleText(disk),
                     {window.findChild<QAction *>(QStringLiteral("saveAction"))});
    return true;
}

bool waiting(MainWindow &window, [[maybe_unused]] const QString &folder)
{
    showSession(window);
    window.document()->fail({LinkError::Kind::Vanished, QStringLiteral("/dev/ttyUSB0"), {}});
    window.document()->finish(Outcome::linkLost);
    window.document()->setPresence(PortPresence::Awaited);
    return true;
}

bool returned(MainWindow &window, const QString &folder)
{
    waiting(window, folder);
    window.document()->setPresence(PortPresence::Returned);
    return true;
}

bool offer(MainWindow &window, [[maybe_unused]] const QString &folder)
{
    return QTest::qWaitFor([&] {
        return window.findChild<NoticeBar *>(QStringLiteral("recoveryOffer"))->isVisible();
    });
}

bool opened(MainWindow &window, const QString &folder)
{
    const QString file = folder + QStringLiteral("/meter.pcapng");
    if (!writeCapture(file, readout(), 40))
        return false;
    window.openFile(file);
    return QTest::qWaitFor([&] { return window.document()->isCapture(); });
}

bool replaying(MainWindow &window, const QString &folder)
{
    const QString file = folder + QStringLiteral("/meter.pcapng");
    if (!writeCapture(file, readout(), 0))
        return false;
    window.openFile(file);
    if (!QTest::qWaitFor([&] { return window.document()->trace().characterCount() > 780; }))
        return false;
    auto *replay = window.findChild<QAction *>(QStringLiteral("replayAction"));
    if (!QTest::qWaitFor([&] { return replay->isEnabled(); }))
        return false;
    replay->trigger();
    auto *player = window.findChild<ReplayPlayer *>();
    const bool isThere =
        QTest::qWaitFor([&] { return player->position() > std::chrono::milliseconds(1800); });
    player->setPaused(true);
    return isThere;
}

bool take(const Shot &shot, const QString &file)
{
    const QTemporaryDir folder;
    Environment environment = testEnvironment(true);
    environment.knowledge = loadKnowledge();
    environment.recordingsFolder = folder.filePath(QStringLiteral("recordings"));
    QDir().mkpath(environment.recordingsFolder);
    const bool offers = QByteArrayView(shot.name) == "recovery";
    if (offers
        && !writeCapture(environment.recordingsFolder
                             + QStringLiteral("/2026-11-23_22-41-07_ttyUSB0.pcapng"),
                         readout(), 100))
        return false;
    MainWindow window(environment);
    window.resize(1280, 800);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window) || !shot.prepare(window, folder.path()))
        return false;
    // Docks are laid out when the event loop runs.
    auto *conversation = window.findChild<QAbstractItemView *>(QStringLiteral("conversationView"));
    if (!offers && !QTest::qWaitFor([&] {
            return conversation->isVisible() && conversation->width() > 200
                && conversation->indexAt({50, 20}).isValid();
        }))
        return false;
    return window.grab().save(file);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("fusion")));
    const QDir directory(QApplication::arguments().value(1));
    if (argc != 2 || !directory.exists()) {
        std::fprintf(stderr, "usage: screenshots_recording DIRECTORY\n");
        return 1;
    }
    const Shot shots[] = {{"trouble", &trouble}, {"waiting", &waiting}, {"returned", &returned},
                          {"recovery", &offer},  {"capture", &opened},  {"replaying", &replaying}};
    for (const Shot &shot : shots) {
        for (auto appearance : {Appearance::Light, Appearance::Dark}) {
            applyAppearance(appearance);
            const QString end = appearance == Appearance::Dark ? QStringLiteral("-dark.png")
                                                               : QStringLiteral("-light.png");
            const QString file = directory.filePath(QString::fromLatin1(shot.name) + end);
            if (!take(shot, file)) {
                std::fprintf(stderr, "cannot draw %s\n", qPrintable(file));
                return 2;
            }
        }
    }
    return 0;
}
