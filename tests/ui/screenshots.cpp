// SPDX-License-Identifier: GPL-3.0-or-later

// Draws the window in its states, light and dark, into a directory:
//     screenshots DIRECTORY
// The read-out is the virtual meter's, in virtual time.

#include "core/capture/vcdwriter.h"
#include "core/link/virtualrun.h"
#include "resources/knowledge.h"
#include "tests/ui/fakesession.h"
#include "tests/ui/windowfixture.h"
#include "ui/line/lineview.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/mainwindow.h"
#include "ui/window/optionspanel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QPixmap>
#include <QScrollBar>
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
    bool showsSelection = false; ///< the line from the selection's first to its last character
    bool options = false; ///< the options panel alone
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

/// An answer in which the line damaged three characters.
TraceEntries errorSession()
{
    using std::chrono::milliseconds;
    FakeSession session;
    session.line(300).send("/?!\r\n").wait(milliseconds(251)).receive("/");
    session.receive("L", CharacterFlag::ParityError).receive("G").receive("Z");
    session.receive("5", CharacterFlag::FramingError).receive("ZMD3");
    session.receive(QByteArray(1, '\0'), CharacterFlag::Break).receive("00\r\n");
    TraceEntries entries = session.take();
    // The parity bit was wrong on the line.
    auto *damaged = std::get_if<Received>(&entries[3].what);
    damaged->run.characters.front().wire ^= 0x80;
    return entries;
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
        {QStringLiteral("character"), port, errorSession(), {}, Outcome::done, 1, true},
        {QStringLiteral("failed"), port, {}, busy, Outcome::cannotOpen},
        {QStringLiteral("try"), {}, {}, {}, {}, -1, false, false, QStringLiteral("tryAction")},
        {QStringLiteral("hidden"), hidden, puzzle.entries, {}, puzzle.outcome},
        {QStringLiteral("told"),
         hidden,
         puzzle.entries,
         {},
         puzzle.outcome,
         -1,
         false,
         false,
         QStringLiteral("answerAction")},
        {QStringLiteral("opened"),
         {},
         {},
         {},
         {},
         -1,
         false,
         false,
         {},
         writeWaveform(read.entries)},
        {QStringLiteral("options"), port, {}, {}, {}, -1, false, true},
    };
}

/// While a session runs over an adapter that tells of no error.
QPixmap grabOptions(const MainWindow &window)
{
    auto *panel = window.findChild<OptionsPanel *>();
    PortCapabilities capabilities;
    capabilities.uart = true;
    capabilities.controlLines = true;
    capabilities.parity = ParityBy::Software;
    capabilities.latency = std::chrono::milliseconds(1);
    panel->showCapabilities(capabilities);
    panel->show();
    panel->adjustSize();
    return panel->grab();
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
    auto *line = window.findChild<LineView *>();
    if (shot.showsSelection)
        line->selectionAction()->trigger();
    if (shot.options)
        return grabOptions(window).save(file);
    return window.grab().save(file);
}

/// The time line alone: all of it or what is about \a range, with cursors from the end of the
/// request to the answer.
bool takeLine(const TraceEntries &entries, CharacterRange range, const QString &file)
{
    SessionDocument document;
    SelectionHub hub;
    LineView view(&document, &hub);
    view.resize(1280, 280);
    view.show();
    document.begin(QStringLiteral("/dev/ttyUSB0"));
    document.append(entries);
    document.finish(Outcome::done);
    if (!QTest::qWaitForWindowExposed(&view))
        return false;
    const auto place = [&view](Instant at) {
        const LineGeometry geometry = view.geometryNow();
        const double x = view.lineViewport().scale().x(at) + geometry.plot.left();
        return QPoint(qRound(x), geometry.lanes[0].all.bottom());
    };
    if (range.count > 0) {
        hub.select(range);
        view.selectionAction()->trigger();
    } else {
        const LineIndex::EntryAccess entry = [&document](qsizetype i) {
            return document.trace().entry(i);
        };
        const auto request = view.index().stretchOf(CharacterRange{0, 5}, entry);
        const auto answer = view.index().stretchOf(CharacterRange{5, 1}, entry);
        if (!request || !answer)
            return false;
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, place(request->end));
        QTest::mouseMove(view.viewport(), place(answer->begin));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton);
    }
    return view.grab().save(file);
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
    for (auto appearance : {Appearance::Light, Appearance::Dark}) {
        applyAppearance(appearance);
        const QString end = appearance == Appearance::Dark ? QStringLiteral("-dark.png")
                                                           : QStringLiteral("-light.png");
        const TraceEntries read = virtualResult(QStringLiteral("virtual:")).entries;
        const auto place = [&](const char *name) {
            return directory.filePath(QString::fromLatin1(name) + end);
        };
        if (!takeLine(read, {}, place("line-whole"))
            || !takeLine(errorSession(), {}, place("line-answer"))
            || !takeLine(errorSession(), {9, 1}, place("line-framing"))
            || !takeLine(errorSession(), {5, 3}, place("line-parity")))
            return 2;
    }
    return 0;
}
