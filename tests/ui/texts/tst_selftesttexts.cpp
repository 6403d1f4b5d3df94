// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/diagnosis.h"
#include "ui/texts/evidencetexts.h"
#include "ui/texts/steptexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/troubletexts.h"
#include "ui/texts/verdicttexts.h"

#include <QMetaEnum>
#include <QRegularExpression>
#include <QTest>

using namespace optoscope;
using namespace optoscope::texts;
using namespace Qt::StringLiterals;

namespace {

template <typename Enum>
QList<Enum> enumerators()
{
    const auto meta = QMetaEnum::fromType<Enum>();
    QList<Enum> all;
    for (int i = 0; i < meta.keyCount(); ++i)
        all.append(static_cast<Enum>(meta.value(i)));
    return all;
}

/// A sentence for people: whole, not over-long, and without a step's or an enumerator's name.
void verifyPlain(const QString &text, qsizetype longest)
{
    static const QRegularExpression stepNames(u"\\bW\\d"_qs);
    static const QRegularExpression identifiers(u"\\b[a-z]+[A-Z][a-z]+"_qs);
    QVERIFY2(!text.isEmpty() && text.trimmed() == text, qPrintable(text));
    QVERIFY2(text.size() <= longest, qPrintable(text));
    QVERIFY2(!text.contains(u"%1") && !text.contains(u"%2"), qPrintable(text));
    QVERIFY2(!stepNames.match(text).hasMatch(), qPrintable(text));
    QVERIFY2(!identifiers.match(text).hasMatch(), qPrintable(text));
    QVERIFY2(!text.contains(u"timeout", Qt::CaseInsensitive), qPrintable(text));
}

void verifySentence(const QString &text, qsizetype longest)
{
    verifyPlain(text, longest);
    const QString last = text.right(1);
    QVERIFY2(last == u"." || last == u"?" || last == u")", qPrintable(text));
}

void verifyDistinct(const QStringList &texts)
{
    for (const QString &text : texts)
        QVERIFY2(texts.count(text) == 1, qPrintable(text));
}

template <typename Verdict>
void verifyVerdicts()
{
    QStringList titles;
    QStringList sentences;
    for (const Verdict verdict : enumerators<Verdict>()) {
        const VerdictText text = verdictText(verdict);
        verifyPlain(text.title, 60);
        QVERIFY2(!text.title.endsWith(u'.'), qPrintable(text.title));
        verifySentence(text.text, 240);
        titles += text.title;
        if (text.title != verdictText(Verdict::notTested).title)
            sentences += text.text;
    }
    verifyDistinct(titles);
    verifyDistinct(sentences);
}

} // namespace

class tst_SelfTestTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdictsHaveTexts();
    void swappedWiresAreBlamed();
    void nextStepsHaveTexts();
    void nextStepsBelongToTheirSurface();
    void blockedPortNamesTheCure();
    void confidenceHasWords();
    void openVerdictsAreNamed();
    void stepsHaveTexts();
    void actionsHaveTexts();
    void repliesHaveTexts();
    void evidenceHasTexts();
    void evidenceNamesNumberAndLimit();
    void evidenceTranslatesItsDetail();
};

void tst_SelfTestTexts::verdictsHaveTexts()
{
    verifyVerdicts<ProbeVerdict>();
    verifyVerdicts<MeterVerdict>();
}

void tst_SelfTestTexts::swappedWiresAreBlamed()
{
    for (const auto verdict : {ProbeVerdict::receiverDead, ProbeVerdict::receiverWeak}) {
        verifySentence(verdictText(verdict, true).text, 240);
        QVERIFY(verdictText(verdict, true).text.contains(u"swapped"));
        QVERIFY(!verdictText(verdict).text.contains(u"swapped"));
    }
}

void tst_SelfTestTexts::nextStepsHaveTexts()
{
    QStringList texts;
    for (const NextStep next : enumerators<NextStep>()) {
        texts += nextText(next, Surface::CommandLine);
        verifySentence(texts.last(), 240);
    }
    verifyDistinct(texts);
}

/// Whoever sits before the window is not sent to a command line.
void tst_SelfTestTexts::nextStepsBelongToTheirSurface()
{
    QStringList texts;
    for (const NextStep next : enumerators<NextStep>()) {
        texts += nextText(next, Surface::Window);
        verifySentence(texts.last(), 240);
        QVERIFY2(!texts.last().contains(u"optoscope-cli"), qPrintable(texts.last()));
        QVERIFY2(!texts.last().contains(u"--"), qPrintable(texts.last()));
    }
    verifyDistinct(texts);
    for (int kind = 0; kind <= static_cast<int>(LinkError::Kind::Other); ++kind) {
        const LinkError error{static_cast<LinkError::Kind>(kind), u"ttyUSB0"_qs, {}};
        const QString text = linkErrorText(error, Surface::Window);
        QVERIFY2(!text.contains(u"optoscope-cli"), qPrintable(text));
    }
}

/// What keeps the port from being opened is what is to be done about.
void tst_SelfTestTexts::blockedPortNamesTheCure()
{
    const PortTrouble held{PortTroubleId::heldByProgram, Severity::error, u"/dev/ttyUSB0"_qs,
                           u"minicom 811"_qs, 0};
    const PortTrouble slow{PortTroubleId::longLatency, Severity::note, u"/dev/ttyUSB0"_qs, {}, 16};
    EvidenceList evidence;
    for (const PortTrouble &trouble : {held, slow})
        evidence.append(
            {TestStep::W0, EvidenceId::portBlocked, 1, portTroubleLine(trouble), std::nullopt});
    evidence.append({TestStep::W1, EvidenceId::portOpened, 0, {}, {}});
    const Diagnosis diagnosis = diagnose(evidence);
    QCOMPARE(diagnosis.probe.verdict, ProbeVerdict::portUnusable);
    const QString next = nextText(diagnosis.probe, Surface::Window);
    QVERIFY2(next.contains(u"minicom (process 811)"), qPrintable(next));
    QVERIFY2(next.contains(portTroubleText(held).cure), qPrintable(next));
    QVERIFY2(!next.contains(portTroubleText(slow).text), qPrintable(next));
    // Of itself each says what is so and what to do.
    QCOMPARE(evidenceText(evidence.first()),
             portTroubleText(held).text + u' ' + portTroubleText(held).cure);
    QVERIFY(evidenceText(evidence.at(1)).contains(u"16 ms"));
}

void tst_SelfTestTexts::confidenceHasWords()
{
    QCOMPARE(confidenceText(0.85), u"quite sure (85 %)"_qs);
    QCOMPARE(confidenceText(0.3), u"not sure (30 %)"_qs);
    QCOMPARE(confidenceText(1), u"practically certain (100 %)"_qs);
}

void tst_SelfTestTexts::openVerdictsAreNamed()
{
    Opinion<ProbeVerdict> opinion;
    QCOMPARE(openText(opinion), QString());
    opinion.verdict = ProbeVerdict::undecided;
    opinion.open = {ProbeVerdict::receiverDead, ProbeVerdict::transmitterWeak};
    opinion.wouldChange = {TestStep::W5, TestStep::W4};
    const QString text = openText(opinion);
    verifySentence(text, 240);
    QVERIFY(text.contains(verdictText(ProbeVerdict::receiverDead).title));
    QVERIFY(text.contains(verdictText(ProbeVerdict::transmitterWeak).title));
    QVERIFY(text.contains(stepText(TestStep::W5).title));
    QVERIFY(nextText(opinion, Surface::CommandLine).contains(stepText(TestStep::W4).title));
}

void tst_SelfTestTexts::stepsHaveTexts()
{
    QStringList texts;
    for (const TestStep step : enumerators<TestStep>()) {
        const StepText text = stepText(step);
        verifyPlain(text.title, 40);
        for (const QString &sentence : {text.proves, text.cannot, text.leftOpen})
            verifySentence(sentence, 160);
        texts << text.title << text.proves << text.leftOpen;
    }
    verifyDistinct(texts);
}

void tst_SelfTestTexts::actionsHaveTexts()
{
    QStringList texts;
    for (const PersonAction action : enumerators<PersonAction>()) {
        const ActionText text = actionText(action);
        verifySentence(text.task, 200);
        verifySentence(text.why, 130);
        texts << text.task << text.why;
    }
    verifyDistinct(texts);
    // Where pins are touched.
    for (const auto action :
         {PersonAction::unplugAndBridge, PersonAction::removeBridge, PersonAction::groundReceiver,
          PersonAction::plugInAndCover, PersonAction::swapWires, PersonAction::faceSecondProbe}) {
        verifySentence(actionText(action).warning, 160);
        QVERIFY(actionText(action).warning.contains(u"5 V"));
    }
}

void tst_SelfTestTexts::repliesHaveTexts()
{
    for (const PersonAction action : enumerators<PersonAction>()) {
        const QList<PersonReply> replies = repliesFor(action);
        QVERIFY(replies.size() >= 2);
        QStringList texts;
        for (const PersonReply reply : replies) {
            texts += replyText(action, reply);
            verifyPlain(texts.last(), 40);
        }
        verifyDistinct(texts);
        // Nobody is forced to claim what he did not see or do.
        QVERIFY(replies.contains(PersonReply::cannot) || replies.contains(PersonReply::unsure)
                || replies.contains(PersonReply::finish));
    }
}

void tst_SelfTestTexts::evidenceHasTexts()
{
    QStringList texts;
    for (const EvidenceId id : enumerators<EvidenceId>()) {
        for (const double value : {0.0, 1.0}) {
            const QString text = evidenceText(Evidence{TestStep::W7, id, value, {}, {}});
            if (id != EvidenceId::heard && id != EvidenceId::findingSeen)
                verifySentence(text, 130);
            if (value > 0)
                texts += text;
        }
    }
    verifyDistinct(texts);
}

void tst_SelfTestTexts::evidenceNamesNumberAndLimit()
{
    const auto said = [](EvidenceId id, double value, double limit, TestStep step) {
        return evidenceText(JudgedEvidence{Evidence{step, id, value, {}, {}}, limit, true});
    };
    QCOMPARE(said(EvidenceId::echoExact, 0.98, 0.6, TestStep::W6),
             u"The mirror gave back 98 % of the characters. Needed: 60 %."_qs);
    QVERIFY(said(EvidenceId::characterTime, 0.9, 0.03, TestStep::W2)
                .endsWith(u"took 90 % of the time that it should. Allowed: 97 % to 103 %."));
    QVERIFY(said(EvidenceId::remoteFar, 12.34, 3, TestStep::W5)
                .endsWith(u"brought 12.3 characters. Needed: 3."));
    QVERIFY(said(EvidenceId::tapedEcho, 1, 0.5, TestStep::W7)
                .endsWith(u"100 % of what was sent came back. Allowed: less than 50 %."));
    QVERIFY(said(EvidenceId::tapedEcho, 1, 0.5, TestStep::W3).startsWith(u"With both windows"));
    QVERIFY(!said(EvidenceId::ledSeen, 1, 1, TestStep::W4).contains(u"Needed"));
}

void tst_SelfTestTexts::evidenceTranslatesItsDetail()
{
    const auto said = [](EvidenceId id, const QString &detail) {
        return evidenceText(Evidence{TestStep::W9, id, 1, detail, {}});
    };
    verifySentence(said(EvidenceId::heard, u"sml"_qs), 130);
    QVERIFY(said(EvidenceId::heard, u"sml"_qs).contains(u"SML"));
    verifySentence(said(EvidenceId::findingSeen, u"pinReduced"_qs), 130);
    for (const QString &way : {u"again"_qs, u"address"_qs, u"wakeUp"_qs, u"8N1"_qs, u"snrm"_qs,
                               u"sndNke"_qs, u"reqUd2"_qs})
        verifySentence(said(EvidenceId::foundWay, way), 130);
    // What comes from outside cannot move the cursor.
    QVERIFY(!said(EvidenceId::portOpened, u"\x1B[2J"_qs).contains(u'\x1B'));
}

QTEST_GUILESS_MAIN(tst_SelfTestTexts)
#include "tst_selftesttexts.moc"
