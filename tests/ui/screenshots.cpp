// SPDX-License-Identifier: GPL-3.0-or-later

// Draws the window in its states, light and dark, into a directory:
//     screenshots DIRECTORY
// The read-out is the virtual meter's, in virtual time.

#include "core/capture/vcdwriter.h"
#include "core/link/virtualrun.h"
#include "resources/knowledge.h"
#include "tests/ui/windowfixture.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QPixmap>
#include <QStyleFactory>
#include <QTest>

#include <cstdio>

using namespace optoscope;

namespace {

struct Shot {
    QString name;
    QString target;
    TraceEntries entries;
    std::optional<LinkError> error;
    std::optional<Outcome> outcome;
    int selectedMessage = -1;
    QString action = {}; ///< triggered at the end
    QString file = {}; ///< opened instead of a target
};

VirtualResult virtualResult(const QString &target)
{
    LinkRequest request;
    request.target = std::get<Target>(parseTarget(target));
    return runVirtually(request);
}

TraceEntries until(const TraceEntries &entries, Instant end)
{
    TraceEntries part;
    for (const TraceEntry &entry : entries) {
        if (entry.at < end)
            part.append(entry);
    }
    return part;
}

/// A recording of both lines, to be opened; its name.
QString writeWaveform(const TraceEntries &entries)
{
    QFile file(QDir::temp().filePath(QStringLiteral("analyser.vcd")));
    Trace trace;
    trace.append(entries);
    if (!file.open(QIODevice::WriteOnly) || !writeVcd(file, drawLines(trace), {}))
        return {};
    return file.fileName();
}

QList<Shot> shots()
{
    const QString target = QStringLiteral("virtual:");
    const QString port = QStringLiteral("/dev/ttyUSB0");
    const VirtualResult read = virtualResult(target);
    const Instant end = read.entries.isEmpty() ? Instant() : read.entries.constLast().at;
    const Instant middle = end - (end - Instant()) / 8;
    const LinkError busy{LinkError::Kind::NoRights, port, QStringLiteral("dialout")};
    const QString faulty = QStringLiteral("virtual:meter-wrong-check");
    const VirtualResult damaged = virtualResult(faulty);
    const QString hidden = QStringLiteral("virtual:case-7");
    const VirtualResult puzzle = virtualResult(hidden);
    return {
        {QStringLiteral("start"), {}, {}, {}, {}},
        {QStringLiteral("reading"), target, until(read.entries, middle), {}, {}},
        {QStringLiteral("finished"), target, read.entries, {}, read.outcome, 1},
        {QStringLiteral("findings"), faulty, damaged.entries, {}, damaged.outcome, 3},
        {QStringLiteral("failed"), port, {}, busy, Outcome::cannotOpen},
        {QStringLiteral("try"), {}, {}, {}, {}, -1, QStringLiteral("tryAction")},
        {QStringLiteral("hidden"), hidden, puzzle.entries, {}, puzzle.outcome},
        {QStringLiteral("told"),
         hidden,
         puzzle.entries,
         {},
         puzzle.outcome,
         -1,
         QStringLiteral("answerAction")},
        {QStringLiteral("opened"), {}, {}, {}, {}, -1, {}, writeWaveform(read.entries)},
    };
}

bool take(const Shot &shot, const QString &file)
{
    Environment environment = testEnvironment(true);
    environment.knowledge = loadKnowledge();
    MainWindow window(environment);
    window.resize(1280, 800);
    window.show();
    SessionDocument *document = window.document();
    if (!shot.target.isEmpty()) {
        window.chooseTarget(shot.target);
        document->begin(shot.target);
        document->append(shot.entries);
        if (shot.error)
            document->fail(*shot.error);
        if (shot.outcome)
            document->finish(*shot.outcome);
    }
    auto *conversation = window.findChild<QAbstractItemView *>(QStringLiteral("conversationView"));
    if (!shot.file.isEmpty()) {
        window.openFile(shot.file);
        if (!QTest::qWaitFor([&] { return document->isCapture(); }))
            return false;
    }
    if (!shot.action.isEmpty())
        window.findChild<QAction *>(shot.action)->trigger();
    // Docks are laid out when the event loop runs.
    const bool laidOut = QTest::qWaitForWindowExposed(&window) && QTest::qWaitFor([&] {
                             const auto *cases = window.findChild<QListWidget *>();
                             if (shot.action == QLatin1String("tryAction"))
                                 return cases && cases->isVisible();
                             return (shot.target.isEmpty() && shot.file.isEmpty())
                                 || (conversation->isVisible() && conversation->width() > 200);
                         });
    if (!laidOut)
        return false;
    if (!document->conversation().findings().isEmpty())
        window.findChild<QAbstractButton *>(QStringLiteral("findingsButton"))->click();
    if (shot.selectedMessage >= 0)
        conversation->setCurrentIndex(conversation->model()->index(shot.selectedMessage, 0));
    return window.grab().save(file);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("fusion")));
    const QDir directory(QApplication::arguments().value(1));
    if (argc != 2 || !directory.exists()) {
        std::fprintf(stderr, "usage: screenshots DIRECTORY\n");
        return 1;
    }
    for (const Shot &shot : shots()) {
        for (auto appearance : {Appearance::Light, Appearance::Dark}) {
            applyAppearance(appearance);
            const QString file = directory.filePath(shot.name
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
