// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/adapterquirk.h"
#include "ui/texts/knowledgetexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

#include <QMetaEnum>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

/// One finding's words. The text has a sentence a line; a sentence whose number or detail is not
/// known is left out, so the first of them has none. {who} is who caused it, {ms} and {limitMs}
/// the value and the limit as times, {count} and {limitCount} as characters, {times} and {limit}
/// as bare numbers, {first} and {second} the two words of a detail that compares.
struct Row {
    FindingId id;
    const char *title;
    const char *text;
    const char *advice;
};

constexpr std::array reachingRows{
    Row{FindingId::noAnswer, QT_TRANSLATE_NOOP("Words", "No answer"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The meter did not answer the request.\nIt has to begin within {limitMs}.\n"
            "Waited: {ms}."),
        QT_TRANSLATE_NOOP(
            "Words",
            "Put the probe straight onto the port, cable down, and switch the meter's display on. "
            "If it stays silent, the self-test tells whether it is the probe or the meter.")},
    Row{FindingId::echoOnly, QT_TRANSLATE_NOOP("Words", "Only an echo"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Only what was sent came back, and no answer from the meter.\nCame back: {count}."),
        QT_TRANSLATE_NOOP("Words",
                          "The probe sends and hears. Turn it on the meter until the cable points "
                          "down, then read "
                          "again.")},
    Row{FindingId::echoSetAside, QT_TRANSLATE_NOOP("Words", "Echo set aside"),
        QT_TRANSLATE_NOOP(
            "Words",
            "What was sent came back; it was recognised and set aside.\nCame back: {count}."),
        ""},
    Row{FindingId::onlyNoise, QT_TRANSLATE_NOOP("Words", "Only noise"),
        QT_TRANSLATE_NOOP("Words",
                          "Something was received, but no message is in it.\nReceived: {count}."),
        QT_TRANSLATE_NOOP(
            "Words",
            "Shade the probe from lamps and sun, press it onto the port, and check baud and "
            "format.")},
    Row{FindingId::noiseBeforeMessage, QT_TRANSLATE_NOOP("Words", "Noise before a message"),
        QT_TRANSLATE_NOOP("Words",
                          "Characters that belong to no message came first.\nReceived: {count}."),
        QT_TRANSLATE_NOOP(
            "Words", "If it happens again, shade the probe and press it firmly onto the port.")},
    Row{FindingId::otherProtocol, QT_TRANSLATE_NOOP("Words", "Another protocol"),
        QT_TRANSLATE_NOOP("Words",
                          "What was received is not IEC 62056-21.\nIt looks like {detail}."),
        QT_TRANSLATE_NOOP("Words", "Read this meter with a program for that protocol.")},
    Row{FindingId::breakSeen, QT_TRANSLATE_NOOP("Words", "Break on the line"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The line stayed at space (light on) for longer than a character.\nSeen: {times} "
            "times."),
        QT_TRANSLATE_NOOP(
            "Words", "Shade the probe from strong light. If it lasts, check the probe's wiring.")},
    Row{FindingId::tooManyMessages, QT_TRANSLATE_NOOP("Words", "Too many messages"),
        QT_TRANSLATE_NOOP("Words",
                          "There are more messages than a session keeps. The first ones "
                          "are shown, the rest is left out."),
        QT_TRANSLATE_NOOP("Words", "Look at the part of interest alone.")},
    Row{FindingId::interrupted, QT_TRANSLATE_NOOP("Words", "Stopped"),
        QT_TRANSLATE_NOOP("Words", "The read-out was stopped before its end."),
        QT_TRANSLATE_NOOP("Words", "Read again and wait for the end.")},
    Row{FindingId::pollStillRunning, QT_TRANSLATE_NOOP("Words", "Poll left out: still busy"),
        QT_TRANSLATE_NOOP("Words",
                          "The meter was to be polled, but the poll before was not over yet."),
        QT_TRANSLATE_NOOP("Words", "Poll less often, or ask with a higher baud.")},
    Row{FindingId::pollerAway, QT_TRANSLATE_NOOP("Words", "Poll left out: nobody there"),
        QT_TRANSLATE_NOOP("Words",
                          "The meter was to be polled, but Optoscope was not running or the "
                          "computer slept."),
        QT_TRANSLATE_NOOP("Words",
                          "Let the computer run, or poll with the service of optoscope-cli.")},
    Row{FindingId::wakeUpsSpent, QT_TRANSLATE_NOOP("Words", "Poll left out to spare the battery"),
        QT_TRANSLATE_NOOP("Words",
                          "The meter was to be polled, but it had been woken as often as the "
                          "plan allows for a day."),
        QT_TRANSLATE_NOOP("Words", "Poll less often, or allow more wake-ups a day.")},
    Row{FindingId::storeFull, QT_TRANSLATE_NOOP("Words", "Poll left out: nothing can be stored"),
        QT_TRANSLATE_NOOP("Words",
                          "The meter was to be polled, but so many polls already wait to be "
                          "stored that no more are kept."),
        QT_TRANSLATE_NOOP("Words", "Make room on the disk, or bring the server back.")},
    Row{FindingId::otherMeter, QT_TRANSLATE_NOOP("Words", "Another meter answered"),
        QT_TRANSLATE_NOOP("Words",
                          "Its values were not stored, so that two meters are not mixed.\nThe "
                          "number was {first} and is now {second}."),
        QT_TRANSLATE_NOOP("Words",
                          "If the meter was replaced, say so: then its values are stored as its "
                          "own.")},
    Row{FindingId::valuesLeftOut, QT_TRANSLATE_NOOP("Words", "Values left out"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Some values of the meter are too long or too strange to be stored.\nThey "
            "are {times}.\nThe database says: {detail}."),
        QT_TRANSLATE_NOOP("Words",
                          "Read the meter once and look at its data set; if it is right, poll only "
                          "the codes that are wanted.")},
    Row{FindingId::portVanished, QT_TRANSLATE_NOOP("Words", "Port vanished"),
        QT_TRANSLATE_NOOP("Words", "The port was there and is gone.\nThe system says: {detail}."),
        QT_TRANSLATE_NOOP("Words", "Plug the adapter in again and check its cable.")},
    Row{FindingId::portReturned, QT_TRANSLATE_NOOP("Words", "Port returned"),
        QT_TRANSLATE_NOOP("Words",
                          "The same adapter is back and was opened again.\nIt is now {detail}."),
        ""},
    Row{FindingId::notRecorded, QT_TRANSLATE_NOOP("Words", "Not in the recording"),
        QT_TRANSLATE_NOOP("Words",
                          "What was sent is nowhere in the recording that is replayed, so nobody "
                          "answers it.\nSent: {detail}."),
        QT_TRANSLATE_NOOP("Words",
                          "Read with the mode, address and wake-up that it was recorded with.")},
    Row{FindingId::recordedOtherwise, QT_TRANSLATE_NOOP("Words", "Recorded on another line"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The recording has an answer, but the line ran otherwise then: it is left "
            "out.\nIt was recorded at {detail}."),
        QT_TRANSLATE_NOOP("Words", "Read with the baud and format that it was recorded with.")},
    Row{FindingId::adapterQuirk, QT_TRANSLATE_NOOP("Words", "A quirk of the adapter"),
        QT_TRANSLATE_NOOP("Words",
                          "This adapter does not do all that it is told.\nSeen: {detail}."),
        QT_TRANSLATE_NOOP(
            "Words",
            "Leave parity to Optoscope (parity in software); if that does not help, try another "
            "adapter.")},
};

constexpr std::array timingRows{
    Row{FindingId::reactionTooShort, QT_TRANSLATE_NOOP("Words", "Answered too soon"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The pause before an answer was shorter than allowed.\n{who} answered after {ms}. "
            "Allowed: {limit} to 1500 ms."),
        QT_TRANSLATE_NOOP(
            "Words", "Nothing is lost here, but a slower reader may miss the first characters.")},
    Row{FindingId::reactionTooLong, QT_TRANSLATE_NOOP("Words", "Answered too late"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The pause before an answer was longer than allowed.\n{who} answered after {ms}. "
            "Allowed: at most {limitMs}."),
        QT_TRANSLATE_NOOP(
            "Words",
            "If other programs give up on this meter, let them wait longer for its answer.")},
    Row{FindingId::gapTooLong, QT_TRANSLATE_NOOP("Words", "Pause inside a message"),
        QT_TRANSLATE_NOOP(
            "Words",
            "A message stopped on its way for longer than allowed.\nThe pause took {ms}. Allowed: "
            "less than {limitMs}."),
        QT_TRANSLATE_NOOP(
            "Words", "Check that the probe did not move. If it happens again, the meter is slow.")},
    Row{FindingId::clockLate, QT_TRANSLATE_NOOP("Words", "Times may be late"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The program woke too late to keep exact time.\nIt was late by {ms}; {limitMs} would "
            "be exact enough."),
        QT_TRANSLATE_NOOP("Words",
                          "Close programs that keep this computer busy, then read again.")},
};

constexpr std::array formatRows{
    Row{FindingId::parityErrors, QT_TRANSLATE_NOOP("Words", "Parity errors"),
        QT_TRANSLATE_NOOP("Words",
                          "Characters arrived with a wrong parity bit.\nDamaged: {count}."),
        QT_TRANSLATE_NOOP(
            "Words",
            "Press the probe onto the port and shade it. If all characters are wrong, try the "
            "format 8N1.")},
    Row{FindingId::framingErrors, QT_TRANSLATE_NOOP("Words", "Framing errors"),
        QT_TRANSLATE_NOOP("Words",
                          "Characters arrived without a right stop bit.\nDamaged: {count}."),
        QT_TRANSLATE_NOOP(
            "Words", "Check the baud first, then shade the probe and press it onto the port.")},
    Row{FindingId::parityBitsLeft, QT_TRANSLATE_NOOP("Words", "Parity bits left in"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The characters still hold their parity bits: 7E1 was read as 8N1.\nWith a parity "
            "bit: {count}."),
        QT_TRANSLATE_NOOP("Words", "Set the format to 7E1 where this was read or recorded.")},
    Row{FindingId::parityDropped, QT_TRANSLATE_NOOP("Words", "Port drops parity"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The port takes the setting for parity but does not send it.\nIt runs {detail}."),
        QT_TRANSLATE_NOOP("Words", "Leave parity to Optoscope (parity in software).")},
    Row{FindingId::answeredAt300, QT_TRANSLATE_NOOP("Words", "Stayed at 300 baud"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The meter did not take the new speed and sent its data at 300 baud.\nProposed: "
            "{limit} baud."),
        QT_TRANSLATE_NOOP("Words",
                          "The option select did not reach the meter; other programs "
                          "would see garbage here.")},
    Row{FindingId::lostAtBaudChange, QT_TRANSLATE_NOOP("Words", "Lost at the change of speed"),
        QT_TRANSLATE_NOOP(
            "Words",
            "After the change of speed nothing readable came.\nThe new speed was {limit} baud."),
        QT_TRANSLATE_NOOP(
            "Words",
            "Read at 300 baud (mode A), or check that the adapter really changes its speed.")},
    Row{FindingId::modeEOffered, QT_TRANSLATE_NOOP("Words", "Mode E offered"),
        QT_TRANSLATE_NOOP("Words", "The meter also offers mode E (binary, DLMS/COSEM)."), ""},
};

constexpr std::array contentRows{
    Row{FindingId::checkWrong, QT_TRANSLATE_NOOP("Words", "Wrong check"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The check character does not fit the data: at least one character is damaged, or the "
            "meter computes it in another way.\nReceived: {second}. Expected: {first}."),
        QT_TRANSLATE_NOOP(
            "Words",
            "Read again. If the same characters come again, the meter computes it wrongly; if "
            "not, the line is disturbed.")},
    Row{FindingId::checkIsSum7, QT_TRANSLATE_NOOP("Words", "Check is a sum"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The check character is the seven-bit sum of the data, not the standard's XOR. The "
            "data fit it."),
        QT_TRANSLATE_NOOP(
            "Words",
            "Tell other programs that this meter uses the sum; those that do not know it refuse "
            "the data.")},
    Row{FindingId::checkMissing, QT_TRANSLATE_NOOP("Words", "No check"),
        QT_TRANSLATE_NOOP("Words",
                          "The data came without a check character, so damage cannot be seen."),
        QT_TRANSLATE_NOOP("Words", "Read twice and compare.")},
    Row{FindingId::blockTruncated, QT_TRANSLATE_NOOP("Words", "Data cut off"),
        QT_TRANSLATE_NOOP("Words", "The data stopped before their end.\nReceived: {count}."),
        QT_TRANSLATE_NOOP("Words", "Keep the probe still until the end and read again.")},
    Row{FindingId::blockTooLong, QT_TRANSLATE_NOOP("Words", "Endless data"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The data did not end, so the read-out was stopped.\nReceived: {count}. Allowed: "
            "{limitCount}."),
        QT_TRANSLATE_NOOP("Words",
                          "Take the probe off the meter, wait two minutes, and read again.")},
    Row{FindingId::nonStandardSyntax, QT_TRANSLATE_NOOP("Words", "Not as the standard writes it"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The meter's text breaks the syntax of the standard; it was kept as it is.\nSeen: "
            "{detail}."),
        ""},
    Row{FindingId::unknownManufacturer, QT_TRANSLATE_NOOP("Words", "Unknown manufacturer"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The three letters at the start of the identification are in no list.\nThe meter sent "
            "\"{detail}\"."),
        ""},
    Row{FindingId::pinReduced, QT_TRANSLATE_NOOP("Words", "Only the short data"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The meter sends its short list until its PIN is entered.\nMissing: {detail}."),
        QT_TRANSLATE_NOOP(
            "Words", "Ask the grid operator for the PIN and enter it at the meter with a torch.")},
    Row{FindingId::encrypted, QT_TRANSLATE_NOOP("Words", "Encrypted"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The data are encrypted and cannot be read without the key.\nIn use: {detail}."),
        QT_TRANSLATE_NOOP("Words", "Ask the grid operator for the key of this meter.")},
};

constexpr std::array dialogueRows{
    Row{FindingId::refused, QT_TRANSLATE_NOOP("Words", "Refused"),
        QT_TRANSLATE_NOOP("Words",
                          "The meter answered with an error message.\nIt says \"{detail}\"."),
        QT_TRANSLATE_NOOP(
            "Words",
            "Look the error up in the meter's manual; often a password or a right is missing.")},
    Row{FindingId::passwordRejected, QT_TRANSLATE_NOOP("Words", "Wrong password"),
        QT_TRANSLATE_NOOP("Words", "The meter did not take the password.\nIt says \"{detail}\"."),
        QT_TRANSLATE_NOOP(
            "Words",
            "Do not guess: many meters lock themselves after a few attempts. Ask the owner of the "
            "meter.")},
    Row{FindingId::meterBroke, QT_TRANSLATE_NOOP("Words", "Broken off by the meter"),
        QT_TRANSLATE_NOOP("Words", "The meter ended the session with a break message (B0)."),
        QT_TRANSLATE_NOOP(
            "Words",
            "Read again. If it happens again, the meter does not allow what was asked for.")},
    Row{FindingId::nakReceived, QT_TRANSLATE_NOOP("Words", "Not understood"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The answer was NAK: the last message arrived damaged, or its check was wrong.\nSeen: "
            "{times} times."),
        QT_TRANSLATE_NOOP("Words", "Shade the probe and press it onto the port.")},
    Row{FindingId::retried, QT_TRANSLATE_NOOP("Words", "Asked again"),
        QT_TRANSLATE_NOOP("Words", "The data had to be asked for again.\nRepeated: {times} times."),
        QT_TRANSLATE_NOOP("Words",
                          "If it happens often, shade the probe and press it onto the "
                          "port.")},
};

const Row *rowOf(FindingId id)
{
    const Row *found = nullptr;
    const auto search = [&](const auto &rows) {
        const auto row = std::ranges::find(rows, id, &Row::id);
        if (row != rows.end())
            found = &*row;
    };
    search(reachingRows);
    search(timingRows);
    search(formatRows);
    search(contentRows);
    search(dialogueRows);
    return found;
}

QString whoText(Blame blame)
{
    switch (blame) {
    case Blame::us: return Words::tr("Optoscope");
    case Blame::line: return Words::tr("The line");
    case Blame::meter: return Words::tr("The meter");
    }
    return {};
}

QString milliseconds(double value)
{
    return durationText(std::chrono::duration_cast<nanoseconds>(
        std::chrono::duration<double, std::milli>(std::clamp(value, -1e12, 1e12))));
}

/// Replaces \a placeholder; false if the sentence needs it but it is not known.
bool fill(QString &sentence, QLatin1String placeholder, bool known, const QString &text)
{
    if (!sentence.contains(placeholder))
        return true;
    sentence.replace(placeholder, text);
    return known;
}

bool fillNumbers(QString &sentence, double value, double limit)
{
    const auto characters = [](double number) {
        return characterCountText(static_cast<qint64>(std::clamp(number, 0.0, 1e15)));
    };
    const bool known = value != 0;
    return fill(sentence, QLatin1String("{ms}"), known, milliseconds(value))
        && fill(sentence, QLatin1String("{limitMs}"), limit != 0, milliseconds(limit))
        && fill(sentence, QLatin1String("{limit}"), limit != 0, QString::number(limit))
        && fill(sentence, QLatin1String("{count}"), known, characters(value))
        && fill(sentence, QLatin1String("{limitCount}"), limit != 0, characters(limit))
        && fill(sentence, QLatin1String("{times}"), known, QString::number(value));
}

/// The detail as a person reads it: a protocol has a name.
QString detailText(const Finding &finding)
{
    if (finding.id != FindingId::otherProtocol)
        return visibleText(QStringView(finding.detail));
    bool isClass = false;
    const int lineClass = QMetaEnum::fromType<LineClass>().keyToValue(
        finding.detail.toLatin1().constData(), &isClass);
    return isClass ? lineClassText(static_cast<LineClass>(lineClass)) : QString();
}

/// What the table of adapters knows of this one.
FindingText quirkText(const AdapterQuirk &quirk, const QString &title)
{
    QStringList limits;
    for (const AdapterLimit limit : quirk.limits)
        limits += adapterLimitText(limit);
    QStringList cures;
    for (const AdapterCure cure : quirk.cures)
        cures += adapterCureText(cure, {});
    const QString name = quirk.chip.isEmpty()
        ? QString()
        : Words::tr("This adapter is %1.").arg(visibleText(QStringView(quirk.chip))) + u' ';
    return {title, name + limits.join(u' '), cures.join(u' ')};
}

} // namespace

FindingText findingText(const Finding &finding)
{
    const Row *row = rowOf(finding.id);
    if (!row)
        return {};
    const auto quirk = finding.id == FindingId::adapterQuirk
        ? AdapterQuirk::fromDetail(finding.detail)
        : std::nullopt;
    if (quirk)
        return quirkText(*quirk, Words::tr(row->title));
    const QString detail = detailText(finding);
    const QString first = detail.section(u' ', 0, 0);
    const QString second = detail.section(u' ', 1);
    QStringList sentences;
    for (QString sentence : Words::tr(row->text).split(u'\n')) {
        // The detail comes last: its own braces are not placeholders.
        if (fillNumbers(sentence, finding.value, finding.limit)
            && fill(sentence, QLatin1String("{first}"), !second.isEmpty(), first)
            && fill(sentence, QLatin1String("{second}"), !second.isEmpty(), second)
            && fill(sentence, QLatin1String("{who}"), true, whoText(finding.blame))
            && fill(sentence, QLatin1String("{detail}"), !detail.isEmpty(), detail))
            sentences.append(sentence);
    }
    // That an adapter lacks something which was not needed calls for nothing.
    const bool isFact = finding.id == FindingId::adapterQuirk && finding.severity == Severity::note;
    const QString advice = *row->advice && !isFact ? Words::tr(row->advice) : QString();
    return {Words::tr(row->title), sentences.join(u' '), advice};
}

} // namespace optoscope::texts
