// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/capabilitytexts.h"
#include "ui/texts/commandtexts.h"
#include "ui/texts/formattexts.h"
#include "ui/texts/portsreport.h"
#include "ui/texts/texts.h"
#include "ui/texts/tracewording.h"
#include "ui/texts/troubletexts.h"

#include <QMetaEnum>
#include <QTest>

using namespace optoscope;
using namespace optoscope::texts;
using namespace Qt::StringLiterals;

namespace {

/// Enumerators of an enum that has no names, from 0 to \a last.
template <typename Enum>
QList<Enum> enumeratorsUpTo(Enum last)
{
    QList<Enum> enumerators;
    for (int i = 0; i <= static_cast<int>(last); ++i)
        enumerators.append(static_cast<Enum>(i));
    return enumerators;
}

template <typename Enum>
QList<Enum> enumerators()
{
    const auto meta = QMetaEnum::fromType<Enum>();
    QList<Enum> all;
    for (int i = 0; i < meta.keyCount(); ++i)
        all.append(static_cast<Enum>(meta.value(i)));
    return all;
}

/// Every sentence is there and is said of one thing only.
void verifyDistinct(const QStringList &sentences)
{
    for (const QString &sentence : sentences) {
        QVERIFY2(sentence.trimmed() == sentence && !sentence.isEmpty(), qPrintable(sentence));
        QVERIFY2(!sentence.contains(u'{') && !sentence.contains(u"%1"), qPrintable(sentence));
        QVERIFY2(!sentence.contains(u"timeout", Qt::CaseInsensitive), qPrintable(sentence));
        QCOMPARE(sentences.count(sentence), 1);
    }
}

} // namespace

class tst_Texts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findingsHaveTexts();
    void findingsNameTheirNumbers();
    void findingsLeaveOutWhatIsNotKnown();
    void seriousFindingsAdvise();
    void errorsHaveTexts();
    void errorsNameTheCure();
    void enumeratorsHaveTexts();
    void formatsHaveTexts();
    void commandsHaveTexts();
    void whatIsOnlyAFactNeedsNoAdvice();
    void capabilitiesAreSaid();
    void troublesHaveTextAndCure();
    void troublesShowWhatIsInvisible();
    void portsAreReported();
    void reactionNamesTheLimits();
    void durations_data();
    void durations();
    void bytesBecomeVisible();
    void detailsCannotMoveTheCursor();
};

void tst_Texts::findingsHaveTexts()
{
    QStringList titles;
    QStringList texts;
    QStringList bareTexts;
    for (const FindingId id : enumerators<FindingId>()) {
        Finding finding;
        finding.id = id;
        bareTexts += findingText(finding).text;
        finding.value = 12;
        finding.limit = 34;
        finding.detail = u"detail other"_qs;
        titles += findingText(finding).title;
        texts += findingText(finding).text;
        QVERIFY(!findingText(finding).advice.contains(u'{'));
    }
    verifyDistinct(titles);
    verifyDistinct(texts);
    verifyDistinct(bareTexts);
}

void tst_Texts::findingsNameTheirNumbers()
{
    Finding finding;
    finding.id = FindingId::reactionTooShort;
    finding.blame = Blame::meter;
    finding.value = 12.5;
    finding.limit = 200;
    QVERIFY(findingText(finding).text.contains(
        u"The meter answered after 12.5 ms. Allowed: 200 to 1500 ms."));
    finding.blame = Blame::us;
    QVERIFY(findingText(finding).text.contains(u"Optoscope answered after 12.5 ms."));
    finding.id = FindingId::checkWrong;
    finding.detail = u"3A 3B"_qs;
    QVERIFY(findingText(finding).text.endsWith(u"Received: 3B. Expected: 3A."));
}

void tst_Texts::findingsLeaveOutWhatIsNotKnown()
{
    Finding finding;
    finding.id = FindingId::refused;
    QCOMPARE(findingText(finding).text, u"The meter answered with an error message."_qs);
    finding.detail = u"ERR12"_qs;
    QCOMPARE(findingText(finding).text,
             u"The meter answered with an error message. It says \"ERR12\"."_qs);
}

void tst_Texts::seriousFindingsAdvise()
{
    for (const FindingId id :
         {FindingId::noAnswer, FindingId::echoOnly, FindingId::onlyNoise, FindingId::checkWrong,
          FindingId::blockTruncated, FindingId::blockTooLong, FindingId::parityErrors,
          FindingId::framingErrors, FindingId::otherProtocol, FindingId::refused,
          FindingId::lostAtBaudChange, FindingId::portVanished}) {
        Finding finding;
        finding.id = id;
        QVERIFY2(!findingText(finding).advice.isEmpty(), qPrintable(findingName(id)));
    }
}

void tst_Texts::errorsHaveTexts()
{
    QStringList sentences;
    for (const auto kind : enumeratorsUpTo(LinkError::Kind::Other)) {
        sentences += linkErrorText({kind, u"NAME"_qs, u"DETAIL"_qs});
        QVERIFY(sentences.last().contains(u"NAME"));
        sentences += linkErrorText({kind, u"OTHER"_qs, {}});
    }
    for (const auto kind : enumeratorsUpTo(ImportError::Kind::OddHexDigits))
        sentences += importErrorText({kind, u"FILE"_qs, u"DETAIL"_qs, 2, 3, 64 * 1024 * 1024});
    for (const auto error : enumeratorsUpTo(TargetError::NoFile))
        sentences += targetErrorText(error, u"TEXT"_qs);
    verifyDistinct(sentences);
}

void tst_Texts::errorsNameTheCure()
{
    QVERIFY(linkErrorText({LinkError::Kind::NoRights, u"/dev/ttyUSB0"_qs, {}})
                .contains(u"sudo usermod -aG dialout $USER"));
    QVERIFY(linkErrorText({LinkError::Kind::NoRights, u"/dev/ttyUSB0"_qs, u"uucp"_qs})
                .contains(u"sudo usermod -aG uucp $USER"));
    QVERIFY(linkErrorText({LinkError::Kind::Busy, u"/dev/ttyUSB0"_qs, u"minicom (811)"_qs})
                .contains(u"minicom (811)"));
}

void tst_Texts::enumeratorsHaveTexts()
{
    QStringList sentences;
    for (const MessageKind kind : enumerators<MessageKind>())
        sentences += messageTitle(kind);
    for (const Outcome outcome : enumerators<Outcome>())
        sentences += outcomeText(outcome);
    for (const Blame blame : enumerators<Blame>())
        sentences += blameText(blame);
    for (const Severity severity : enumerators<Severity>())
        sentences += severityText(severity);
    for (const auto party : enumeratorsUpTo(Party::Meter))
        sentences += partyText(party);
    for (const auto mode : enumeratorsUpTo(Mode::E))
        sentences += modeText(mode);
    for (const auto kind : enumeratorsUpTo(CheckKind::Wrong))
        sentences += checkText({kind, "3A", "3B"});
    verifyDistinct(sentences);
}

void tst_Texts::formatsHaveTexts()
{
    QStringList sentences;
    for (const BytesForm form : bytesForms()) {
        sentences += bytesFormText(form);
        QVERIFY(optionText(CommandOption::As).contains(bytesFormName(form)));
        QVERIFY(usageErrorText(UsageError::BadForm, {}).contains(bytesFormName(form)));
    }
    for (const ExportFormat format : exportFormats()) {
        sentences += exportFormatText(format);
        QVERIFY(exportFilter(format).contains(u'*' + exportEnding(format)));
        QVERIFY(exportErrorText({ExportError::Kind::UnknownEnding, u"a"_qs, {}})
                    .contains(exportEnding(format)));
        QVERIFY(usageErrorText(UsageError::BadOutEnding, {}).contains(exportEnding(format)));
    }
    const TraceWording wording;
    for (const auto word : enumeratorsUpTo(ExportWord::Overrun))
        sentences += wording.exportWord(word);
    for (const auto kind : {ImportError::Kind::NoByte, ImportError::Kind::BadOffset,
                            ImportError::Kind::BadRow, ImportError::Kind::LogWithoutBytes})
        sentences += importErrorText({kind, u"a.log"_qs, u"x"_qs, 3, 4});
    for (const auto kind : {ExportError::Kind::CannotWrite, ExportError::Kind::Cancelled})
        sentences += exportErrorText({kind, u"a.csv"_qs, u"full"_qs});
    verifyDistinct(sentences);
}

void tst_Texts::commandsHaveTexts()
{
    QStringList sentences;
    for (const auto command : enumeratorsUpTo(texts::Command::Simulate)) {
        sentences += commandText(command).summary;
        QVERIFY(!commandText(command).examples.isEmpty());
    }
    for (const auto option : enumeratorsUpTo(CommandOption::Seconds))
        sentences += optionText(option);
    for (const auto error : enumeratorsUpTo(UsageError::BadSeconds))
        sentences += usageErrorText(error, u"WHAT"_qs);
    sentences << programSummary() << targetsText() << exitStatusText() << outputLostText()
              << lineEndsRestoredText() << simulatingText(u"TARGET"_qs) << clientText(true)
              << clientText(false) << tooManyMessagesText(10) << nothingFoundText()
              << onlyVirtualText(u"KEY"_qs);
    verifyDistinct(sentences);
}

void tst_Texts::whatIsOnlyAFactNeedsNoAdvice()
{
    Finding quirk;
    quirk.id = FindingId::adapterQuirk;
    quirk.detail = u"no control lines"_qs;
    quirk.severity = Severity::warning;
    QVERIFY(!findingText(quirk).advice.isEmpty());
    quirk.severity = Severity::note;
    QVERIFY(findingText(quirk).advice.isEmpty());
    QVERIFY(findingText(quirk).text.contains(quirk.detail));
}

void tst_Texts::capabilitiesAreSaid()
{
    using Answer = PortCapabilities::Answer;
    QStringList sentences;
    PortCapabilities capabilities;
    for (const auto answer : {Answer::No, Answer::Yes, Answer::Unknown}) {
        capabilities.framingErrors = answer;
        sentences += capabilityTexts(capabilities).first();
    }
    for (const auto parity : {ParityBy::Software, ParityBy::Hardware, ParityBy::None}) {
        capabilities.parity = parity;
        sentences += capabilityTexts(capabilities).at(1);
    }
    for (const bool lines : {true, false}) {
        capabilities.controlLines = lines;
        sentences += capabilityTexts(capabilities).at(2);
    }
    sentences += capabilityTexts(capabilities).at(3);
    capabilities.latency = std::chrono::milliseconds(16);
    sentences += capabilityTexts(capabilities).at(3);
    QVERIFY(sentences.last().contains(u"16 ms"));
    verifyDistinct(sentences);
}

void tst_Texts::troublesHaveTextAndCure()
{
    QStringList sentences;
    for (const auto id : enumerators<PortTroubleId>()) {
        const PortTrouble trouble{id, Severity::error, u"/dev/ttyUSB0"_qs, u"DETAIL 12"_qs, 16};
        const PortTroubleText words = portTroubleText(trouble);
        sentences << words.text << words.cure;
    }
    sentences += portTroubleText({PortTroubleId::noRights, Severity::error, u"/dev/x"_qs, {}}).cure;
    QVERIFY(sentences.last().contains(u"chmod a+rw /dev/x"));
    verifyDistinct(sentences);
}

/// What an adapter calls itself must not move the cursor of a terminal.
void tst_Texts::troublesShowWhatIsInvisible()
{
    const QString evil = u"A\u001B[2JB 1"_qs;
    for (const auto id : enumerators<PortTroubleId>()) {
        const PortTroubleText words = portTroubleText({id, Severity::error, evil, evil, 16});
        QVERIFY(!words.text.contains(u'\u001B'));
        QVERIFY(!words.cure.contains(u'\u001B'));
    }
}

void tst_Texts::portsAreReported()
{
    PortFacts port;
    port.path = u"/dev/ttyUSB0"_qs;
    port.description = u"CP2102"_qs;
    port.vendorId = 0x10C4;
    port.productId = 0xEA60;
    QCOMPARE(portProblemText(port), QString());
    QVERIFY(portsReport({{port}, {}}, {}).contains(u"CP2102 (USB 10c4:ea60)"));
    port.holder = PortHolder{811, u"minicom"_qs};
    QVERIFY(portProblemText(port).contains(u"minicom (process 811)"));
    port.writable = false;
    port.group = u"uucp"_qs;
    QVERIFY(portsReport({{port}, {}}, {}).contains(u"usermod -aG uucp $USER"));
    QVERIFY(portsReport({}, {}).contains(u"no serial port"));
    const QString lost = portsReport({{}, {{0x1A86, 0x7523, u"USB Serial"_qs, true}}}, {});
    QVERIFY(lost.contains(u"USB Serial 1a86:7523"));
    QVERIFY(lost.contains(u"brltty"));
}

void tst_Texts::reactionNamesTheLimits()
{
    QCOMPARE(reactionText(Party::Meter, std::chrono::milliseconds(251), {}),
             u"The meter answered after 251 ms. Allowed: 200 to 1500 ms."_qs);
}

void tst_Texts::durations_data()
{
    using namespace std::chrono_literals;
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QString>("text");
    const auto row = [](nanoseconds time, const QString &text) {
        QTest::addRow("%s", qPrintable(text)) << qint64{time.count()} << text;
    };
    row(0ms, u"0 ms"_qs);
    row(33333us, u"33.3 ms"_qs);
    row(20ms, u"20 ms"_qs);
    row(251300us, u"251 ms"_qs);
    row(9999ms, u"9999 ms"_qs);
    row(12500ms, u"12.5 s"_qs);
}

void tst_Texts::durations()
{
    QFETCH(qint64, time);
    QTEST(durationText(nanoseconds(time)), "text");
}

void tst_Texts::bytesBecomeVisible()
{
    QCOMPARE(visibleText(QByteArrayView("\x02"
                                        "A\r\n\x7F\xAF")),
             u"␂A␍␊␡\\xAF"_qs);
    QCOMPARE(controlName(0x02), u"STX"_qs);
    QCOMPARE(controlName(0x0D), u"CR"_qs);
    QCOMPARE(controlName(0x1F), u"US"_qs);
    QCOMPARE(controlName(0x7F), u"DEL"_qs);
    QCOMPARE(controlName('A'), QString());
    QCOMPARE(controlName(0xFF), QString());
}

void tst_Texts::detailsCannotMoveTheCursor()
{
    Finding finding;
    finding.id = FindingId::unknownManufacturer;
    finding.detail = u"\x1B[2J\u009B\u202E{detail}"_qs;
    const QString text = findingText(finding).text;
    QVERIFY(text.contains(u"␛[2J\\x9B\uFFFD{detail}"));
}

QTEST_GUILESS_MAIN(tst_Texts)
#include "tst_texts.moc"
