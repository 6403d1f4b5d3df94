// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/poller.h"
#include "resources/knowledge.h"
#include "tests/core/polling/storesamples.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr int patience = 30000; // ms

using State = Poller::State;

/// How many of the results that were signalled ended so.
qsizetype countOf(const QSignalSpy &results, PollOutcome outcome)
{
    return std::count_if(results.cbegin(), results.cend(), [outcome](const QVariantList &call) {
        return call[0].value<PollResult>().record.outcome == outcome;
    });
}

} // namespace

/// The facade on a virtual meter, in real time.
class TestPoller : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void pollsAndStores();
    void stopsWhilePolling();
    void pausesAndGoesOn();
    void asksForAnotherMeter();
    void tellsTheLinesTrouble();
    void refusesAStore();
    void refersToTheCapture();
    void storesWhatItHasWhenItGoes();
    void hasASpoolForEachPlan();

private:
    PollPlan plan(const QString &target = {}) const
    {
        PollPlan plan;
        const QString name = u"virtual:"_qs + (target.isEmpty() ? m_meter : target);
        plan.request.target = std::get<Target>(parseTarget(name));
        plan.schedule.interval = 1h; // The first one is due at once.
        plan.schedule.retries.most = 0;
        return plan;
    }
    StoreAddress store() const
    {
        return *parseStoreAddress(m_folder->filePath(u"store.sqlite"_qs));
    }
    QList<PollRecord> stored() const { return valueIn(reader()->polls()); }
    std::unique_ptr<ReadingReader> reader() const { return valueIn(ReadingReader::open(store())); }

    Knowledge m_knowledge = loadKnowledge();
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_meter; ///< a fast one
};

void TestPoller::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_meter = m_folder->filePath(u"fast.json"_qs);
    const auto write = [](const QString &name, const QByteArray &content) {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    };
    write(m_meter, "{\"meter\": {\"baudCharacter\": \"6\", \"readout\": \"fast.txt\"}}");
    write(m_folder->filePath(u"fast.txt"_qs),
          "/DUA6FAST\r\n0.0.0(4711)\r\n1.8.0(000001.5*kWh)\r\n!\r\n");
}

void TestPoller::pollsAndStores()
{
    Poller poller(m_knowledge);
    QSignalSpy polled(&poller, &Poller::polled);
    QSignalSpy kept(&poller, &Poller::kept);
    QSignalSpy finished(&poller, &Poller::finished);
    QSignalSpy entries(&poller, &Poller::entriesAppended);
    QList<State> states;
    connect(&poller, &Poller::stateChanged, this,
            [&states](Poller::State state) { states.append(state); });
    poller.start(plan(), store());
    QVERIFY(kept.wait(patience));
    QCOMPARE(polled.size(), 1);
    const auto result = polled[0][0].value<PollResult>();
    QCOMPARE(result.record.outcome, PollOutcome::done);
    QCOMPARE(result.readings.size(), 2);
    QCOMPARE(result.readings[1].number, 1.5);
    QCOMPARE(poller.meter(), u"4711"_qs);
    QVERIFY(!entries.isEmpty());
    QVERIFY(poller.nextDue() && *poller.nextDue() % 1h == 0ms);
    poller.stop();
    QVERIFY(finished.wait(patience));
    QCOMPARE(finished[0][0].value<Poller::End>(), Poller::End::Stopped);
    QCOMPARE(states,
             (QList<State>{State::Opening, State::Polling, State::Waiting, State::Stopping,
                           State::Idle}));
    QCOMPARE(stored().size(), 1);
    QCOMPARE(valueIn(reader()->plans())[0].meter, u"4711"_qs);
}

void TestPoller::stopsWhilePolling()
{
    Poller poller(m_knowledge);
    QSignalSpy finished(&poller, &Poller::finished);
    QSignalSpy entries(&poller, &Poller::entriesAppended);
    poller.start(plan(), store());
    QVERIFY(entries.wait(patience));
    poller.stop();
    QVERIFY(finished.wait(patience));
    QCOMPARE(stored().size(), 1);
    QCOMPARE(stored()[0].outcome, PollOutcome::interrupted);
    QVERIFY(stored()[0].finding.isEmpty());
    // Another run of the same one.
    poller.start(plan(), store());
    poller.stop();
    QVERIFY(finished.wait(patience));
    QVERIFY(!poller.isRunning());
}

void TestPoller::pausesAndGoesOn()
{
    Poller poller(m_knowledge);
    QSignalSpy polled(&poller, &Poller::polled);
    PollPlan secondly = plan();
    secondly.schedule.interval = 1s;
    poller.start(secondly);
    poller.pause(); // The one that runs ends first.
    QVERIFY(polled.wait(patience));
    QCOMPARE(poller.state(), State::Paused);
    QVERIFY(!poller.nextDue());
    poller.resume();
    QVERIFY(poller.state() == State::Waiting || poller.state() == State::Polling);
    QTRY_VERIFY_WITH_TIMEOUT(countOf(polled, PollOutcome::done) >= 2, patience);
}

void TestPoller::asksForAnotherMeter()
{
    Poller poller(m_knowledge);
    QSignalSpy polled(&poller, &Poller::polled);
    QSignalSpy kept(&poller, &Poller::kept);
    QSignalSpy other(&poller, &Poller::otherMeterAnswered);
    PollPlan expecting = plan();
    expecting.schedule.interval = 1s;
    expecting.meter = u"1234"_qs;
    poller.start(expecting, store());
    QVERIFY(other.wait(patience));
    QCOMPARE(other[0], (QVariantList{u"1234"_qs, u"4711"_qs}));
    const auto result = polled[0][0].value<PollResult>();
    QCOMPARE(result.record.outcome, PollOutcome::otherMeter);
    QCOMPARE(result.record.finding, u"otherMeter"_qs);
    QVERIFY(result.readings.isEmpty());
    poller.acceptOtherMeter();
    QTRY_VERIFY_WITH_TIMEOUT(countOf(kept, PollOutcome::done) > 0, patience);
    QCOMPARE(valueIn(reader()->plans())[0].meter, u"4711"_qs);
    const QList<Series> series = valueIn(reader()->series());
    QCOMPARE(series.size(), 1);
    QCOMPARE(series[0].meter, u"4711"_qs);
}

void TestPoller::tellsTheLinesTrouble()
{
    Poller poller(m_knowledge);
    QSignalSpy polled(&poller, &Poller::polled);
    QSignalSpy failed(&poller, &Poller::linkFailed);
    poller.start(plan(u"no-such-case"_qs));
    QVERIFY(polled.wait(patience));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(polled[0][0].value<PollResult>().record.outcome, PollOutcome::cannotOpen);
    QCOMPARE(poller.state(), State::Waiting); // It may come.
}

void TestPoller::refusesAStore()
{
    Poller poller(m_knowledge);
    QSignalSpy refused(&poller, &Poller::storeRefused);
    QSignalSpy finished(&poller, &Poller::finished);
    QSignalSpy polled(&poller, &Poller::polled);
    poller.start(plan(), parseStoreAddress(m_folder->path()));
    QVERIFY(finished.wait(patience));
    QCOMPARE(refused.size(), 1);
    QCOMPARE(finished[0][0].value<Poller::End>(), Poller::End::NoStore);
    QCOMPARE(polled.size(), 0);
}

void TestPoller::refersToTheCapture()
{
    Poller poller(m_knowledge);
    QSignalSpy kept(&poller, &Poller::kept);
    poller.setCapture(u"monday.pcapng"_qs, 17);
    poller.start(plan(), store());
    QVERIFY(kept.wait(patience));
    QCOMPARE(stored()[0].capture, u"monday.pcapng"_qs);
    QCOMPARE(stored()[0].entry, 17);
}

void TestPoller::storesWhatItHasWhenItGoes()
{
    {
        Poller poller(m_knowledge);
        QSignalSpy polled(&poller, &Poller::polled);
        poller.start(plan(), store());
        QVERIFY(polled.wait(patience));
    } // Nobody waits for its end.
    QCOMPARE(stored().size(), 1);
}

void TestPoller::hasASpoolForEachPlan()
{
    qputenv("STATE_DIRECTORY", m_folder->path().toUtf8());
    const auto server = *parseStoreAddress(u"postgresql://me:secret@host/db"_qs);
    const QString one = Poller::usualSpool(plan(), server);
    const QString two = Poller::usualSpool(plan(u"story"_qs), server);
    qunsetenv("STATE_DIRECTORY");
    QVERIFY(one.startsWith(m_folder->path()));
    QVERIFY(one != two);
    QVERIFY(!one.contains(u"secret"_qs));
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestPoller)
#include "tst_poller.moc"
