// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/readingfeed.h"
#include "tests/core/polling/storesamples.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr int patience = 30000; // ms

QList<double> valuesIn(const QSignalSpy &news)
{
    QList<double> values;
    for (const QVariantList &call : news) {
        const auto piece = call[0].value<StoreNews>();
        for (const Series &series : piece.series)
            for (const Sample &sample : piece.samples.value(series.id))
                values.append(sample.value);
    }
    return values;
}

} // namespace

class TestReadingFeed : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void loadsAndFollows();
    void comesInPieces();
    void tellsTrouble();
    void changesItsStore();

private:
    StoreAddress address(const QString &name) const
    {
        return *parseStoreAddress(m_folder->filePath(name));
    }
    std::unique_ptr<ReadingStore> store(const QString &name) const
    {
        return valueIn(ReadingStore::open(address(name), {false, 5s, false}));
    }
    static void add(ReadingStore &store, int from, int to)
    {
        QList<PollResult> polls;
        for (int i = from; i < to; ++i)
            polls.append(pollAt(0, i, {reading("1.8.0", "1", "kWh", i)}));
        QVERIFY(!store.add(polls));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestReadingFeed::loadsAndFollows()
{
    const auto writer = store(u"a"_qs);
    valueIn(writer->savePlan(planFor(u"virtual:"_qs)));
    add(*writer, 0, 3);
    ReadingFeed feed;
    QSignalSpy opened(&feed, &ReadingFeed::opened);
    QSignalSpy news(&feed, &ReadingFeed::newsCame);
    feed.open(address(u"a"_qs));
    QVERIFY(news.wait(patience));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].value<QList<StoredPlan>>().size(), 1);
    QCOMPARE(valuesIn(news), (QList<double>{0, 1, 2}));
    add(*writer, 3, 4);
    QVERIFY(news.wait(patience)); // by itself
    add(*writer, 4, 5);
    feed.look();
    QVERIFY(news.wait(patience));
    QCOMPARE(valuesIn(news), (QList<double>{0, 1, 2, 3, 4}));
    PollResult poll = pollAt(0, 9, {});
    poll.findings = {{FindingId::checkWrong, Severity::error, Blame::line, {}, -1, 0, 0, u"3A"_qs}};
    valueIn(writer->add(poll));
    feed.look();
    QVERIFY(news.wait(patience));
    QSignalSpy findings(&feed, &ReadingFeed::foundFindings);
    feed.askFindings(news.last()[0].value<StoreNews>().polls[0].id);
    QVERIFY(findings.wait(patience));
    QCOMPARE(findings[0][1].value<Findings>(), poll.findings);
}

void TestReadingFeed::comesInPieces()
{
    const auto writer = store(u"a"_qs);
    constexpr int polls = 12000;
    add(*writer, 0, polls);
    ReadingFeed feed;
    QSignalSpy news(&feed, &ReadingFeed::newsCame);
    feed.open(address(u"a"_qs));
    QTRY_COMPARE_WITH_TIMEOUT(valuesIn(news).size(), polls, patience);
    QCOMPARE(news.size(), 3);
    QVERIFY(!news[0][0].value<StoreNews>().isAll);
    QVERIFY(news[2][0].value<StoreNews>().isAll);
}

void TestReadingFeed::tellsTrouble()
{
    ReadingFeed feed;
    QSignalSpy troubled(&feed, &ReadingFeed::troubled);
    QSignalSpy opened(&feed, &ReadingFeed::opened);
    feed.open(address(u"nowhere"_qs));
    QVERIFY(troubled.wait(patience));
    QCOMPARE(troubled[0][0].value<StoreError>().kind, StoreError::Kind::NotFound);
    QVERIFY(opened.isEmpty());
}

void TestReadingFeed::changesItsStore()
{
    add(*store(u"a"_qs), 0, 3);
    add(*store(u"b"_qs), 10, 12);
    ReadingFeed feed;
    QSignalSpy news(&feed, &ReadingFeed::newsCame);
    feed.open(address(u"a"_qs));
    QVERIFY(news.wait(patience));
    feed.open(address(u"b"_qs));
    QVERIFY(news.wait(patience));
    QCOMPARE(valuesIn(news), (QList<double>{0, 1, 2, 10, 11}));
    feed.close();
    feed.look();
    feed.open(address(u"b"_qs));
    QVERIFY(news.wait(patience)); // from its beginning
    QCOMPARE(valuesIn(news).size(), 7);
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestReadingFeed)
#include "tst_readingfeed.moc"
