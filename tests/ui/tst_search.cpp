// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakesession.h"
#include "ui/bytes/timetext.h"
#include "ui/search/searchbar.h"
#include "ui/search/tracefinder.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/viewtexts.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(optoscope::CharacterRange)

/// The search in the bytes: what is found, when, and what is said.
class TestSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsAndGoesOn();
    void findsInWhatArrives();
    void findsMessages();
    void forgetsWithTheSession();
    void hitsByPlace();
    void barCountsAndWraps();
    void barSaysWhatIsWrong_data();
    void barSaysWhatIsWrong();
    void escapeClosesTheBar();
    void durations_data();
    void durations();
    void moments_data();
    void moments();

private:
    static bool isDone(const TraceFinder &finder)
    {
        return QTest::qWaitFor([&] { return !finder.isBusy(); });
    }
};

namespace {

SearchWish textWish(const QString &text)
{
    return {SearchWish::What::Text, text};
}

} // namespace

void TestSearch::findsAndGoesOn()
{
    SessionDocument document;
    document.append(FakeSession::readout(20));
    TraceFinder finder(&document);
    QSignalSpy arrived(&finder, &TraceFinder::arrived);
    QVERIFY(finder.find(textWish(QStringLiteral("KWH")), 0).isEmpty());
    QVERIFY(isDone(finder));
    QCOMPARE(finder.hits().size(), 18);
    QCOMPARE(finder.current(), 0);
    QCOMPARE(arrived.count(), 1);
    const qint64 first = finder.hits().at(0).first;
    finder.next(first);
    QCOMPARE(finder.current(), 1);
    finder.previous(first);
    QCOMPARE(finder.current(), 17);
    finder.next(finder.hits().constLast().first);
    QCOMPARE(finder.current(), 0);
    SearchWish exact = textWish(QStringLiteral("KWH"));
    exact.cases = true;
    finder.find(exact, 0);
    QVERIFY(isDone(finder));
    QVERIFY(finder.hits().isEmpty());
    QCOMPARE(finder.current(), -1);
    // Begins where the person is, and from the start if there is nothing behind.
    finder.find(textWish(QStringLiteral("kwh")), first + 3);
    QVERIFY(isDone(finder));
    QCOMPARE(finder.current(), 1);
    finder.find(textWish(QStringLiteral("/?!")), first);
    QVERIFY(isDone(finder));
    QCOMPARE(finder.current(), 0);
}

void TestSearch::findsInWhatArrives()
{
    SessionDocument document;
    TraceFinder finder(&document);
    QSignalSpy arrived(&finder, &TraceFinder::arrived);
    finder.find({SearchWish::What::Errors, {}}, 0);
    QVERIFY(isDone(finder));
    QVERIFY(finder.hits().isEmpty());
    FakeSession session;
    session.line(300).receive("A").receive("B", CharacterFlag::ParityError).receive("C");
    document.append(session.take());
    QTRY_COMPARE(finder.hits().size(), 1);
    QCOMPARE(finder.hits().at(0), (CharacterRange{1, 1}));
    session.receive("D", CharacterFlag::FramingError);
    document.append(session.take());
    QTRY_COMPARE(finder.hits().size(), 2);
    QCOMPARE(arrived.count(), 1);
    finder.stop();
    QVERIFY(!finder.isActive());
    QVERIFY(finder.hits().isEmpty());
}

void TestSearch::findsMessages()
{
    SessionDocument document;
    document.append(FakeSession::readout(20));
    TraceFinder finder(&document);
    SearchWish wish{SearchWish::What::Messages, {}};
    wish.kind = MessageKind::identification;
    finder.find(wish, 0);
    QCOMPARE(finder.hits().size(), 1);
    QCOMPARE(finder.hits().at(0), (CharacterRange{5, 23}));
    QCOMPARE(finder.current(), 0);
}

void TestSearch::forgetsWithTheSession()
{
    SessionDocument document;
    document.append(FakeSession::readout(20));
    TraceFinder finder(&document);
    finder.find(textWish(QStringLiteral("kwh")), 0);
    QVERIFY(isDone(finder));
    document.begin(QStringLiteral("virtual:"));
    QVERIFY(finder.hits().isEmpty());
    document.append(FakeSession::readout(5));
    QTRY_COMPARE(finder.hits().size(), 3);
}

void TestSearch::hitsByPlace()
{
    SessionDocument document;
    FakeSession session;
    session.line(300).receive("abcabcabc");
    document.append(session.take());
    TraceFinder finder(&document);
    finder.find(textWish(QStringLiteral("bc")), 0);
    QVERIFY(isDone(finder));
    QCOMPARE(finder.hitFrom(0), 0);
    QCOMPARE(finder.hitFrom(2), 0);
    QCOMPARE(finder.hitFrom(3), 1);
    QCOMPARE(finder.hitFrom(8), 2);
    QCOMPARE(finder.hitFrom(9), 3);
}

void TestSearch::barCountsAndWraps()
{
    SessionDocument document;
    document.append(FakeSession::readout(20));
    TraceFinder finder(&document);
    qint64 here = 0;
    connect(&finder, &TraceFinder::arrived, this,
            [&here](const CharacterRange &hit) { here = hit.first; });
    SearchBar bar(&finder, [&here] { return here; });
    bar.resize(800, 40);
    bar.open();
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    auto *line = bar.findChild<QLineEdit *>(QStringLiteral("searchText"));
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QStringLiteral("kwh"));
    QTRY_COMPARE(bar.countText(), QStringLiteral("1 of 18"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(bar.countText(), QStringLiteral("2 of 18"));
    QTest::keyClick(line, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(line, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(bar.countText(), QStringLiteral("18 of 18"));
    bar.next();
    QCOMPARE(bar.countText(), QStringLiteral("1 of 18"));
    QTest::keyClicks(line, QStringLiteral("zzz"));
    QTRY_COMPARE(bar.countText(), QStringLiteral("no hit"));
    bar.setWish({SearchWish::What::Pauses, QStringLiteral("240 ms")});
    QTRY_COMPARE(bar.countText(), QStringLiteral("1 of 2"));
    line->clear();
    QVERIFY(bar.countText().isEmpty());
}

void TestSearch::barSaysWhatIsWrong_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    const int hex = static_cast<int>(SearchWish::What::Hex);
    const int pauses = static_cast<int>(SearchWish::What::Pauses);
    const int text = static_cast<int>(SearchWish::What::Text);
    QTest::newRow("no digit") << hex << QStringLiteral("2G") << QStringLiteral("“G”");
    QTest::newRow("half") << hex << QStringLiteral("2F 3") << QStringLiteral("half a byte");
    QTest::newRow("blank") << hex << QStringLiteral("  ") << QStringLiteral("what to look for");
    QTest::newRow("no time") << pauses << QStringLiteral("soon") << QStringLiteral("200 ms");
    QTest::newRow("negative") << pauses << QStringLiteral("-5") << QStringLiteral("200 ms");
    QTest::newRow("no byte") << text << QStringLiteral("€") << QStringLiteral("line can carry");
    QTest::newRow("long") << text << QString(300, u'a') << QStringLiteral("256");
}

void TestSearch::barSaysWhatIsWrong()
{
    QFETCH(const int, what);
    QFETCH(const QString, text);
    QFETCH(const QString, part);
    SessionDocument document;
    TraceFinder finder(&document);
    SearchBar bar(&finder, [] { return qint64(0); });
    bar.open();
    bar.setWish({static_cast<SearchWish::What>(what), text});
    QVERIFY2(bar.troubleText().contains(part), qPrintable(bar.troubleText()));
    QVERIFY(bar.countText().isEmpty());
    bar.setWish({SearchWish::What::Text, QStringLiteral("a")});
    QVERIFY(bar.troubleText().isEmpty());
}

void TestSearch::escapeClosesTheBar()
{
    SessionDocument document;
    TraceFinder finder(&document);
    SearchBar bar(&finder, [] { return qint64(0); });
    bar.open();
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    QSignalSpy closed(&bar, &SearchBar::closed);
    QTest::keyClicks(bar.findChild<QLineEdit *>(), QStringLiteral("a"));
    QVERIFY(finder.isActive());
    QTest::keyClick(bar.findChild<QLineEdit *>(), Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    QVERIFY(bar.isHidden());
    QVERIFY(!finder.isActive());
}

void TestSearch::durations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("nanos"); // -1: none
    const auto row = [](const char *text, qint64 nanos) {
        QTest::newRow(text) << QString::fromUtf8(text) << nanos;
    };
    row("200", 200'000'000);
    row("200 ms", 200'000'000);
    row(" 1.5 s ", 1'500'000'000);
    row("1,5s", 1'500'000'000);
    row("850 µs", 850'000);
    row("850us", 850'000);
    row("2 min", 120'000'000'000);
    row("0", 0);
    row("", -1);
    row("ms", -1);
    row("abc", -1);
    row("nan", -1);
    row("inf s", -1);
    row("1e300", -1);
}

void TestSearch::durations()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, nanos);
    QCOMPARE(timetext::durationFrom(text).value_or(nanoseconds(-1)).count(), nanos);
}

void TestSearch::moments_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms"); // -1: none
    const auto row = [](const char *text, qint64 ms) {
        QTest::newRow(text) << QString::fromUtf8(text) << ms;
    };
    // Here is 10 s after the start, which was on 1 March 2026, 23:59:00.
    row("2.5", 2500);
    row("2.5 s", 2500);
    row("2500 ms", 2500);
    row("+250", 10250);
    row("+250 ms", 10250);
    row("-1 s", 9000);
    row("23:59:30", 30000);
    row("23:59:30.250", 30250);
    row("00:01", 120000);
    row("2026-03-02 00:00:00", 60000);
    row("25:00", -1);
    row("12:", -1);
    row("+", -1);
    row("then", -1);
    row("", -1);
}

void TestSearch::moments()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, ms);
    const QDateTime anchor(QDate(2026, 3, 1), QTime(23, 59));
    const auto at = timetext::timeFrom(text, Instant(10s), anchor);
    QCOMPARE(at ? qRound64(toMilliseconds(*at)) : -1, ms);
    if (text.contains(u':'))
        QVERIFY(!timetext::timeFrom(text, Instant(10s), {}));
    if (!at)
        QVERIFY(!texts::timeErrorText(text).isEmpty());
}

QTEST_MAIN(TestSearch)
#include "tst_search.moc"
