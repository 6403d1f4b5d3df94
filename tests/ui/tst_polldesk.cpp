// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/capturefile.h"
#include "core/capture/recordingfolder.h"
#include "core/polling/pollsimulation.h"
#include "core/polling/readingstore.h"
#include "resources/knowledge.h"
#include "tests/ui/windowfixture.h"
#include "ui/bytes/bytespanel.h"
#include "ui/bytes/bytesview.h"
#include "ui/charts/chartdata.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/meterbar.h"
#include "ui/charts/pollbar.h"
#include "ui/charts/pollplace.h"
#include "ui/notes/notebook.h"
#include "ui/selftest/searchdialog.h"
#include "ui/selftest/selftestwizard.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30000;
constexpr UtcTime start = 1'774'500'000s;

PollPlan planOf(const QString &target)
{
    PollPlan plan;
    plan.station = QStringLiteral("here");
    plan.request.target = std::get<Target>(parseTarget(target));
    plan.schedule.interval = 15min;
    return plan;
}

QList<PollResult> simulate(UtcTime begin, std::chrono::milliseconds duration)
{
    QList<PollResult> results;
    simulatePolls(planOf(QStringLiteral("virtual:")), loadKnowledge(), QTimeZone::utc(), begin,
                  duration, [&results](const PollResult &result) {
                      results.append(result);
                      return true;
                  });
    return results;
}

/// A store as a service would have written it.
std::unique_ptr<ReadingStore> makeStore(const QString &file, const QList<PollResult> &results)
{
    auto opened = ReadingStore::open({StoreAddress::Kind::File, file, {}});
    auto *store = std::get_if<std::unique_ptr<ReadingStore>>(&opened);
    if (!store)
        return {};
    const auto plan = (*store)->savePlan(planOf(QStringLiteral("virtual:")));
    const auto *saved = std::get_if<StoredPlan>(&plan);
    if (!saved)
        return {};
    QList<PollResult> own = results;
    for (PollResult &result : own)
        result.record.plan = saved->id;
    return (*store)->add(own) ? nullptr : std::move(*store);
}

qsizetype sampleCount(const ChartPage &page)
{
    qsizetype most = 0;
    for (const ChartLine &line : page.chartData()->lines())
        most = std::max(most, line.samples.size());
    return most;
}

QAction *action(const QObject &parent, const char *name)
{
    auto *found = parent.findChild<QAction *>(QString::fromLatin1(name));
    Q_ASSERT(found);
    return found;
}

/// Begins to poll what the window has as its target.
PollBar *pollFast(const MainWindow &window, std::chrono::milliseconds interval = 1s)
{
    PollBar *bar = window.findChild<ChartPage *>()->pollBar();
    bar->setInterval(interval);
    bar->startAction()->trigger();
    return bar;
}

} // namespace

class TestPollDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pollsTheVirtualMeter();
    void keepsReadings();
    void followsAStore();
    void damagedStoreIsSaid();
    void needsATarget();
    void isRecorded();
    void marksLeadToTheirEntry_data();
    void marksLeadToTheirEntry();
    void tellsThatTheRecordingIsGone();
    void pollIsFoundByItsTime();
    void othersHaveTheLineBetweenPolls();
    void aPollThatRunsIsNotDisturbed();
    void testsHaveTheLineWhileTheyAreOpen();
    void filesTakeTheDocument();
    void replayTakesTheDocument();
};

void TestPollDesk::pollsTheVirtualMeter()
{
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:"));
    auto *page = window.findChild<ChartPage *>();
    PollBar *bar = page->pollBar();
    action(window, "pollAction")->trigger();
    QTRY_VERIFY(page->isVisible());
    bar->setInterval(1s);
    bar->startAction()->trigger();
    QVERIFY(bar->stopAction()->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) >= 2, patience);
    QVERIFY(page->chartData()->count() > 5);
    // What is read is in the other views too.
    QVERIFY(window.document()->trace().characterCount() > 100);
    bar->pauseAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Paused, patience);
    QVERIFY(!bar->stateText().isEmpty());
    bar->stopAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Idle, patience);
    QVERIFY(action(window, "readAction")->isEnabled());
    QVERIFY(bar->startAction()->isEnabled());
}

void TestPollDesk::keepsReadings()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("kept.sqlite"));
    Environment environment = testEnvironment();
    environment.chooseSaveFile = [&file](QWidget *, const QString &, const QString &,
                                         const QString &) { return file; };
    MainWindow window(environment);
    window.show();
    window.chooseTarget(QStringLiteral("virtual:"));
    auto *page = window.findChild<ChartPage *>();
    action(window, "keepReadingsAction")->trigger();
    QVERIFY(page->pollBar()->storeButton()->text().contains(QStringLiteral("kept.sqlite")));
    page->pollBar()->setInterval(1s);
    page->pollBar()->startAction()->trigger();
    // They come back from the store.
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) >= 1, patience);
    page->pollBar()->stopAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(page->pollBar()->state(), PollBar::State::Idle, patience);
    QVERIFY(QFile::exists(file));
}

void TestPollDesk::followsAStore()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("service.sqlite"));
    const QList<PollResult> results = simulate(start, 6h);
    QVERIFY(results.size() >= 20);
    const auto store = makeStore(file, results.first(20));
    QVERIFY(store);
    MainWindow window(testEnvironment());
    window.show();
    window.openFile(file);
    auto *page = window.findChild<ChartPage *>();
    QTRY_COMPARE_WITH_TIMEOUT(sampleCount(*page), 20, patience);
    QCOMPARE(page->pollBar()->interval(), std::chrono::milliseconds(15min));
    // Hidden lines are read when they are shown, and once.
    const ChartData &data = *page->chartData();
    int hidden = 0;
    while (hidden < data.count() && data.line(hidden).isShown)
        ++hidden;
    QVERIFY(data.line(hidden).samples.isEmpty());
    page->chartData()->setShown(hidden, true);
    QTRY_COMPARE_WITH_TIMEOUT(data.line(hidden).samples.size(), 20, patience);
    // The service goes on.
    PollResult more = results[20];
    QVERIFY(std::holds_alternative<bool>(store->add(more)));
    QTRY_COMPARE_WITH_TIMEOUT(sampleCount(*page), 21, patience);
    QTRY_COMPARE_WITH_TIMEOUT(data.line(hidden).samples.size(), 21, patience);
}

void TestPollDesk::damagedStoreIsSaid()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("bad.sqlite"));
    QFile bad(file);
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("SQLite format 3 but not really, and that for a good while");
    bad.close();
    MainWindow window(testEnvironment());
    window.show();
    window.openFile(file);
    const auto *verdict = window.findChild<QLabel *>(QStringLiteral("verdictText"));
    QTRY_VERIFY_WITH_TIMEOUT(verdict->text().contains(QStringLiteral("bad.sqlite")), patience);
}

void TestPollDesk::needsATarget()
{
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("tcp:nonsense"));
    auto *page = window.findChild<ChartPage *>();
    page->pollBar()->startAction()->trigger();
    QCOMPARE(page->pollBar()->state(), PollBar::State::Idle);
    const auto *verdict = window.findChild<QLabel *>(QStringLiteral("verdictText"));
    QVERIFY(verdict->text().contains(QStringLiteral("nonsense")));
}

QStringList recordings(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.pcapng")}, QDir::Files);
}

void TestPollDesk::isRecorded()
{
    QTemporaryDir directory;
    Environment environment = testEnvironment();
    environment.recordingsFolder = directory.filePath(QStringLiteral("recordings"));
    // So many that some have to go.
    QVERIFY(QDir().mkpath(environment.recordingsFolder));
    for (int i = 0; i < 35; ++i) {
        QFile old(
            QDir(environment.recordingsFolder)
                .filePath(
                    QStringLiteral("2020-01-01_00-00-%1.pcapng").arg(i, 2, 10, QLatin1Char('0'))));
        QVERIFY(old.open(QIODevice::WriteOnly));
    }
    MainWindow window(environment);
    window.show();
    window.chooseTarget(QStringLiteral("virtual:meter-short"));
    PollBar *bar = pollFast(window);
    const auto *page = window.findChild<ChartPage *>();
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) >= 2, patience);
    const QStringList whilePolling = recordings(environment.recordingsFolder);
    QCOMPARE(whilePolling.size(), 31); // 30, and the one that is being written
    const QString file = QDir(environment.recordingsFolder).filePath(whilePolling.constLast());
    QVERIFY(file.contains(QStringLiteral("virtual_meter-short_polls")));
    // What another session would do now.
    for (int i = 0; i < 35; ++i) {
        QFile newer(QDir(environment.recordingsFolder)
                        .filePath(QStringLiteral("2099-01-01_00-00-%1.pcapng").arg(i)));
        QVERIFY(newer.open(QIODevice::WriteOnly));
        QVERIFY(newer.setFileTime(QDateTime::currentDateTime().addDays(1),
                                  QFileDevice::FileModificationTime));
    }
    RecordingFolder(environment.recordingsFolder).prune();
    QVERIFY(QFile::exists(file));
    // A note about a poll goes there, too, and the next poll's place is told right.
    QTRY_VERIFY_WITH_TIMEOUT(bar->state() == PollBar::State::Waiting, patience);
    const TraceEntries note{{window.document()->end(), Note{QStringLiteral("by hand")}}};
    window.document()->append(note);
    Q_EMIT window.findChild<BytesPanel *>()->notes()->written(note);
    const qsizetype before = sampleCount(*page);
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) > before, patience);
    bar->stopAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Idle, patience);
    // All of it is there, and it came to its end.
    bool hasNote = false;
    QList<qsizetype> starts;
    CaptureSummary summary;
    const auto read = [&] {
        starts.clear();
        qsizetype index = 0;
        const auto result = readCaptureFile(file, [&](const TraceEntries &entries) {
            for (const TraceEntry &entry : entries) {
                const auto *event = std::get_if<Event>(&entry.what);
                if (event && event->kind == Event::Kind::SessionStarted)
                    starts.append(index);
                hasNote = hasNote || std::holds_alternative<Note>(entry.what);
                ++index;
            }
            return true;
        });
        summary = std::get<CaptureSummary>(result);
        return summary.isClosed;
    };
    QTRY_VERIFY_WITH_TIMEOUT(read(), patience);
    QVERIFY(starts.size() >= 2);
    QVERIFY(summary.problems.isEmpty());
    QVERIFY(hasNote);
    // The next run has a recording of its own.
    bar->startAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) > before + 1, patience);
    const QStringList polled = recordings(environment.recordingsFolder)
                                   .filter(QStringLiteral("virtual_meter-short_polls"));
    QCOMPARE(polled.size(), 1);
    QVERIFY(!file.endsWith(polled.constFirst()));
    QVERIFY(!QFile::exists(file)); // It was one of too many, and nobody is writing it any more.
}

void TestPollDesk::marksLeadToTheirEntry_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("finding");
    QTest::newRow("wrong check") << QStringLiteral("virtual:meter-wrong-check")
                                 << QStringLiteral("checkWrong");
    QTest::newRow("no answer") << QStringLiteral("virtual:meter-silent")
                               << QStringLiteral("noAnswer");
}

/// From memory while it is there, then from the recording, also in a program that starts anew.
void TestPollDesk::marksLeadToTheirEntry()
{
    QFETCH(const QString, target);
    QFETCH(const QString, finding);
    QTemporaryDir directory;
    const QString store = directory.filePath(QStringLiteral("kept.sqlite"));
    Environment environment = testEnvironment();
    environment.recordingsFolder = directory.filePath(QStringLiteral("recordings"));
    environment.chooseSaveFile = [&store](QWidget *, const QString &, const QString &,
                                          const QString &) { return store; };
    const auto isShown = [](MainWindow &window, qint64 character) {
        const auto *view = window.findChild<BytesView *>();
        return window.findChild<SelectionHub *>()->range() == CharacterRange{character, 1}
        && view->currentIndex().isValid()
            && view->viewport()->rect().intersects(view->visualRect(view->currentIndex()));
    };
    qint64 offset = -1; // of the finding within its poll
    {
        MainWindow window(environment);
        window.show();
        window.chooseTarget(target);
        action(window, "keepReadingsAction")->trigger();
        window.findChild<QSpinBox *>(QStringLiteral("pollRetries"))->setValue(0);
        PollBar *bar = pollFast(window);
        auto *page = window.findChild<ChartPage *>();
        QTRY_VERIFY_WITH_TIMEOUT(page->chartData()->marks().size() >= 5, patience);
        bar->stopAction()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Idle, patience);
        const PollRecord mark = page->chartData()->marks().at(0);
        QCOMPARE(mark.finding, finding);
        QVERIFY(!mark.capture.isEmpty());
        QVERIFY(mark.entry >= 0);
        Q_EMIT page->pollChosen(mark);
        for (const Finding &one : window.document()->conversation().findings()) {
            if (offset < 0 && findingName(one.id) == finding)
                offset = one.offset;
        }
        QVERIFY(offset >= 0);
        QVERIFY(isShown(window, offset));
        QVERIFY(!window.document()->target().contains(QStringLiteral("pcapng")));
    }
    MainWindow window(environment);
    window.show();
    window.openFile(store);
    auto *page = window.findChild<ChartPage *>();
    QTRY_VERIFY_WITH_TIMEOUT(page->chartData()->marks().size() >= 1, patience);
    // Those that were missed left no trace, and the last one was stopped.
    QList<PollRecord> marks;
    for (qsizetype i = 0; i < page->chartData()->marks().size(); ++i) {
        const PollRecord mark = page->chartData()->marks().at(i);
        if (mark.finding == finding)
            marks.append(mark);
    }
    QVERIFY(marks.size() >= 2);
    for (const PollRecord &mark : {marks.constLast(), marks.constFirst()}) {
        Q_EMIT page->pollChosen(mark);
        QTRY_COMPARE_WITH_TIMEOUT(window.document()->target(), mark.capture, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<SelectionHub *>()->isEmpty(), patience);
        const Trace &trace = window.document()->trace();
        const qsizetype start = static_cast<qsizetype>(mark.entry);
        QVERIFY(std::get<Event>(trace.entry(start).what).kind == Event::Kind::PortOpened);
        QVERIFY(isShown(window, trace.firstCharacter(start) + offset));
    }
}

void TestPollDesk::tellsThatTheRecordingIsGone()
{
    MainWindow window(testEnvironment());
    window.show();
    auto *page = window.findChild<ChartPage *>();
    PollRecord poll;
    poll.outcome = PollOutcome::noAnswer;
    poll.capture = QStringLiteral("/nowhere/2026-01-01_polls.pcapng");
    poll.entry = 17;
    Q_EMIT page->pollChosen(poll);
    const auto *verdict = window.findChild<QLabel *>(QStringLiteral("verdictText"));
    const auto *advice = window.findChild<QLabel *>(QStringLiteral("verdictAdvice"));
    const QString told = verdict->text() + advice->text();
    QVERIFY(told.contains(QStringLiteral("2026-01-01_polls.pcapng is not there")));
}

/// A capture that was written anew by another program has other numbers.
void TestPollDesk::pollIsFoundByItsTime()
{
    const QDateTime anchor(QDate(2026, 3, 26), QTime(6, 0), Qt::UTC);
    const auto began = [](std::chrono::milliseconds at) {
        return TraceEntry{Instant(at),
                          Event{Event::Kind::PortOpened, {}, QStringLiteral("/dev/ttyUSB0")}};
    };
    Trace trace;
    trace.append({began(0ms), began(60s), began(65s), began(120s)});
    trace.setAnchor(anchor);
    PollRecord poll;
    poll.began = UtcTime(anchor.toMSecsSinceEpoch()) + 60s;
    poll.retries = 1;
    for (const qint64 entry : {1, 0, 3, 400, -1}) {
        poll.entry = entry;
        const auto place = placeOf(poll, trace);
        QVERIFY(place);
        QCOMPARE(place->at, Instant(60s));
        QCOMPARE(place->characters.count, 0);
    }
    poll.began += 3h;
    QVERIFY(!placeOf(poll, trace));
}

void TestPollDesk::othersHaveTheLineBetweenPolls()
{
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:meter-short"));
    PollBar *bar = pollFast(window, 1h);
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Waiting, patience);
    for (const char *name : {"readAction", "listenAction"}) {
        action(window, name)->trigger();
        QCOMPARE(bar->state(), PollBar::State::Paused);
        QVERIFY(!bar->pauseAction()->isEnabled()); // Going on would take the port away.
        QVERIFY(bar->stateText().contains(QStringLiteral("something else")));
        QVERIFY(window.document()->isHeld());
        if (name == QByteArrayLiteral("listenAction"))
            action(window, "stopAction")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Waiting, patience);
        // What was read stays in sight.
        QVERIFY(window.document()->state() != SessionDocument::State::Reading);
        QVERIFY(!action(window, "watchPollsAction")->isChecked());
    }
    // Who has paused himself goes on himself.
    bar->pauseAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Paused, patience);
    action(window, "readAction")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!window.document()->isHeld(), patience);
    QCOMPARE(window.document()->outcome(), Outcome::done);
    QCOMPARE(bar->state(), PollBar::State::Paused);
    QVERIFY(bar->pauseAction()->isEnabled());
    bar->pauseAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bar->state() != PollBar::State::Paused, patience);
}

void TestPollDesk::aPollThatRunsIsNotDisturbed()
{
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:"));
    PollBar *bar = pollFast(window, 1h);
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Polling, patience);
    const auto *verdict = window.findChild<QLabel *>(QStringLiteral("verdictText"));
    for (const char *name : {"readAction", "listenAction", "searchAction", "selfTestAction"}) {
        QVERIFY2(action(window, name)->isEnabled(), name);
        action(window, name)->trigger();
        QCOMPARE(bar->state(), PollBar::State::Polling);
        QVERIFY2(verdict->text().contains(QStringLiteral("being polled right now")), name);
    }
    const auto *wizard = window.findChild<SelfTestWizard *>();
    QVERIFY(!wizard || !wizard->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(window.document()->isPassing(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Waiting, patience);
    QCOMPARE(window.document()->outcome(), Outcome::done);
}

void TestPollDesk::testsHaveTheLineWhileTheyAreOpen()
{
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:meter-short"));
    PollBar *bar = pollFast(window, 1h);
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Waiting, patience);
    action(window, "selfTestAction")->trigger();
    auto *wizard = window.findChild<SelfTestWizard *>();
    QVERIFY(wizard->isVisible());
    QCOMPARE(bar->state(), PollBar::State::Paused);
    QVERIFY(!bar->pauseAction()->isEnabled());
    wizard->close();
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Waiting, patience);
    action(window, "searchAction")->trigger();
    QCOMPARE(bar->state(), PollBar::State::Paused);
    window.findChild<SearchDialog *>()->close();
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Waiting, patience);
    bar->stopAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Idle, patience);
    action(window, "selfTestAction")->trigger();
    QVERIFY(!bar->startAction()->isEnabled());
    QVERIFY(!bar->stateText().isEmpty());
    wizard->close();
    QTRY_VERIFY_WITH_TIMEOUT(bar->startAction()->isEnabled(), patience);
}

/// The port is not needed for a file: polling goes on, and the file stays in sight.
void TestPollDesk::filesTakeTheDocument()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("some.txt"));
    QFile text(file);
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("2F 3F 21 0D 0A\n");
    text.close();
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:meter-short"));
    PollBar *bar = pollFast(window);
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Polling, patience);
    QVERIFY(action(window, "openAction")->isEnabled());
    window.openFile(file);
    QTRY_VERIFY_WITH_TIMEOUT(window.document()->isCapture(), patience);
    const auto *page = window.findChild<ChartPage *>();
    const qsizetype before = sampleCount(*page);
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) > before + 1, patience);
    QCOMPARE(window.document()->target(), file);
    QVERIFY(window.document()->isCapture());
    // Until somebody wants to see polls again.
    action(window, "watchPollsAction")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window.document()->isPassing(), patience);
}

void TestPollDesk::replayTakesTheDocument()
{
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:meter-short"));
    PollBar *bar = pollFast(window);
    const auto *page = window.findChild<ChartPage *>();
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) > 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(action(window, "replayAction")->isEnabled(), patience);
    action(window, "replayAction")->trigger();
    QVERIFY(window.document()->isReplay());
    const qsizetype before = sampleCount(*page);
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) > before, patience);
    QVERIFY(window.document()->isReplay());
    QVERIFY(bar->state() != PollBar::State::Paused);
}

QTEST_MAIN(TestPollDesk)
#include "tst_polldesk.moc"
