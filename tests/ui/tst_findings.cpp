// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakesession.h"
#include "ui/findings/findinggeometry.h"
#include "ui/findings/findingsmodel.h"
#include "ui/session/sessiondocument.h"
#include "ui/verdict/verdict.h"

#include <QAbstractItemModelTester>
#include <QGuiApplication>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

class TestFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsWhatWasFound();
    void geometryWrapsTexts();
    void countsInWords();
    void verdictOfEachState();
    void verdictOfSilence();
    void verdictOfWrongCheck();
};

namespace {

Finding finding(FindingId id, Severity severity, qint64 offset = -1)
{
    Finding finding;
    finding.id = id;
    finding.severity = severity;
    finding.offset = offset;
    finding.at = Instant(1s);
    finding.value = 3;
    return finding;
}

} // namespace

void TestFindings::listsWhatWasFound()
{
    SessionDocument document;
    FindingsModel model(&document);
    QAbstractItemModelTester tester(&model);
    FakeSession session;
    session.line(300).send(encodeRequest({}));
    session.found(finding(FindingId::adapterQuirk, Severity::note));
    document.append(session.take());
    const int before = model.rowCount();
    QVERIFY(before >= 1);
    session.found(finding(FindingId::framingErrors, Severity::error, 3));
    document.append(session.take());
    QCOMPARE(model.rowCount(), before + 1);
    QCOMPARE(model.finding(before).id, FindingId::framingErrors);
    QCOMPARE(model.rowOfCharacter(3), before);
    QCOMPARE(model.rowOfCharacter(4), -1);
    const QString line = model.index(before).data().toString();
    QVERIFY2(line.contains(QStringLiteral("✗ ")), qPrintable(line));
    document.begin(QStringLiteral("virtual:"));
    QCOMPARE(model.rowCount(), 0);
}

void TestFindings::geometryWrapsTexts()
{
    const QFontMetrics metrics((QFont()));
    const QString text =
        QStringLiteral("Some words that need several lines where it is narrow. ").repeated(3);
    const auto wide = FindingGeometry::of({5, 7}, 2000, metrics, text, {});
    const auto narrow = FindingGeometry::of({5, 7}, 300, metrics, text, QStringLiteral("Do this."));
    QVERIFY(narrow.height > wide.height);
    QVERIFY(wide.advice.isEmpty());
    QVERIFY(!narrow.advice.isEmpty());
    QVERIFY(narrow.text.top() >= narrow.title.bottom());
    QVERIFY(narrow.advice.top() > narrow.text.bottom() - 1);
    QVERIFY(narrow.advice.bottom() < 7 + narrow.height);
    QVERIFY(narrow.text.right() <= 5 + 300);
    QVERIFY(!narrow.title.intersects(narrow.time));
}

void TestFindings::countsInWords()
{
    QVERIFY(findingCounts({}).isEmpty());
    QCOMPARE(findingCounts({finding(FindingId::echoSetAside, Severity::note)}),
             QStringLiteral("1 note"));
    QCOMPARE(findingCounts({finding(FindingId::echoSetAside, Severity::note),
                            finding(FindingId::checkWrong, Severity::error),
                            finding(FindingId::parityErrors, Severity::error)}),
             QStringLiteral("2 errors, 1 note"));
}

void TestFindings::verdictOfEachState()
{
    SessionDocument document;
    QCOMPARE(verdictOf(document).tone, Tone::Quiet);
    QVERIFY(!verdictOf(document).advice.isEmpty());
    document.begin(QStringLiteral("virtual:"));
    const Verdict opening = verdictOf(document);
    QCOMPARE(opening.tone, Tone::Quiet);
    document.append(FakeSession::readout(5).first(4));
    QVERIFY(verdictOf(document) != opening);
    document.append(FakeSession::readout(5).sliced(4));
    document.finish(Outcome::done);
    QCOMPARE(verdictOf(document).tone, Tone::Good);
    QCOMPARE(verdictOf(document).text,
             QStringLiteral("The meter answers. 5 registers, check right."));

    document.begin(QStringLiteral("/dev/ttyUSB7"));
    document.fail(
        {LinkError::Kind::NoRights, QStringLiteral("/dev/ttyUSB7"), QStringLiteral("dialout")});
    document.finish(Outcome::cannotOpen);
    QCOMPARE(document.state(), SessionDocument::State::Failed);
    QCOMPARE(verdictOf(document).tone, Tone::Error);
    QVERIFY(verdictOf(document).text.contains(QStringLiteral("/dev/ttyUSB7")));
    QVERIFY(verdictOf(document).advice.contains(QStringLiteral("dialout")));
}

void TestFindings::verdictOfSilence()
{
    SessionDocument document;
    document.begin(QStringLiteral("/dev/ttyUSB0"));
    FakeSession session;
    session.line(300).send(encodeRequest({})).wait(1500ms);
    Finding silence = finding(FindingId::noAnswer, Severity::error);
    silence.value = 1500;
    silence.limit = 1500;
    session.found(silence);
    document.append(session.take());
    document.finish(Outcome::noAnswer);
    const Verdict verdict = verdictOf(document);
    QCOMPARE(verdict.tone, Tone::Error);
    QVERIFY(verdict.text.contains(QStringLiteral("1500")));
    QVERIFY(!verdict.advice.isEmpty());
}

void TestFindings::verdictOfWrongCheck()
{
    SessionDocument document;
    document.begin(QStringLiteral("/dev/ttyUSB0"));
    document.append(FakeSession::readout(5, false));
    document.finish(Outcome::damaged);
    QCOMPARE(verdictOf(document).tone, Tone::Error);
    QVERIFY(!verdictOf(document).text.isEmpty());
    document.finish(Outcome::interrupted);
    QCOMPARE(verdictOf(document).tone, Tone::Warning);
}

QTEST_MAIN(TestFindings)
#include "tst_findings.moc"
