// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/verdicttable.h"

#include <QMetaEnum>
#include <QTest>

#include <algorithm>
#include <set>

using namespace optoscope;

namespace {

using P = ProbeVerdict;
using M = MeterVerdict;
using S = TestStep;

/// Two verdicts whose rows can both be met, and what a person would have to do to keep them apart.
/// The earlier one wins by precedence and the later one is a finding beside it.
template <typename Verdict>
struct Together {
    Verdict first;
    Verdict second;
    TestStep step; ///< that tells whether the second is so as well; none: both simply are
    const char *reason;
};

template <typename Verdict>
std::set<std::pair<Verdict, Verdict>> notApart(const std::vector<VerdictRow<Verdict>> &rows)
{
    std::set<std::pair<Verdict, Verdict>> result;
    for (size_t i = 0; i < rows.size(); ++i) {
        for (size_t j = i + 1; j < rows.size(); ++j) {
            const bool isSame = rows[i].verdict == rows[j].verdict;
            if (!isSame && !excludeEachOther(rows[i].conditions, rows[j].conditions))
                result.insert({rows[i].verdict, rows[j].verdict});
        }
    }
    return result;
}

template <typename Verdict>
QStringList different(const std::vector<VerdictRow<Verdict>> &rows,
                      const std::vector<Together<Verdict>> &known)
{
    std::set<std::pair<Verdict, Verdict>> listed;
    for (const auto &pair : known)
        listed.insert({pair.first, pair.second});
    const auto found = notApart(rows);
    QStringList result;
    for (const auto &[first, second] : found) {
        if (!listed.contains({first, second}))
            result.append(u"%1 and %2 are not kept apart"_qs.arg(verdictName(first),
                                                                 verdictName(second)));
    }
    for (const auto &[first, second] : listed) {
        if (!found.contains({first, second}))
            result.append(u"%1 and %2 are kept apart by now"_qs.arg(verdictName(first),
                                                                    verdictName(second)));
    }
    return result;
}

template <typename Verdict>
QStringList withoutRow(const std::vector<VerdictRow<Verdict>> &rows)
{
    QStringList result;
    const auto all = QMetaEnum::fromType<Verdict>();
    for (int i = 0; i < all.keyCount(); ++i) {
        const auto verdict = static_cast<Verdict>(all.value(i));
        const bool isNone = verdict == Verdict::undecided || verdict == Verdict::notTested;
        const bool hasRow = std::any_of(rows.begin(), rows.end(), [verdict](const auto &row) {
            return row.verdict == verdict;
        });
        if (hasRow == isNone)
            result.append(verdictName(verdict));
    }
    return result;
}

/// The order in which the rows first name their verdicts.
template <typename Verdict>
std::vector<Verdict> precedence(const std::vector<VerdictRow<Verdict>> &rows)
{
    std::vector<Verdict> result;
    for (const auto &row : rows) {
        if (std::find(result.begin(), result.end(), row.verdict) == result.end())
            result.push_back(row.verdict);
    }
    return result;
}

} // namespace

class TestVerdictTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVerdictHasARow()
    {
        QCOMPARE(withoutRow(probeRows()), QStringList());
        QCOMPARE(withoutRow(meterRows()), QStringList());
    }

    /// Design §5: port, wires, transmitter, receiver, surroundings, placement.
    void precedenceOfProbe()
    {
        const std::vector<P> expected{
            P::portUnusable,        P::loopbackFailed,  P::charactersCut,   P::clockWrong,
            P::parityDropped,       P::localEcho,       P::wiresSwapped,    P::bothInverted,
            P::transmitterInverted, P::transmitterDead, P::transmitterWeak, P::receiverInverted,
            P::receiverStuck,       P::receiverDead,    P::receiverWeak,    P::saturatedByLight,
            P::lampFlicker,         P::crosstalk,       P::misplaced,       P::good};
        QVERIFY(precedence(probeRows()) == expected);
    }
    /// Reaching, format, baud, content.
    void precedenceOfMeter()
    {
        const std::vector<M> expected{
            M::speaksSml,     M::speaksHdlc,       M::speaksDsmr,       M::speaksMbus,
            M::pushesOnly,    M::needsWakeUp,      M::needsAddress,     M::formatMismatch,
            M::answeredAt300, M::baudChangeFailed, M::locked,           M::checkIsSum7,
            M::damagedData,   M::truncated,        M::checkFailed,      M::good,
            M::closed,        M::silent};
        QVERIFY(precedence(meterRows()) == expected);
    }

    void everyPairIsKeptApart();
    void everyRowCanBeMet();
    void conditions_data();
    void conditions();
};

void TestVerdictTable::everyPairIsKeptApart()
{
    const std::vector<Together<P>> probe{
    };
    const std::vector<Together<M>> meter{
    };
    QCOMPARE(different(probeRows(), probe).join(u'\n'), QString());
    QCOMPARE(different(meterRows(), meter).join(u'\n'), QString());
}

/// No row contradicts itself, and none is hidden by an earlier one for all facts: with just the
/// facts that it wants it wins, unless an earlier row of the same verdict does.
void TestVerdictTable::everyRowCanBeMet()
{
    const auto check = [](const auto &rows) {
        for (const auto &row : rows) {
            Facts facts;
            for (const Condition &condition : row.conditions) {
                const bool isYes =
                    condition.needs == Needs::Yes || condition.needs == Needs::NotNo;
                facts.set(condition.fact, isYes);
            }
            QVERIFY(matchOf(row.conditions, facts) == Match::Met);
            const auto first = std::find_if(rows.begin(), rows.end(), [&facts](const auto &one) {
                return matchOf(one.conditions, facts) == Match::Met;
            });
            QCOMPARE(verdictName(first->verdict), verdictName(row.verdict));
        }
    };
    check(probeRows());
    check(meterRows());
}

void TestVerdictTable::conditions_data()
{
    QTest::addColumn<Needs>("needs");
    QTest::addColumn<Match>("unknown");
    QTest::addColumn<Match>("no");
    QTest::addColumn<Match>("yes");
    QTest::newRow("yes") << Needs::Yes << Match::Open << Match::Excluded << Match::Met;
    QTest::newRow("no") << Needs::No << Match::Open << Match::Met << Match::Excluded;
    QTest::newRow("not no") << Needs::NotNo << Match::Met << Match::Excluded << Match::Met;
    QTest::newRow("not yes") << Needs::NotYes << Match::Met << Match::Met << Match::Excluded;
}

void TestVerdictTable::conditions()
{
    QFETCH(Needs, needs);
    const std::vector<Condition> conditions{{Fact::Echoes, needs}};
    Facts facts;
    QTEST(matchOf(conditions, facts), "unknown");
    facts.set(Fact::Echoes, false);
    QTEST(matchOf(conditions, facts), "no");
    facts.set(Fact::Echoes, true);
    QTEST(matchOf(conditions, facts), "yes");
}

QTEST_APPLESS_MAIN(TestVerdictTable)
#include "tst_verdicttable.moc"
