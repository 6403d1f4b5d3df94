// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/evidencetexts.h"

#include "core/recognise/lineclass.h"
#include "ui/texts/texts.h"
#include "ui/texts/troubletexts.h"
#include "ui/texts/words.h"

#include <QMetaEnum>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

using Id = EvidenceId;

QString percent(double share)
{
    return Words::tr("%1 %").arg(std::lround(share * 100));
}

/// With one decimal place where it is not whole.
QString number(double value)
{
    const bool isWhole = std::abs(value - std::round(value)) < 0.05;
    return QString::number(value, 'f', isWhole ? 0 : 1);
}

/// What stands in the detail of a finding or a line class, by its name.
template <typename Enum>
std::optional<Enum> valueOf(const QString &name)
{
    bool ok = false;
    const int value = QMetaEnum::fromType<Enum>().keyToValue(name.toLatin1().constData(), &ok);
    return ok ? std::optional(static_cast<Enum>(value)) : std::nullopt;
}

QString lineClassWords(const QString &name)
{
    const auto value = valueOf<LineClass>(name);
    return value ? lineClassText(*value) : visibleText(QStringView(name));
}

QString findingTitle(const QString &name)
{
    Finding finding;
    const auto value = valueOf<FindingId>(name);
    if (!value)
        return visibleText(QStringView(name));
    finding.id = *value;
    return findingText(finding).title;
}

/// Numbers that stand in a sentence at the place of %1.
QString sentenceWithNumber(Id id)
{
    switch (id) {
    case Id::loopbackExact:
        return Words::tr("With TX and RX bridged, %1 of the characters came back as sent.");
    case Id::loopbackExactParity:
        return Words::tr("With TX and RX bridged and parity made by the port, %1 of the characters "
                         "came back as sent.");
    case Id::characterTime:
        return Words::tr("A character of eight bits took %1 of the time that it should.");
    case Id::characterTimeParity:
        return Words::tr("A character with parity made by the port took %1 of the time that it "
                         "should.");
    case Id::highBitsLost: return Words::tr("%1 of the characters lacked their highest bits.");
    case Id::openEcho: return Words::tr("With nothing connected, %1 of what was sent came back.");
    case Id::openEvents:
        return Words::tr("With nothing connected, %1 characters a second were heard.");
    case Id::groundBreaks:
        return Words::tr("Low lines that the port noticed while RX was at ground: %1.");
    case Id::darkEvents: return Words::tr("In the dark, %1 characters a second were heard.");
    case Id::roomEvents:
        return Words::tr("In the light of the room, %1 characters a second were heard.");
    case Id::lampFrequency: return Words::tr("The light of the room flickers %1 times a second.");
    case Id::remoteNear:
        return Words::tr("Each press of the TV remote at 2 cm brought %1 characters.");
    case Id::remoteFar:
        return Words::tr("Each press of the TV remote at 10 cm brought %1 characters.");
    case Id::sunBreaks:
        return Words::tr("Events while the sun was covered and uncovered three times: %1.");
    case Id::remoteWhileSending:
        return Words::tr("The TV remote added %1 characters while the probe sent.");
    case Id::echoExact: return Words::tr("The mirror gave back %1 of the characters.");
    case Id::echoExactNear: return Words::tr("The mirror at 4 mm gave back %1 of the characters.");
    case Id::echoDamaged: return Words::tr("%1 of what the mirror gave back was damaged.");
    case Id::echoInverted:
        return Words::tr("%1 of the requests came back from the mirror with light and dark "
                         "exchanged.");
    case Id::nulsHeard:
        return Words::tr("Each long flash before the near mirror brought %1 characters.");
    case Id::echoBaud: return Words::tr("The mirror's echo was exact up to %1 baud.");
    case Id::rotation: return Words::tr("Turned by %1 degrees, the probe got an answer.");
    case Id::secondProbeEcho: return Words::tr("The second probe gave back %1 of the characters.");
    case Id::meterAnswered: return Words::tr("The meter answered %1 of the read-outs.");
    default: break;
    }
    return {};
}

QString tapedSentence(const Evidence &evidence)
{
    const bool isCovered = evidence.step == TestStep::W3;
    if (evidence.id == Id::tapedEcho)
        return isCovered ? Words::tr("With both windows covered, %1 of what was sent came back.")
                         : Words::tr("With the receiver taped, %1 of what was sent came back.");
    return isCovered
        ? Words::tr("With both windows covered, each request brought up to %1 characters.")
        : Words::tr("With the receiver taped, each request brought up to %1 characters.");
}

struct YesNo {
    Id id;
    const char *yes;
    const char *no;
};

constexpr std::array yesNoTexts{
    YesNo{Id::portOpened, QT_TRANSLATE_NOOP("Words", "The port could be opened."),
          QT_TRANSLATE_NOOP("Words", "The port could not be opened.")},
    YesNo{Id::portBlocked,
          QT_TRANSLATE_NOOP("Words", "Something on this computer is in the port's way."),
          QT_TRANSLATE_NOOP("Words", "Nothing on this computer is in the port's way.")},
    YesNo{Id::settingsKept,
          QT_TRANSLATE_NOOP("Words", "The port took the settings that a meter needs."),
          QT_TRANSLATE_NOOP("Words", "The port did not take the settings that a meter needs.")},
    YesNo{Id::errorsReported, QT_TRANSLATE_NOOP("Words", "The adapter reports damaged characters."),
          QT_TRANSLATE_NOOP("Words", "The adapter does not report damaged characters.")},
    YesNo{
        Id::lineLow,
        QT_TRANSLATE_NOOP("Words", "When the probe was plugged in, the line went low and stayed."),
        QT_TRANSLATE_NOOP("Words", "When the probe was plugged in, the line stayed as it was.")},
    YesNo{Id::roomLow,
          QT_TRANSLATE_NOOP("Words", "The light of the room keeps the receiver on all the time."),
          QT_TRANSLATE_NOOP("Words", "The light of the room does not keep the receiver on.")},
    YesNo{Id::cameraWorks, QT_TRANSLATE_NOOP("Words", "The camera sees infrared light."),
          QT_TRANSLATE_NOOP("Words", "The camera does not see infrared light.")},
    YesNo{Id::ledSeen, QT_TRANSLATE_NOOP("Words", "The LED shone while the probe sent."),
          QT_TRANSLATE_NOOP("Words", "The LED stayed dark while the probe sent.")},
    YesNo{Id::ledInIdle, QT_TRANSLATE_NOOP("Words", "The LED shone while nothing was sent."),
          QT_TRANSLATE_NOOP("Words", "The LED was dark while nothing was sent.")},
    YesNo{Id::ledAfterSwap, QT_TRANSLATE_NOOP("Words", "With the wires swapped, the LED shone."),
          QT_TRANSLATE_NOOP("Words", "With the wires swapped, the LED stayed dark too.")},
    YesNo{Id::meterLedSeen, QT_TRANSLATE_NOOP("Words", "The camera saw the meter's window flash."),
          QT_TRANSLATE_NOOP("Words", "The camera saw no flash in the meter's window.")},
    YesNo{Id::readGood, QT_TRANSLATE_NOOP("Words", "A read-out was whole."),
          QT_TRANSLATE_NOOP("Words", "No read-out was whole.")},
    YesNo{Id::dataDiffers, QT_TRANSLATE_NOOP("Words", "Two read-outs differ from each other."),
          QT_TRANSLATE_NOOP("Words", "Two read-outs were the same.")},
};

/// With the detail in brackets before the full stop.
QString detailed(QString sentence, const QString &detail)
{
    if (detail.isEmpty())
        return sentence;
    sentence.chop(1);
    return Words::tr("%1 (%2).", "sentence, detail")
        .arg(sentence, visibleText(QStringView(detail)));
}

QString yesNoSentence(const Evidence &evidence)
{
    for (const YesNo &text : yesNoTexts) {
        if (text.id == evidence.id)
            return detailed(Words::tr(evidence.value >= 1 ? text.yes : text.no), evidence.detail);
    }
    return {};
}

QString amount(const Evidence &evidence, double value)
{
    const EvidenceUnit unit = unitOf(evidence.id);
    const bool isShare = unit == EvidenceUnit::share || unit == EvidenceUnit::ratio;
    return isShare ? percent(value) : number(value);
}

/// Whether a number over its limit is a fault.
bool isBadAbove(Id id)
{
    switch (id) {
    case Id::openEcho:
    case Id::tapedEcho:
    case Id::tapedEvents:
    case Id::lampFrequency:
    case Id::echoInverted: return true;
    default: return false;
    }
}

QString limitText(const JudgedEvidence &judged)
{
    const Evidence &evidence = judged.evidence;
    const EvidenceUnit unit = unitOf(evidence.id);
    const bool hasNumber = unit != EvidenceUnit::yesNo && unit != EvidenceUnit::degrees
        && evidence.id != Id::meterAnswered && evidence.id != Id::heard;
    if (!judged.limit || !hasNumber)
        return {};
    const Measure *measure = measureOf(evidence);
    if (measure && measure->isBand)
        return Words::tr("Allowed: %1 to %2.")
            .arg(percent(1 - *judged.limit), percent(1 + *judged.limit));
    const QString limit = amount(evidence, *judged.limit);
    return isBadAbove(evidence.id) ? Words::tr("Allowed: less than %1.").arg(limit)
                                   : Words::tr("Needed: %1.").arg(limit);
}

} // namespace

QString wayText(const QString &detail)
{
    static const QList<QPair<QString, const char *>> ways{
        {u"again"_qs, QT_TRANSLATE_NOOP("Words", "once more as the standard says")},
        {u"address"_qs, QT_TRANSLATE_NOOP("Words", "with its address")},
        {u"wakeUp"_qs, QT_TRANSLATE_NOOP("Words", "after a wake-up call")},
        {u"8N1"_qs, QT_TRANSLATE_NOOP("Words", "in 8N1 instead of 7E1")},
        {u"snrm"_qs, QT_TRANSLATE_NOOP("Words", "with a call of DLMS over HDLC")},
        {u"sndNke"_qs, QT_TRANSLATE_NOOP("Words", "with a reset of M-Bus")},
        {u"reqUd2"_qs, QT_TRANSLATE_NOOP("Words", "with a request of M-Bus")},
        {u"turned"_qs, QT_TRANSLATE_NOOP("Words", "with the probe turned")},
    };
    for (const auto &[name, text] : ways) {
        if (name == detail)
            return Words::tr(text);
    }
    return visibleText(QStringView(detail));
}

QString evidenceText(const Evidence &evidence)
{
    switch (evidence.id) {
    case Id::meterAnswered:
        if (evidence.value <= 0)
            return Words::tr("The meter did not answer.");
        break;
    case Id::lampFrequency:
        if (evidence.value <= 0)
            return Words::tr("The light of the room does not flicker.");
        break;
    case Id::heard:
        return Words::tr("On the line was heard: %1 (%2 sure).")
            .arg(lineClassWords(evidence.detail), percent(evidence.value));
    case Id::findingSeen:
        return Words::tr("When the meter was read: %1.").arg(findingTitle(evidence.detail));
    case Id::foundWay:
        return evidence.value > 0
            ? Words::tr("The meter answered when it was asked %1.").arg(wayText(evidence.detail))
            : Words::tr("None of the other ways to ask brought an answer.");
    case Id::portBlocked:
        if (const auto trouble = portTroubleFromLine(evidence.detail)) {
            const PortTroubleText words = portTroubleText(*trouble);
            return words.text + u' ' + words.cure;
        }
        break;
    case Id::tapedEcho:
    case Id::tapedEvents: return tapedSentence(evidence).arg(amount(evidence, evidence.value));
    default: break;
    }
    if (unitOf(evidence.id) == EvidenceUnit::yesNo)
        return yesNoSentence(evidence);
    return sentenceWithNumber(evidence.id).arg(amount(evidence, evidence.value));
}

QString evidenceText(const JudgedEvidence &judged)
{
    const QString limit = limitText(judged);
    const QString text = evidenceText(judged.evidence);
    return limit.isEmpty() ? text : text + u' ' + limit;
}

} // namespace optoscope::texts
