// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/capturefile.h"
#include "core/capture/pcapngwriter.h"
#include "core/capture/recording.h"
#include "core/link/virtualrun.h"
#include "tests/ui/windowfixture.h"
#include "ui/open/replayplayer.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/mainwindow.h"
#include "ui/window/noticebar.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#ifdef Q_OS_LINUX
#include "tests/core/link/pseudoterminal.h"
#endif

using namespace optoscope;

namespace {

constexpr int patience = 30000; ///< ms, for a machine that has much else to do

template <typename Object>
Object *find(const QWidget &window, const char *name)
{
    auto *found = window.findChild<Object *>(QString::fromLatin1(name));
    Q_ASSERT(found);
    return found;
}

void trigger(const QWidget &window, const char *action)
{
    auto *found = find<QAction>(window, action);
    QVERIFY2(found->isEnabled(), action);
    found->trigger();
}

/// A read-out of the healthy virtual meter.
TraceEntries readout()
{
    LinkRequest request;
    request.target = {Target::Kind::Virtual, {}, 0};
    return runVirtually(request).entries;
}

TraceEntries contentOf(const QString &file)
{
    TraceEntries content;
    readCaptureFile(file, [&content](const TraceEntries &entries) {
        content += entries;
        return true;
    });
    return content;
}

TraceEntries contentOf(const Trace &trace)
{
    TraceEntries content;
    for (qsizetype i = 0; i < trace.count(); ++i)
        content.append(trace.entry(i));
    return content;
}

} // namespace

class TestRecording : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everySessionIsRecorded();
    void troubleIsShownAndStopsNothing();
    void unfinishedIsOfferedOnce();
    void recordedSessionsAreListed();
    void saves_data();
    void saves();
    void savingTroubleIsTold();
    void whatWasSavedIsNotUnsaved();
    void closingAsksNothing();
    void damageOfAFileIsShown();
    void isReplayedAsItHappened();
    void replayIsPausedAndEnded();
    void recordingsAreNotTested();
    void portThatVanishesIsWaitedFor();
    void fileEndsWaiting();
    void openingIsStopped();
    void anotherFileTakesItsPlace();

private:
    /// A window whose sessions are recorded.
    Environment environment() const
    {
        Environment environment = testEnvironment();
        environment.recordingsFolder = m_folder->filePath(QStringLiteral("recordings"));
        environment.captureFacts = [](const Target &target) {
            return CaptureFacts{QStringLiteral("a test"), {}, target.toText(), {}, {}};
        };
        return environment;
    }
    static void writeLarge(const QString &name, int runs);
    static void show(MainWindow &window)
    {
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
    /// Reads the recording again, as fast as it goes.
    void read(MainWindow &window) const
    {
        window.chooseTarget(QStringLiteral("replay:%1?speed=1000").arg(m_source));
        trigger(window, "readAction");
        QTRY_VERIFY_WITH_TIMEOUT(window.document()->state() == SessionDocument::State::Finished,
                                 patience);
    }
    QStringList recordings() const
    {
        const QDir folder(m_folder->filePath(QStringLiteral("recordings")));
        QStringList files;
        for (const QString &name : folder.entryList({QStringLiteral("*.pcapng")}, QDir::Files))
            files.append(folder.filePath(name));
        return files;
    }
    /// What a crash leaves.
    QString unfinished() const
    {
        const QString path = m_folder->filePath(QStringLiteral("recordings"));
        QDir().mkpath(path);
        const QString name = path + QStringLiteral("/2026-01-02_03-04-05_ttyUSB0.pcapng");
        PcapngWriter writer(CaptureFacts{});
        for (const TraceEntry &entry : readout())
            writer.append(entry);
        writer.endPacket();
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(writer.take());
        return name;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_source; ///< a capture of a read-out
};

void TestRecording::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_source = m_folder->filePath(QStringLiteral("source.pcapng"));
    PcapngWriter writer(CaptureFacts{});
    for (const TraceEntry &entry : readout())
        writer.append(entry);
    writer.finish();
    QFile file(m_source);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(writer.take());
}

void TestRecording::everySessionIsRecorded()
{
    TraceEntries shown;
    {
        MainWindow window(environment());
        show(window);
        QVERIFY(!window.isWindowModified());
        read(window);
        read(window);
        QVERIFY(window.isWindowModified());
        shown = contentOf(window.document()->trace());
        QVERIFY(!find<NoticeBar>(window, "recordTrouble")->isVisible());
    }
    const QStringList files = recordings();
    QCOMPARE(files.size(), 2);
    QVERIFY(contentOf(files.last()) == shown);
    QCOMPARE(unfinishedRecordings(QFileInfo(files.first()).path()), QStringList());
}

void TestRecording::troubleIsShownAndStopsNothing()
{
    // A file stands where the folder should be.
    QFile file(m_folder->filePath(QStringLiteral("recordings")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    MainWindow window(environment());
    show(window);
    read(window);
    auto *bar = find<NoticeBar>(window, "recordTrouble");
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(bar->text().contains(QStringLiteral("recordings")));
    QCOMPARE(window.document()->outcome(), Outcome::done);
    QVERIFY(!QApplication::activeModalWidget());
    find<QToolButton>(window, "recordTroubleClose")->click();
    QVERIFY(!bar->isVisible());
}

void TestRecording::unfinishedIsOfferedOnce()
{
    const QString name = unfinished();
    {
        MainWindow window(environment());
        show(window);
        auto *bar = find<NoticeBar>(window, "recoveryOffer");
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY(bar->text().contains(QStringLiteral("ttyUSB0")));
        trigger(window, "openUnfinishedAction");
        QTRY_VERIFY(window.document()->isCapture());
        QVERIFY(!bar->isVisible());
        QVERIFY(contentOf(window.document()->trace()) == readout());
        // It is not the person's file yet.
        QVERIFY(window.isWindowModified());
    }
    QCOMPARE(unfinishedRecordings(QFileInfo(name).path()), QStringList());
}

void TestRecording::recordedSessionsAreListed()
{
    const QString name = unfinished();
    MainWindow window(environment());
    show(window);
    auto *menu = find<QMenu>(window, "recordedMenu");
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    menu->actions().first()->trigger();
    QTRY_COMPARE(window.document()->target(), name);
    QVERIFY(find<QPushButton>(window, "recordedButton")->menu() == menu);
}

void TestRecording::saves_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("pcapng") << QStringLiteral("saved.pcapng");
    QTest::newRow("without an ending") << QStringLiteral("saved");
    QTest::newRow("levels") << QStringLiteral("saved.vcd");
}

void TestRecording::saves()
{
    QFETCH(const QString, name);
    const QString file = m_folder->filePath(name);
    Environment environment = this->environment();
    environment.chooseSaveFile = [file](auto...) { return file; };
    MainWindow window(environment);
    show(window);
    QVERIFY(!find<QAction>(window, "saveAction")->isEnabled());
    read(window);
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
    const bool isLevels = name.endsWith(QStringLiteral("vcd"));
    const QString written =
        QFileInfo(file).suffix().isEmpty() ? file + QStringLiteral(".pcapng") : file;
    QTRY_VERIFY(QFile::exists(written));
    if (isLevels) {
        QTRY_VERIFY(find<QAction>(window, "saveAction")->isEnabled());
        QVERIFY(window.isWindowModified());
        return;
    }
    QTRY_VERIFY(!window.isWindowModified());
    QVERIFY(contentOf(written) == contentOf(window.document()->trace()));
    window.openFile(written);
    QTRY_VERIFY(window.document()->isCapture());
    QVERIFY(!window.isWindowModified());
}

void TestRecording::savingTroubleIsTold()
{
    Environment environment = this->environment();
    QString file = m_folder->filePath(QStringLiteral("none/saved.pcapng"));
    environment.chooseSaveFile = [&file](auto...) { return file; };
    MainWindow window(environment);
    show(window);
    read(window);
    const auto *words = find<QLabel>(window, "verdictText");
    trigger(window, "saveAction");
    QTRY_VERIFY2(words->text().contains(QStringLiteral("none")), qPrintable(words->text()));
    QVERIFY(window.isWindowModified());
    QTRY_VERIFY(find<QAction>(window, "saveAction")->isEnabled());
    file = m_folder->filePath(QStringLiteral("saved.mp3"));
    trigger(window, "saveAction");
    QVERIFY2(words->text().contains(QStringLiteral("saved.mp3")), qPrintable(words->text()));
}

void TestRecording::whatWasSavedIsNotUnsaved()
{
    Environment environment = this->environment();
    environment.chooseSaveFile = [this](auto...) {
        return m_folder->filePath(QStringLiteral("saved.pcapng"));
    };
    MainWindow window(environment);
    show(window);
    read(window);
    trigger(window, "saveAction");
    QTRY_VERIFY(!window.isWindowModified());
    window.document()->append({{window.document()->end(), Note{QStringLiteral("later")}}});
    QVERIFY(window.isWindowModified());
}

void TestRecording::closingAsksNothing()
{
    MainWindow window(environment());
    show(window);
    read(window);
    QVERIFY(window.isWindowModified());
    QVERIFY(window.close());
    QVERIFY(!QApplication::activeModalWidget());
}

void TestRecording::damageOfAFileIsShown()
{
    const QString name = m_folder->filePath(QStringLiteral("cut.pcapng"));
    QVERIFY(QFile::copy(m_source, name));
    QFile file(name);
    QVERIFY(file.resize(file.size() - 50));
    MainWindow window(environment());
    show(window);
    window.openFile(name);
    QTRY_VERIFY(find<NoticeBar>(window, "fileDamage")->isVisible());
    QVERIFY(find<NoticeBar>(window, "fileDamage")->text().contains(QStringLiteral("crash")));
    QVERIFY(window.document()->trace().characterCount() > 0);
    window.openFile(m_source);
    QTRY_COMPARE(window.document()->target(), m_source);
    QVERIFY(!find<NoticeBar>(window, "fileDamage")->isVisible());
}

void TestRecording::isReplayedAsItHappened()
{
    MainWindow window(environment());
    show(window);
    window.openFile(m_source);
    QTRY_VERIFY(window.document()->isCapture());
    const TraceEntries all = contentOf(window.document()->trace());
    auto *speed = find<QComboBox>(window, "replaySpeed");
    speed->setCurrentIndex(speed->findData(100.0));
    find<QToolButton>(window, "importReplay")->click();
    QVERIFY(window.document()->isReplay());
    QVERIFY(window.document()->trace().count() < all.size());
    QVERIFY(find<QWidget>(window, "replayBar")->isVisible());
    QVERIFY(find<QAction>(window, "stopAction")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(window.document()->state() == SessionDocument::State::Finished,
                             patience);
    QVERIFY(contentOf(window.document()->trace()) == all);
    QVERIFY(!find<QWidget>(window, "replayBar")->isVisible());
    QVERIFY(!window.isWindowModified());
}

void TestRecording::replayIsPausedAndEnded()
{
    MainWindow window(environment());
    show(window);
    window.chooseTarget(QStringLiteral("replay:") + m_source);
    trigger(window, "listenAction");
    QTRY_VERIFY(window.document()->isReplay());
    trigger(window, "pauseReplayAction");
    const qsizetype count = window.document()->trace().count();
    auto *player = window.findChild<ReplayPlayer *>();
    QVERIFY(player->isPaused());
    const nanoseconds position = player->position();
    QTest::keyClick(&window, Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(!player->isPaused());
    QTRY_VERIFY(player->position() > position);
    QVERIFY(window.document()->trace().count() >= count);
    trigger(window, "stopAction");
    QCOMPARE(window.document()->state(), SessionDocument::State::Finished);
    QVERIFY(!player->isPlaying());
    QVERIFY(find<QAction>(window, "readAction")->isEnabled());
}

void TestRecording::recordingsAreNotTested()
{
    MainWindow window(environment());
    show(window);
    window.chooseTarget(QStringLiteral("replay:") + m_source);
    for (const char *action : {"selfTestAction", "searchAction"}) {
        trigger(window, action);
        QVERIFY(find<QLabel>(window, "verdictText")->text().contains(QStringLiteral("recording")));
    }
    QCOMPARE(window.document()->state(), SessionDocument::State::Empty);
}

void TestRecording::portThatVanishesIsWaitedFor()
{
#ifdef Q_OS_LINUX
    const QString name = m_folder->filePath(QStringLiteral("adapter"));
    auto pty = std::make_unique<PseudoTerminal>();
    QVERIFY(QFile::link(pty->path(), name));
    MainWindow window(environment());
    show(window);
    window.chooseTarget(name);
    trigger(window, "listenAction");
    auto *document = window.document();
    QTRY_VERIFY(document->isWatch());
    pty->write("before");
    QTRY_COMPARE(document->receivedCount(), 6);
    pty.reset();
    QFile::remove(name);
    QTRY_COMPARE(document->state(), SessionDocument::State::Failed);
    QTRY_COMPARE(document->presence(), PortPresence::Awaited);
    QVERIFY(window.windowTitle().contains(QStringLiteral("unplugged")));
    QVERIFY(find<QLabel>(window, "verdictAdvice")->text().contains(QStringLiteral("waits")));
    QVERIFY(find<QAction>(window, "readAction")->isEnabled());

    PseudoTerminal other;
    QVERIFY(QFile::link(other.path(), name));
    QTRY_COMPARE(document->presence(), PortPresence::Returned);
    QVERIFY(find<QLabel>(window, "verdictText")->text().contains(QStringLiteral("back")));
    other.write("after");
    QTRY_COMPARE(document->receivedCount(), 11);
    const QStringList files = recordings();
    QCOMPARE(files.size(), 1);
    QTRY_VERIFY(contentOf(files.first()).size() == document->trace().count());
    trigger(window, "stopAction");
    QTRY_COMPARE(document->presence(), PortPresence::Usual);
    QVERIFY(!find<QAction>(window, "stopAction")->isEnabled());
    other.write("late");
    window.openFile(m_source);
    QTRY_VERIFY(document->isCapture());
#else
    QSKIP("There are no pseudo terminals here.");
#endif
}

/// What a port brings has no place in a file that is shown.
void TestRecording::fileEndsWaiting()
{
#ifdef Q_OS_LINUX
    auto pty = std::make_unique<PseudoTerminal>();
    const QString name = m_folder->filePath(QStringLiteral("adapter"));
    QVERIFY(QFile::link(pty->path(), name));
    MainWindow window(environment());
    show(window);
    window.chooseTarget(name);
    trigger(window, "readAction");
    QTRY_VERIFY(window.document()->trace().count() > 0);
    pty.reset();
    QFile::remove(name);
    QTRY_COMPARE(window.document()->presence(), PortPresence::Awaited);
    window.openFile(m_source);
    QTRY_VERIFY(window.document()->isCapture());
    QCOMPARE(window.document()->presence(), PortPresence::Usual);
    QTRY_VERIFY(contentOf(window.document()->trace()) == readout());
    PseudoTerminal other;
    QVERIFY(QFile::link(other.path(), name));
    // Nobody opens it: characters stay where they are.
    other.write("for nobody");
    QVERIFY(other.hasArrived());
    QVERIFY(contentOf(window.document()->trace()) == readout());
#else
    QSKIP("There are no pseudo terminals here.");
#endif
}

/// Large enough to come in many pieces.
void TestRecording::writeLarge(const QString &name, int runs)
{
    PcapngWriter writer(CaptureFacts{});
    const LineSettings line = withSoftwareParity(Baud{9600}, format7E1);
    writer.append({Instant(), line});
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < runs; ++i) {
        writer.append({Instant(std::chrono::milliseconds(25 * i)),
                       Received{{toCharacters("1.8.0(123456*Wh)"), line.characterTime()}}});
        file.write(writer.take());
    }
    writer.finish();
    file.write(writer.take());
}

void TestRecording::anotherFileTakesItsPlace()
{
    const QString large = m_folder->filePath(QStringLiteral("large.pcapng"));
    writeLarge(large, 30000);
    MainWindow window(environment());
    show(window);
    window.openFile(large);
    QTRY_VERIFY(window.document()->trace().count() > 0);
    window.openFile(m_source);
    QTRY_VERIFY(contentOf(window.document()->trace()) == readout());
    QCOMPARE(QFileInfo(window.document()->target()).fileName(), QFileInfo(m_source).fileName());
    QCOMPARE(window.document()->state(), SessionDocument::State::Finished);
}

void TestRecording::openingIsStopped()
{
    const QString name = m_folder->filePath(QStringLiteral("large.pcapng"));
    constexpr int runs = 30000;
    writeLarge(name, runs);
    MainWindow window(environment());
    show(window);
    window.openFile(name);
    QTRY_VERIFY(window.document()->trace().count() > 0);
    QVERIFY(find<QToolButton>(window, "importCancel")->isVisible());
    QTest::keyClick(&window, Qt::Key_Escape);
    const qsizetype count = window.document()->trace().count();
    QVERIFY(count < runs);
    QVERIFY(find<NoticeBar>(window, "fileDamage")->text().contains(QStringLiteral("stopped")));
    window.openFile(name);
    QTRY_COMPARE_WITH_TIMEOUT(window.document()->trace().characterCount(), qint64{runs} * 16,
                              patience);
    QTRY_VERIFY(!find<QToolButton>(window, "importCancel")->isVisible());
    QVERIFY(!find<NoticeBar>(window, "fileDamage")->isVisible());
}

QTEST_MAIN(TestRecording)
#include "tst_recording.moc"
