// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/capturefile.h"
#include "core/capture/recording.h"
#include "core/capture/recordingfolder.h"
#include "tests/core/capture/traces.h"

#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace optoscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30000; ///< ms, for a machine that has much else to do

CaptureFacts someFacts()
{
    return {u"a test"_qs, {}, u"virtual:"_qs, {}, {}};
}

struct FileContent {
    TraceEntries entries;
    CaptureSummary summary;
};

FileContent contentOf(const QString &name)
{
    FileContent content;
    const auto result = readCaptureFile(name, [&](const TraceEntries &entries) {
        content.entries += entries;
        return true;
    });
    if (const auto *summary = std::get_if<CaptureSummary>(&result))
        content.summary = *summary;
    return content;
}

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void cleanup();

    void recordsEverything();
    void isInTheFileWhileItHappens();
    void eachSessionHasItsSection();
    void troubleIsToldOnce_data();
    void troubleIsToldOnce();
    void fullDisk();
    void twoRecordersDoNotShareAFile();
    void unfinishedRecordingsAreFound();
    void killedAtRandomMoments();
    void goesOnInAnotherFile();
    void troubleWithOneFileIsNoneWithTheNext();
    void folderKeepsTheNewest();
    void folderNamesFiles_data();
    void folderNamesFiles();
};

void TestRecorder::cleanup()
{
    const QDir folder(m_folder.path());
    for (const QString &name : folder.entryList(QDir::Files))
        QFile::remove(path(name));
}

void TestRecorder::recordsEverything()
{
    const QDateTime anchor({2026, 1, 2}, {3, 4, 5, 678}, Qt::UTC);
    Recording recording(path(u"a.pcapng"_qs), someFacts(), {});
    recording.begin(anchor);
    for (const TraceEntry &entry : richTrace())
        recording.append({entry});
    QVERIFY(!recording.finish());
    const FileContent content = contentOf(path(u"a.pcapng"_qs));
    QVERIFY(content.entries == richTrace());
    QVERIFY(content.summary.isClosed);
    QCOMPARE(content.summary.facts.anchor, anchor);
    QCOMPARE(content.summary.facts.target, u"virtual:"_qs);
    QVERIFY(!QFile::exists(lockOfRecording(path(u"a.pcapng"_qs))));
}

void TestRecorder::isInTheFileWhileItHappens()
{
    Recording recording(path(u"a.pcapng"_qs), someFacts(), {});
    recording.begin({});
    recording.append(richTrace());
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(path(u"a.pcapng"_qs)).entries == richTrace(), patience);
    QVERIFY(!contentOf(path(u"a.pcapng"_qs)).summary.isClosed);
}

void TestRecorder::eachSessionHasItsSection()
{
    const QDateTime anchor({2026, 1, 2}, {3, 4}, Qt::UTC);
    const TraceEntry entry{Instant(1s), Received{{toCharacters("x"), 1ms}}};
    Recording recording(path(u"a.pcapng"_qs), someFacts(), {});
    for (const int seconds : {0, 10}) {
        recording.begin(anchor.addSecs(seconds));
        recording.append({entry});
    }
    QVERIFY(!recording.finish());
    const FileContent content = contentOf(path(u"a.pcapng"_qs));
    QCOMPARE(content.entries.size(), 2);
    QCOMPARE(content.entries.at(1).at - content.entries.at(0).at, nanoseconds(10s));
}

void TestRecorder::troubleIsToldOnce_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<RecordTrouble::Kind>("kind");
    QTest::newRow("no such folder") << path(u"none/a.pcapng"_qs) << RecordTrouble::Kind::CannotOpen;
    QTest::newRow("a folder") << m_folder.path() << RecordTrouble::Kind::CannotOpen;
    if (QFile::exists(u"/dev/full"_qs))
        QTest::newRow("full") << u"/dev/full"_qs << RecordTrouble::Kind::CannotWrite;
}

void TestRecorder::troubleIsToldOnce()
{
    QFETCH(QString, file);
    QFETCH(RecordTrouble::Kind, kind);
    Recording recording(file, someFacts(), {});
    QSignalSpy spy(&recording, &Recording::trouble);
    recording.begin({});
    for (int i = 0; i < 100; ++i)
        recording.append(richTrace());
    QTRY_COMPARE_WITH_TIMEOUT(spy.count(), 1, patience);
    const auto trouble = recording.finish();
    QVERIFY(trouble);
    QCOMPARE(trouble->kind, kind);
    QCOMPARE(trouble->file, file);
    QVERIFY(!trouble->detail.isEmpty());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(spy.count(), 1);
}

/// What was recorded before stays readable, without a torn end.
void TestRecorder::fullDisk()
{
#ifdef Q_OS_UNIX
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit small = before;
    small.rlim_cur = 5000;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    TraceEntries all;
    TraceEntries session = richTrace();
    // Findings count characters from the file's beginning on.
    erase_if(session,
             [](const TraceEntry &entry) { return std::holds_alternative<Event>(entry.what); });
    {
        Recording recording(path(u"a.pcapng"_qs), someFacts(), {});
        QSignalSpy spy(&recording, &Recording::trouble);
        // Each in a write of its own.
        while (spy.isEmpty() && all.size() < 10000) {
            recording.begin({});
            recording.append(session);
            all += session;
            QCoreApplication::sendPostedEvents();
        }
        const auto trouble = recording.finish();
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(trouble);
        QCOMPARE(trouble->kind, RecordTrouble::Kind::CannotWrite);
    }
    const FileContent content = contentOf(path(u"a.pcapng"_qs));
    QVERIFY(!content.entries.isEmpty());
    QVERIFY(content.entries == all.first(content.entries.size()));
    QVERIFY(content.summary.problems.isEmpty());
#else
    QSKIP("This system has no limit for the size of a file.");
#endif
}

void TestRecorder::twoRecordersDoNotShareAFile()
{
    Recording first(path(u"a.pcapng"_qs), someFacts(), {});
    first.begin({});
    first.append(richTrace());
    QTRY_VERIFY_WITH_TIMEOUT(!contentOf(path(u"a.pcapng"_qs)).entries.isEmpty(), patience);
    Recording second(path(u"a.pcapng"_qs), someFacts(), {});
    const auto trouble = second.finish();
    QVERIFY(trouble);
    QCOMPARE(trouble->kind, RecordTrouble::Kind::InUse);
    QVERIFY(!first.finish());
    QVERIFY(contentOf(path(u"a.pcapng"_qs)).entries == richTrace());
}

void TestRecorder::unfinishedRecordingsAreFound()
{
    const QString torn = path(u"torn.pcapng"_qs);
    for (const QString &name : {torn, path(u"whole.pcapng"_qs)}) {
        Recording recording(name, someFacts(), {});
        recording.begin({});
        recording.append(richTrace());
        QVERIFY(!recording.finish());
    }
    QCOMPARE(unfinishedRecordings(m_folder.path()), QStringList());
    QFile file(torn);
    QVERIFY(file.resize(file.size() - 100));
    QCOMPARE(unfinishedRecordings(m_folder.path()), QStringList{torn});
    const FileContent content = contentOf(torn);
    QCOMPARE(content.summary.problems.size(), 1);

    QVERIFY(closeRecording(torn));
    QCOMPARE(unfinishedRecordings(m_folder.path()), QStringList());
    const FileContent closed = contentOf(torn);
    QVERIFY(closed.summary.problems.isEmpty());
    QVERIFY(closed.summary.isClosed);
    QVERIFY(closed.entries == content.entries);

    Recording running(path(u"running.pcapng"_qs), someFacts(), {});
    running.begin({});
    QTRY_VERIFY_WITH_TIMEOUT(QFile(path(u"running.pcapng"_qs)).size() > 0, patience);
    QCOMPARE(unfinishedRecordings(m_folder.path()), QStringList());
}

/// Each time the file opens and holds all batches but the last ones, from the first on.
void TestRecorder::killedAtRandomMoments()
{
    constexpr int kills = 50;
    constexpr nanoseconds budget = 200ms; // design §9; a busy machine may hold up single runs
    QRandomGenerator random(5);
    QList<qint64> lost;
    for (int i = 0; i < kills; ++i) {
        const QString name = path(QStringLiteral("%1.pcapng").arg(i));
        QProcess process;
        process.setReadChannel(QProcess::StandardError);
        process.start(QStringLiteral(OPTOSCOPE_RECORDS_FOREVER), {name});
        const qsizetype wanted = random.bounded(3, 40);
        QByteArray told;
        // On a busy machine batches may be told before the file is begun.
        while (told.count('\n') < wanted || QFileInfo(name).size() == 0) {
            QVERIFY(process.waitForReadyRead(patience));
            told += process.readAllStandardError();
        }
        process.kill();
        QVERIFY(process.waitForFinished(patience));
        told += process.readAllStandardError();
        const QList<QByteArray> times = told.left(told.lastIndexOf('\n')).split('\n');

        QCOMPARE(unfinishedRecordings(m_folder.path()), QStringList{name});
        const FileContent content = contentOf(name);
        QVERIFY(!content.summary.isClosed);
        int batch = 0;
        qint64 last = 0;
        for (const TraceEntry &entry : content.entries) {
            const CharacterRun *run = runOf(entry);
            if (!run)
                continue;
            QCOMPARE(toBytes(run->characters), QByteArray(QByteArray::number(batch) + '\n'));
            last = entry.at.time_since_epoch().count();
            if (batch < times.size())
                QCOMPARE(last, times.at(batch).toLongLong());
            ++batch;
        }
        lost.append(std::max<qint64>(times.last().toLongLong() - last, 0));
        QFile::remove(name);
        QFile::remove(lockOfRecording(name));
    }
    std::ranges::sort(lost);
    qInfo("lost: median %.1f ms, most %.1f ms", static_cast<double>(lost.at(kills / 2)) / 1e6,
          static_cast<double>(lost.last()) / 1e6);
    QVERIFY(nanoseconds(lost.at(kills / 2)) <= budget);
}

/// What comes before begin() belongs to the file before.
void TestRecorder::goesOnInAnotherFile()
{
    const TraceEntries all = richTrace();
    Recording recording(std::shared_ptr<const Wording>{});
    for (const QString &name : {u"first.pcapng"_qs, u"second.pcapng"_qs}) {
        QMetaObject::invokeMethod(recording.recorder(), [this, &recording, name] {
            recording.recorder()->continueIn([this, name] {
                return RecordingPlan{path(name), someFacts()};
            });
        });
        if (name.startsWith(u"second"))
            recording.append({all.first()});
        recording.begin({});
        recording.append(all);
    }
    QVERIFY(!recording.finish());
    QVERIFY(contentOf(path(u"first.pcapng"_qs)).entries == all + TraceEntries{all.first()});
    QVERIFY(contentOf(path(u"first.pcapng"_qs)).summary.isClosed);
    QVERIFY(contentOf(path(u"second.pcapng"_qs)).entries == all);
}

void TestRecorder::troubleWithOneFileIsNoneWithTheNext()
{
    Recording recording(std::shared_ptr<const Wording>{});
    QSignalSpy trouble(&recording, &Recording::trouble);
    QSignalSpy opened(&recording, &Recording::opened);
    for (const QString &name : {u"none/a.pcapng"_qs, u"a.pcapng"_qs}) {
        QMetaObject::invokeMethod(recording.recorder(), [this, &recording, name] {
            recording.recorder()->continueIn([this, name] {
                return RecordingPlan{path(name), someFacts()};
            });
        });
        recording.begin({});
        recording.append(richTrace());
    }
    QVERIFY(!recording.finish());
    QTRY_COMPARE(trouble.count(), 1);
    QTRY_COMPARE(opened.count(), 1);
    QVERIFY(contentOf(path(u"a.pcapng"_qs)).entries == richTrace());
}

void TestRecorder::folderKeepsTheNewest()
{
    const RecordingFolder folder(path(u"ring"_qs), {4, 3000});
    QVERIFY(folder.kept().isEmpty());
    QStringList files;
    const QDateTime now = QDateTime::currentDateTime();
    for (int i = 0; i < 6; ++i) {
        files.append(folder.newFile(now.addSecs(i), u"/dev/ttyUSB0"_qs));
        QFile file(files.last());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(1000, 'x'));
        QVERIFY(file.flush());
        QVERIFY(file.setFileTime(now.addSecs(i), QFileDevice::FileModificationTime));
    }
    QVERIFY(folder.holds(files.first()));
    QVERIFY(!folder.holds(path(u"a.pcapng"_qs)));
    // The oldest is being recorded.
    QLockFile lock(lockOfRecording(files.first()));
    QVERIFY(lock.tryLock(0));
    folder.prune();
    QStringList left;
    for (const RecordingFolder::Kept &one : folder.kept())
        left.append(one.file);
    QCOMPARE(left, (QStringList{files.at(5), files.at(4), files.at(3), files.at(0)}));
    lock.unlock();
    folder.prune();
    QCOMPARE(folder.kept().size(), 3);
}

void TestRecorder::folderNamesFiles_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *target, const char *name) {
        QTest::newRow(target) << QString::fromUtf8(target) << QString::fromUtf8(name);
    };
    row("/dev/ttyUSB0", "2026-01-02_03-04-05_ttyUSB0.pcapng");
    row("tcp:[::1]:8000", "2026-01-02_03-04-05_tcp_1_8000.pcapng");
    row("virtual:", "2026-01-02_03-04-05_virtual.pcapng");
    row("virtual:../../etc/passwd", "2026-01-02_03-04-05_passwd.pcapng");
    row("..", "2026-01-02_03-04-05.pcapng");
    row("\u00e4\u00f6", "2026-01-02_03-04-05.pcapng");
}

void TestRecorder::folderNamesFiles()
{
    QFETCH(QString, target);
    QFETCH(QString, name);
    const RecordingFolder folder(path(u"names"_qs));
    const QDateTime now({2026, 1, 2}, {3, 4, 5});
    const QString file = folder.newFile(now, target);
    QCOMPARE(QFileInfo(file).fileName(), name);
    QVERIFY(folder.holds(file));
    QFile first(file);
    QVERIFY(first.open(QIODevice::WriteOnly));
    QVERIFY(folder.newFile(now, target) != file);
    QVERIFY(first.remove());
}

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
