// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/readingexport.h"
#include "core/polling/storeschema.h"
#include "tests/core/polling/storecontract.h"

#include <QBuffer>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

using Kind = StoreError::Kind;

void write(const QString &name, const QByteArray &content)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// Another program at the same file.
class OtherProgram
{
public:
    explicit OtherProgram(const QString &file)
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_qs, u"other"_qs);
        database.setDatabaseName(file);
        m_isOpen = database.open();
    }
    ~OtherProgram()
    {
        QSqlDatabase::database(u"other"_qs).close();
        QSqlDatabase::removeDatabase(u"other"_qs);
    }
    bool run(const QString &statement)
    {
        QSqlQuery query(QSqlDatabase::database(u"other"_qs));
        return m_isOpen && query.exec(statement);
    }

private:
    bool m_isOpen = false;
};

#ifdef Q_OS_UNIX
/// Files of this process cannot grow over a size, as on a full disk.
class SizeLimit
{
public:
    explicit SizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};
#endif

} // namespace

/// The contract with a file, and what can happen to a file only.
class TestReadingStore : public StoreContract
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void refusesNewer();
    void refusesWhatIsNoStore_data();
    void refusesWhatIsNoStore();
    void tellsDamage_data();
    void tellsDamage();
    void tellsDamageWhileReading();
    void waitsForALockNotForEver();
    void keepsAllWhenTheDiskIsFull();
    void noRights();
    void readerNeedsAStore();
    void followsItsFile();

protected:
    StoreAddress address() override { return *parseStoreAddress(file()); }

private:
    QString file() const { return m_folder->filePath(u"readings.sqlite"_qs); }
    StoreResult<std::unique_ptr<ReadingStore>> open()
    {
        return ReadingStore::open(address(), {false, 200ms, false});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestReadingStore::refusesNewer()
{
    valueIn(open());
    OtherProgram other(file());
    QVERIFY(other.run(u"UPDATE store_info SET version = 99"_qs));
    QVERIFY(other.run(u"CREATE TABLE what_will_be (id INTEGER)"_qs));
    const StoreError error = errorIn(open());
    QCOMPARE(error.kind, Kind::Newer);
    QCOMPARE(error.version, 99);
    QCOMPARE(errorIn(ReadingReader::open(address())).kind, Kind::Newer);
}

void TestReadingStore::refusesWhatIsNoStore_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("statement");
    QTest::newRow("text") << QByteArray("F.F(00000000)\r\n1.8.0(012804.376*kWh)\r\n").repeated(50)
                          << QString();
    QTest::newRow("short text") << QByteArray("hello") << QString();
    QTest::newRow("another program's database")
        << QByteArray() << u"CREATE TABLE songs (id INTEGER)"_qs;
    QTest::newRow("another program's, without tables")
        << QByteArray() << u"PRAGMA application_id = 1234"_qs;
}

void TestReadingStore::refusesWhatIsNoStore()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, statement);
    if (statement.isEmpty())
        write(file(), content);
    else
        QVERIFY(OtherProgram(file()).run(statement));
    QFile before(file());
    QVERIFY(before.open(QIODevice::ReadOnly));
    const QByteArray bytes = before.readAll();
    QCOMPARE(errorIn(open()).kind, Kind::NotAStore);
    before.seek(0);
    QCOMPARE(before.readAll(), bytes);
    QCOMPARE(errorIn(ReadingReader::open(address())).kind, Kind::NotAStore);
}

void TestReadingStore::tellsDamage_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("cutTo");
    QTest::newRow("a page overwritten") << 3 * 4096 << -1;
    QTest::newRow("the list of tables overwritten") << 100 << -1;
    QTest::newRow("cut off") << -1 << 5 * 4096;
}

void TestReadingStore::tellsDamage()
{
    QFETCH(const int, place);
    QFETCH(const int, cutTo);
    {
        const auto store = valueIn(open());
        for (int i = 0; i < 200; ++i)
            valueIn(store->add(pollAt(0, i, {reading("1.8.0", QByteArray(200, '1'), "kWh", i)})));
    }
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    if (cutTo >= 0) {
        QVERIFY(damaged.resize(cutTo));
    } else {
        damaged.seek(place);
        damaged.write(QByteArray(1000, '\x5A'));
    }
    damaged.close();
    write(file() + u"-wal"_qs, {}); // It was not closed.
    QCOMPARE(errorIn(open()).kind, Kind::Damaged);
}

/// A read that breaks off is not the end of what there is.
void TestReadingStore::tellsDamageWhileReading()
{
    constexpr int polls = 2000;
    {
        const auto store = valueIn(open());
        QList<PollResult> all;
        for (int i = 0; i < polls; ++i)
            all.append(pollAt(0, i, {reading("1.8.0", QByteArray(200, '1'), "kWh", i)}));
        QVERIFY(!store->add(all));
    }
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    // Past the tables' first pages, in the middle of the rows.
    QVERIFY(damaged.seek(damaged.size() / 4096 * 3 / 4 * 4096));
    damaged.write(QByteArray(4096, '\x5A'));
    damaged.close();
    const auto reader = valueIn(ReadingReader::open(address()));
    QCOMPARE(errorIn(reader->samples(1)).kind, Kind::Damaged);
    QCOMPARE(errorIn(reader->newsSince(0)).kind, Kind::Damaged);
    QByteArray table;
    QBuffer out(&table);
    QVERIFY(out.open(QIODevice::WriteOnly));
    QCOMPARE(errorIn(writeReadingsCsv(*reader, out)).kind, Kind::Damaged);
}

void TestReadingStore::waitsForALockNotForEver()
{
    const auto store = valueIn(open());
    OtherProgram other(file());
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_qs));
    const PollResult poll = pollAt(0, 1, {reading("1.8.0", "1", "kWh", 1)});
    const StoreError error = errorIn(store->add(poll));
    QCOMPARE(error.kind, Kind::Locked);
    QVERIFY(error.isPassing());
    QVERIFY(other.run(u"COMMIT"_qs));
    QVERIFY(valueIn(store->add(poll)));
}

void TestReadingStore::keepsAllWhenTheDiskIsFull()
{
#ifdef Q_OS_UNIX
    const auto store = valueIn(open());
    valueIn(store->add(pollAt(0, 0, {reading("1.8.0", "0", "kWh", 0)})));
    int stored = 1;
    QList<PollResult> waiting;
    {
        const SizeLimit limit(400 * 1024);
        for (int i = 1; i < 1000 && waiting.size() < 10; ++i) {
            const PollResult poll =
                pollAt(0, i, {reading("1.8.0", QByteArray(500, '1'), "kWh", i)});
            const auto added = store->add(poll);
            if (const auto *error = std::get_if<StoreError>(&added)) {
                QVERIFY(error->isPassing());
                waiting.append(poll);
            } else {
                ++stored;
            }
        }
        QCOMPARE(waiting.size(), 10);
        // What was stored can be read meanwhile.
        const auto reader = valueIn(ReadingReader::open(address()));
        QCOMPARE(valueIn(reader->polls()).size(), stored);
    }
    QVERIFY(!store->add(waiting)); // There is room again.
    const auto reader = valueIn(ReadingReader::open(address()));
    QCOMPARE(valueIn(reader->polls()).size(), stored + 10);
    const QList<Series> series = valueIn(reader->series());
    QCOMPARE(series.size(), 1);
    const QList<Sample> samples = valueIn(reader->samples(series[0].id));
    QCOMPARE(samples.size(), stored + 10);
    for (qsizetype i = 0; i < samples.size(); ++i)
        QCOMPARE(samples[i].value, double(i));
#else
    QSKIP("This system cannot limit the size of files.");
#endif
}

void TestReadingStore::noRights()
{
#ifdef Q_OS_UNIX
    if (geteuid() == 0)
        QSKIP("The superuser may write everywhere.");
    valueIn(open());
    QVERIFY(QFile::setPermissions(file(), QFileDevice::ReadOwner));
    QCOMPARE(errorIn(open()).kind, Kind::NoRights);
#else
    QSKIP("Rights are another matter here.");
#endif
}

void TestReadingStore::readerNeedsAStore()
{
    QCOMPARE(errorIn(ReadingReader::open(address())).kind, Kind::NotFound);
    QVERIFY(!QFile::exists(file()));
    const auto nowhere = *parseStoreAddress(m_folder->filePath(u"no/such/folder.sqlite"_qs));
    QCOMPARE(errorIn(ReadingStore::open(nowhere)).kind, Kind::NotFound);
    const auto folder = *parseStoreAddress(m_folder->path());
    QCOMPARE(errorIn(ReadingStore::open(folder)).kind, Kind::NotAStore);
}

void TestReadingStore::followsItsFile()
{
    const auto store = valueIn(open());
    QVERIFY(store->isThere());
    QVERIFY(QFile::remove(file()));
    QVERIFY(!store->isThere());
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestReadingStore)
#include "tst_readingstore.moc"
