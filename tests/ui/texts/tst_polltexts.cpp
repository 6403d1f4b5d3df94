// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/polltexts.h"
#include "ui/texts/storetexts.h"

#include <QMetaEnum>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

void verifyDistinct(const QStringList &sentences)
{
    for (const QString &sentence : sentences) {
        QVERIFY2(sentence.trimmed() == sentence && !sentence.isEmpty(), qPrintable(sentence));
        QVERIFY2(!sentence.contains(u"%1") && !sentence.contains(u"%2"), qPrintable(sentence));
        QCOMPARE(sentences.count(sentence), 1);
    }
}

PollResult poll()
{
    PollResult result;
    result.meter = u"40190756"_qs;
    RegisterReading energy;
    energy.code = "1.8.0";
    energy.raw = " 012804,376";
    energy.unit = "kWh";
    energy.number = 12804.376;
    result.readings = {energy};
    return result;
}

} // namespace

class TestPollTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyOutcomeHasWords();
    void everyErrorHasWords();
    void pollsAreLines();
    void batteriesAreSpared();
    void intervals_data();
    void intervals();
    void controlCharactersAreShown();
};

void TestPollTexts::everyOutcomeHasWords()
{
    const auto outcomes = QMetaEnum::fromType<PollOutcome>();
    QStringList all;
    for (int i = 0; i < outcomes.keyCount(); ++i)
        all.append(texts::pollOutcomeWords(static_cast<PollOutcome>(outcomes.value(i))));
    verifyDistinct(all);
}

void TestPollTexts::everyErrorHasWords()
{
    QStringList all;
    for (int kind = 0; kind <= static_cast<int>(StoreError::Kind::Other); ++kind)
        all.append(texts::storeErrorText(
            {static_cast<StoreError::Kind>(kind), u"house.sqlite"_qs, {}, 99, 3}));
    for (int error = 1; error <= static_cast<int>(SchedulePlanError::BadBudget); ++error)
        all.append(texts::schedulePlanErrorText(static_cast<SchedulePlanError>(error)));
    verifyDistinct(all);
    QVERIFY(texts::schedulePlanErrorText(SchedulePlanError::None).isEmpty());
    QVERIFY(texts::storeErrorText({StoreError::Kind::Newer, u"a"_qs, {}, 99, 0}).contains(u"99"));
    QVERIFY(texts::storeErrorText({StoreError::Kind::NoDriver, u"a"_qs, u"QPSQL"_qs, 0, 0})
                .contains(u"libqt6sql6-psql"));
    QVERIFY(
        texts::storeTroubleText({StoreError::Kind::Full, u"a"_qs, {}, 0, 0}, 17).contains(u"17"));
}

void TestPollTexts::pollsAreLines()
{
    PollResult result = poll();
    QVERIFY(texts::pollLine(result).endsWith(u"read  40190756  1.8.0 012804,376 kWh"));
    result.record.retries = 2;
    result.record.outcome = PollOutcome::noAnswer;
    result.record.finding = u"noAnswer"_qs;
    result.readings.clear();
    result.findings = {{FindingId::noAnswer, Severity::error, Blame::line, {}, -1, 0, 0, {}}};
    const QString failed = texts::pollLine(result);
    QVERIFY(failed.contains(u"no answer") && failed.contains(u"retries: 2"));
    result.record.outcome = PollOutcome::missed;
    result.record.count = 59;
    result.record.finding = u"pollerAway"_qs;
    result.findings = {{FindingId::pollerAway, Severity::warning, Blame::us, {}, -1, 59, 0, {}}};
    QVERIFY(texts::pollLine(result).contains(u"left out  Polls: 59."));
}

void TestPollTexts::batteriesAreSpared()
{
    SchedulePlan plan;
    plan.interval = 24h;
    QVERIFY(texts::scheduleCostText(costOf(plan)).isEmpty()); // 98 % is not worth a word.
    plan.interval = 1h;
    const QString cost = texts::scheduleCostText(costOf(plan));
    QVERIFY(cost.contains(u"24 times a day") && cost.contains(u"67 %"));
}

void TestPollTexts::intervals_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64{90'000} << u"90 s"_qs;
    QTest::newRow("part of a second") << qint64{1500} << u"1.5 s"_qs;
    QTest::newRow("minutes") << qint64{900'000} << u"15 min"_qs;
    QTest::newRow("hours") << qint64{7'200'000} << u"2 h"_qs;
    QTest::newRow("days") << qint64{86'400'000} << u"1 d"_qs;
}

void TestPollTexts::intervals()
{
    QFETCH(const qint64, milliseconds);
    QFETCH(const QString, text);
    QCOMPARE(texts::intervalText(std::chrono::milliseconds(milliseconds)), text);
}

/// A meter's characters never move a terminal's cursor.
void TestPollTexts::controlCharactersAreShown()
{
    PollResult result = poll();
    result.meter = u"4\x1B[2J"_qs;
    result.readings[0].code = "\x1B[1m";
    result.readings[0].raw = "1\a";
    result.readings[0].unit = "\r";
    const auto isPlain = [](const QString &text) {
        return std::none_of(text.cbegin(), text.cend(),
                            [](QChar letter) { return letter < u' ' || letter == u'\x7F'; });
    };
    QVERIFY(isPlain(texts::pollLine(result)));
    QVERIFY(isPlain(texts::otherMeterText(result.meter, result.meter, {})));
    QVERIFY(isPlain(texts::seriesLine({1, result.meter, "\x1B", "\r", 2}, 1, 1)));
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestPollTexts)
#include "tst_polltexts.moc"
