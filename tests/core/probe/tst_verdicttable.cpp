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

/// Verdicts about one link of the chain. Faults of different links can be there at once: the
/// earlier link's is the verdict, and once it is cured the test shows the other.
template <typename Verdict>
using Links = std::vector<std::vector<Verdict>>;

const Links<P> probeLinks{
    {P::portUnusable},
    {P::loopbackFailed, P::charactersCut, P::clockWrong, P::parityDropped, P::localEcho},
    {P::wiresSwapped},
    {P::bothInverted, P::transmitterInverted, P::transmitterDead, P::transmitterWeak},
    {P::receiverInverted, P::receiverStuck, P::receiverDead, P::receiverWeak},
    {P::saturatedByLight, P::lampFlicker, P::crosstalk},
    {P::misplaced, P::good}};
const Links<M> meterLinks{
    {M::speaksSml, M::speaksHdlc, M::speaksDsmr, M::speaksMbus, M::pushesOnly, M::needsWakeUp,
     M::needsAddress},
    {M::formatMismatch},
    {M::answeredAt300, M::baudChangeFailed},
    {M::locked, M::checkIsSum7, M::damagedData, M::truncated, M::checkFailed, M::good},
    {M::closed, M::silent}};

/// Verdicts about one link that no row keeps apart, and the step that a person would have to add.
struct Together {
    M first;
    M second;
    const char *reason;
    S step;
};

std::vector<Together> together()
{
    std::vector<Together> result{{M::locked, M::checkIsSum7,
                                  "A locked meter may make its check in this way as well.", S::W8}};
    const auto &ways = meterLinks.front();
    for (size_t i = 0; i < ways.size(); ++i) {
        for (size_t j = i + 1; j < ways.size(); ++j)
            result.push_back({ways[i], ways[j],
                              "A meter may be reached in two ways; the search ends with the first.",
                              S::W9});
    }
    return result;
}

template <typename Verdict>
size_t linkOf(const Links<Verdict> &links, Verdict verdict)
{
    const auto found = std::find_if(links.begin(), links.end(), [verdict](const auto &link) {
        return std::find(link.begin(), link.end(), verdict) != link.end();
    });
    return static_cast<size_t>(found - links.begin());
}

/// Pairs about one link, and pairs with good, whose rows do not exclude each other.
template <typename Verdict>
std::set<std::pair<QString, QString>> notApart(const std::vector<VerdictRow<Verdict>> &rows,
                                               const Links<Verdict> &links)
{
    std::set<std::pair<QString, QString>> result;
    for (size_t i = 0; i < rows.size(); ++i) {
        for (size_t j = i + 1; j < rows.size(); ++j) {
            const Verdict a = rows[i].verdict;
            const Verdict b = rows[j].verdict;
            const bool isWithGood = a == Verdict::good || b == Verdict::good;
            const bool mustDiffer = a != b && (isWithGood || linkOf(links, a) == linkOf(links, b));
            if (mustDiffer && !excludeEachOther(rows[i].conditions, rows[j].conditions))
                result.insert({verdictName(a), verdictName(b)});
        }
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

    void everyPairIsKeptApart();
    void linksAreInOrder();
    void everyRowCanBeMet();
    void conditions_data();
    void conditions();
};

void TestVerdictTable::everyPairIsKeptApart()
{
    for (const auto &[first, second] : notApart(probeRows(), probeLinks))
        QFAIL(qPrintable(first + u" and "_qs + second + u" are not kept apart"_qs));
    std::set<std::pair<QString, QString>> known;
    for (const Together &pair : together())
        known.insert({verdictName(pair.first), verdictName(pair.second)});
    const auto found = notApart(meterRows(), meterLinks);
    for (const auto &[first, second] : found)
        QVERIFY2(known.contains({first, second}),
                 qPrintable(first + u" and "_qs + second + u" are not kept apart"_qs));
    for (const auto &[first, second] : known)
        QVERIFY2(found.contains({first, second}),
                 qPrintable(first + u" and "_qs + second + u" are kept apart by now"_qs));
}

/// The links of the table are in the order of design §5.
void TestVerdictTable::linksAreInOrder()
{
    const auto check = [](const auto &rows, const auto &links) {
        size_t last = 0;
        for (const auto &row : rows) {
            const size_t link = linkOf(links, row.verdict);
            QVERIFY(link < links.size());
            QVERIFY2(link >= last, qPrintable(verdictName(row.verdict)));
            last = link;
        }
    };
    check(probeRows(), probeLinks);
    check(meterRows(), meterLinks);
}

/// No row contradicts itself, and none is hidden by an earlier one for all facts: with just the
/// facts that it wants it wins, unless an earlier row of the same verdict does.
void TestVerdictTable::everyRowCanBeMet()
{
    const auto check = [](const auto &rows) {
        for (const auto &row : rows) {
            Facts facts;
            for (const Condition &condition : row.conditions) {
                const bool isYes = condition.needs == Needs::Yes || condition.needs == Needs::NotNo;
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
