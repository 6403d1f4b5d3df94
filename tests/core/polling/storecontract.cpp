// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/polling/storecontract.h"

#include "core/polling/sqlconnection.h"
#include "core/polling/storeschema.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

QList<double> valuesOf(const QList<Sample> &samples)
{
    QList<double> values;
    for (const Sample &sample : samples)
        values.append(sample.value);
    return values;
}

} // namespace

void StoreContract::keepsWhatWasAdded()
{
    const auto writer = store();
    for (int i = 0; i < 10; ++i)
        QVERIFY(valueIn(writer->add(pollAt(0, i,
                                           {reading("1.8.0", "  012804,376 ", "kWh", 12804.376 + i),
                                            reading("32.7.0", "231.4", "V", 231.4)}))));
    const auto view = reader();
    const QList<Series> series = valueIn(view->series());
    QCOMPARE(series.size(), 2);
    QCOMPARE(series[0].code, QByteArray("1.8.0"));
    QCOMPARE(series[0].unit, QByteArray("kWh"));
    QCOMPARE(series[0].meter, u"40190756"_qs);
    const QList<Sample> all = valueIn(view->samples(series[0].id));
    QCOMPARE(all.size(), 10);
    QCOMPARE(all[3].value, 12807.376); // to the last bit
    QCOMPARE(all[3].utc, pollAt(0, 3, {}).utc);
    const QList<Sample> some = valueIn(view->samples(series[0].id, all[2].utc, all[5].utc));
    QCOMPARE(some, all.mid(2, 3));
}

void StoreContract::addsNothingTwice()
{
    const auto writer = store();
    const PollResult poll = pollAt(0, 1, {reading("1.8.0", "1", "kWh", 1)});
    QVERIFY(valueIn(writer->add(poll)));
    QVERIFY(!valueIn(writer->add(poll)));
    const auto another = store();
    QVERIFY(!valueIn(another->add(poll)));
    const auto view = reader();
    QCOMPARE(valueIn(view->polls()).size(), 1);
    QCOMPARE(valueIn(view->samples(valueIn(view->series())[0].id)).size(), 1);
}

void StoreContract::unitsMakeSeries()
{
    const auto writer = store();
    valueIn(writer->add(pollAt(0, 1, {reading("1.8.0", "999", "kWh", 999)})));
    valueIn(writer->add(pollAt(0, 2, {reading("1.8.0", "1.1", "MWh", 1.1)})));
    PollResult other = pollAt(0, 3, {reading("1.8.0", "5", "kWh", 5)});
    other.meter = u"77"_qs; // So does another meter.
    valueIn(writer->add(other));
    const auto view = reader();
    const QList<Series> series = valueIn(view->series());
    QCOMPARE(series.size(), 3);
    QCOMPARE(series[1].unit, QByteArray("MWh"));
    QCOMPARE(series[2].meter, u"77"_qs);
    for (const Series &one : series)
        QCOMPARE(valueIn(view->samples(one.id)).size(), 1);
}

void StoreContract::textIsNoSeries()
{
    const auto writer = store();
    valueIn(writer->add(pollAt(0, 1, {reading("0.0.0", "DUA0040190756", "", {})})));
    const auto view = reader();
    QCOMPARE(valueIn(view->series()).size(), 0);
    qint64 mark = 0;
    const auto rows = valueIn(view->rows(mark)); // But it is stored.
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].reading.raw, QByteArray("DUA0040190756"));
    QVERIFY(!rows[0].reading.number);
}

void StoreContract::notAvailableIsAGap()
{
    const auto writer = store();
    valueIn(writer->add(pollAt(0, 1, {reading("14.7.0", "50.01", "Hz", 50.01)})));
    valueIn(writer->add(pollAt(0, 2, {reading("14.7.0", "--.--", "", {})})));
    valueIn(writer->add(pollAt(0, 3, {reading("14.7.0", "-.-", "Hz", {})})));
    valueIn(writer->add(pollAt(0, 4, {reading("14.7.0", "50.02", "Hz", 50.02)})));
    const auto view = reader();
    const QList<Series> series = valueIn(view->series());
    QCOMPARE(series.size(), 1);
    QCOMPARE(valuesOf(valueIn(view->samples(series[0].id))), (QList<double>{50.01, 50.02}));
    qint64 mark = 0;
    const auto rows = valueIn(view->rows(mark));
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[1].reading.raw, QByteArray("--.--"));
    QCOMPARE(rows[1].reading.unit, QByteArray("Hz"));
}

void StoreContract::bracketsAreApart()
{
    const auto writer = store();
    RegisterReading first = reading("P.98", "1", "kW", 1);
    RegisterReading second = reading("P.98", "2", "kW", 2);
    second.bracket = 1;
    valueIn(writer->add(pollAt(0, 1, {first, second})));
    const auto view = reader();
    const QList<Series> series = valueIn(view->series());
    QCOMPARE(series.size(), 2);
    QCOMPARE(series[1].bracket, 1);
    QCOMPARE(valueIn(view->samples(series[1].id))[0].value, 2.0);
}

void StoreContract::strangeTextComesBack()
{
    const auto writer = store();
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(static_cast<char>(i));
    PollResult poll = pollAt(0, 1, {reading(all, all, all, 1e-300)});
    poll.record.finding = u"'); DROP TABLE polls; --"_qs;
    poll.record.capture = u"a'b\"c ü 電.pcapng"_qs;
    valueIn(writer->add(poll));
    const auto view = reader();
    qint64 mark = 0;
    const auto rows = valueIn(view->rows(mark));
    QCOMPARE(rows[0].reading.raw, all);
    QCOMPARE(rows[0].reading.code, all);
    QCOMPARE(rows[0].reading.unit, all);
    QCOMPARE(rows[0].reading.number, 1e-300);
    QCOMPARE(rows[0].poll.finding, poll.record.finding);
    QCOMPARE(rows[0].poll.capture, poll.record.capture);
}

void StoreContract::keepsPollsAndFindings()
{
    const auto writer = store();
    const qint64 plan = valueIn(writer->savePlan(planFor(u"virtual:"_qs))).id;
    PollResult poll = pollAt(plan, 1, {});
    poll.record.outcome = PollOutcome::damaged;
    poll.record.finding = u"checkWrong"_qs;
    poll.record.lineErrors = 7;
    poll.record.retries = 2;
    poll.record.capture = u"monday.pcapng"_qs;
    poll.record.entry = 1234567890123;
    poll.findings = {
        {FindingId::checkWrong, Severity::error, Blame::line, Instant(3s), 17, 1.5, 2, u"3A 3B"_qs},
        {FindingId::retried, Severity::note, Blame::us, {}, -1, 0, 0, {}}};
    valueIn(writer->add(poll));
    PollResult missed = pollAt(plan, 2, {});
    missed.meter.clear();
    missed.record.outcome = PollOutcome::missed;
    missed.record.reaction.reset();
    missed.record.count = 50;
    valueIn(writer->add(missed));
    const auto view = reader();
    QList<PollRecord> polls = valueIn(view->polls());
    QCOMPARE(polls.size(), 2);
    const Findings findings = valueIn(view->findings(polls[0].id));
    QCOMPARE(findings.size(), 2);
    poll.findings[0].offset = -1; // The place is in the capture.
    QCOMPARE(findings, poll.findings);
    for (PollRecord &record : polls)
        record.id = 0;
    QCOMPARE(polls, (QList<PollRecord>{poll.record, missed.record}));
    QCOMPARE(valueIn(view->polls(missed.record.due)).size(), 1);
    QCOMPARE(valueIn(view->polls(UtcTime::min(), missed.record.due)).size(), 1);
}

void StoreContract::remembersPlans()
{
    const auto writer = store();
    PollPlan plan = planFor(u"tcp:192.168.1.20:8000"_qs);
    const StoredPlan first = valueIn(writer->savePlan(plan));
    QVERIFY(first.meter.isEmpty());
    QVERIFY(!writer->setMeter(first.id, u"40190756"_qs, "LGZ5"));
    const StoredPlan other = valueIn(writer->savePlan(planFor(u"/dev/ttyUSB0"_qs)));
    QVERIFY(other.id != first.id);
    plan.schedule.interval = 5s; // A plan that was changed is the same plan.
    plan.schedule.quiet.clear();
    const StoredPlan again = valueIn(writer->savePlan(plan));
    QCOMPARE(again.id, first.id);
    QCOMPARE(again.meter, u"40190756"_qs);
    QCOMPARE(again.identification, QByteArray("LGZ5"));
    const QList<StoredPlan> plans = valueIn(reader()->plans());
    QCOMPARE(plans.size(), 2);
    QCOMPARE(plans[0].plan.toJson(), plan.toJson());
    QCOMPARE(plans[0].meter, u"40190756"_qs);
    QVERIFY(plans[1].meter.isEmpty());
}

void StoreContract::knowsThePast()
{
    const auto writer = store();
    const qint64 plan = valueIn(writer->savePlan(planFor(u"virtual:"_qs))).id;
    const qint64 other = valueIn(writer->savePlan(planFor(u"virtual:story"_qs))).id;
    QVERIFY(!valueIn(writer->pastOf(plan, UtcTime(0))).lastDue);
    PollResult poll = pollAt(plan, 5, {});
    poll.record.retries = 2;
    valueIn(writer->add(poll));
    PollResult missed = pollAt(plan, 6, {});
    missed.record.outcome = PollOutcome::missed;
    missed.record.began = missed.record.due + 10min;
    missed.record.count = 11;
    valueIn(writer->add(missed));
    valueIn(writer->add(pollAt(other, 90, {})));
    const SchedulePast past = valueIn(writer->pastOf(plan, UtcTime(0)));
    QCOMPARE(past.lastDue, std::optional(missed.record.began));
    QCOMPARE(past.wakeUpsToday, 3);
    QCOMPARE(valueIn(writer->pastOf(plan, missed.record.due)).wakeUpsToday, 0);
    QVERIFY(!past.wasInterrupted);
    PollResult stopped = pollAt(plan, 30, {});
    stopped.record.outcome = PollOutcome::interrupted;
    valueIn(writer->add(stopped));
    QVERIFY(valueIn(writer->pastOf(plan, UtcTime(0))).wasInterrupted);
    QCOMPARE(valueIn(writer->pastOf(plan, UtcTime(0))).lastDue,
             std::optional(stopped.record.began));
}

void StoreContract::tellsNews()
{
    const auto writer = store();
    const auto view = reader(); // open while it grows
    StoreNews news = valueIn(view->newsSince(0));
    QVERIFY(news.isAll && news.polls.isEmpty());
    QList<double> seen;
    int polls = 0;
    for (int i = 0; i < 57; ++i) {
        valueIn(writer->add(pollAt(0, i, {reading("1.8.0", "1", "kWh", i)})));
        if (i % 10 != 9 && i != 56)
            continue;
        do {
            news = valueIn(view->newsSince(news.mark, 4));
            polls += static_cast<int>(news.polls.size());
            for (const Series &series : std::as_const(news.series))
                seen += valuesOf(news.samples.value(series.id));
        } while (!news.isAll);
    }
    QCOMPARE(polls, 57);
    QCOMPARE(seen.size(), 57);
    for (qsizetype i = 0; i < seen.size(); ++i)
        QCOMPARE(seen[i], double(i));
}

void StoreContract::sumsUp()
{
    const auto writer = store();
    for (int i = 0; i < 5; ++i)
        valueIn(writer->add(
            pollAt(0, i, {reading("1.8.0", "1", "kWh", i), reading("C.1.0", "40190756", "", {})})));
    PollResult early = pollAt(0, 9, {reading("1.8.0", "1", "kWh", 99)}); // The clock was set.
    early.utc = pollAt(0, 0, {}).utc - 1h;
    valueIn(writer->add(early));
    const QList<SeriesSummary> all = valueIn(reader()->summaries());
    QCOMPARE(all.size(), 1);
    QCOMPARE(all[0].series.code, QByteArray("1.8.0"));
    QCOMPARE(all[0].count, 6);
    QCOMPARE(all[0].last, (Sample{pollAt(0, 4, {}).utc, 4}));
}

void StoreContract::givesRowsForExport()
{
    const auto writer = store();
    for (int i = 0; i < 25; ++i)
        valueIn(writer->add(
            pollAt(0, i, i % 3 == 0 ? QList<RegisterReading>{} : QList{reading("1", "1", "", i)})));
    const auto view = reader();
    qint64 mark = 0;
    qsizetype count = 0;
    for (;;) {
        const auto rows = valueIn(view->rows(mark, 2));
        if (rows.isEmpty())
            break;
        count += rows.size();
        QVERIFY(rows.size() <= 2);
    }
    QCOMPARE(count, 16);
}

void StoreContract::migratesAnOldStore()
{
    const StoreAddress place = address();
    {
        auto opened = SqlConnection::open(place, {});
        const auto connection = valueIn(std::move(opened));
        QVERIFY(!migrate(*connection, 1));
        QCOMPARE(valueIn(versionOf(*connection)), 1);
        QVERIFY(!connection->run(
            u"INSERT INTO polls (key, due, began, outcome, finding, line_errors, retries, entry) "
            "VALUES ('old', 1000, 1000, 'noAnswer', 'noAnswer', 0, 0, -1)"_qs));
    }
    const auto old = ReadingReader::open(place);
    QCOMPARE(errorIn(old).kind, StoreError::Kind::Older);
    QCOMPARE(errorIn(old).version, 1);
    const auto writer = valueIn(ReadingStore::open(place));
    valueIn(writer->add(pollAt(0, 1, {reading("1.8.0", "1", "kWh", 1)})));
    const auto view = valueIn(ReadingReader::open(place));
    const QList<PollRecord> polls = valueIn(view->polls());
    QCOMPARE(polls.size(), 2);
    QCOMPARE(polls[0].finding, u"noAnswer"_qs);
    QCOMPARE(polls[0].count, 1);
}

} // namespace optoscope
