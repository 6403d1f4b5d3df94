// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/dialoguetexts.h"

#include "ui/texts/evidencetexts.h"
#include "ui/texts/steptexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

QString stepLine(TestStep step)
{
    return stepName(step).leftJustified(5) + stepText(step).title;
}

QString repeatedStepLine(TestStep step)
{
    return Words::tr("%1, once more to be sure").arg(stepLine(step));
}

QString nothingMeasuredLine()
{
    return QString(5, u' ') + Words::tr("Not needed, or not done.");
}

QString measuredLine(const Evidence &evidence)
{
    return QString(5, u' ') + evidenceText(evidence);
}

QString triedText(const QString &detail)
{
    const QStringList words = detail.split(u' ');
    if (words.size() == 3 && words.first() == u"listen")
        return Words::tr("Listening at %1 baud %2").arg(words.at(1), words.at(2));
    if (words.size() == 2 && words.first() == u"turned")
        return Words::tr("Asking with the probe turned by %1 degrees").arg(words.at(1));
    return Words::tr("Asking %1").arg(wayText(detail));
}

QString timedLine(Instant at, const QString &text)
{
    return durationText(at.time_since_epoch()).rightJustified(9) + u"  "_qs + text;
}

QString requestText(const PersonRequest &request)
{
    const ActionText action = actionText(request.action);
    QString text = action.task + u'\n' + Words::tr("Why: %1").arg(action.why) + u'\n';
    if (!action.warning.isEmpty())
        text += Words::tr("Careful: %1").arg(action.warning) + u'\n';
    const QList<PersonReply> replies = repliesFor(request.action);
    for (qsizetype i = 0; i < replies.size(); ++i) {
        const bool isEnter = replies.at(i) == PersonReply::done;
        const QString key = isEnter ? Words::tr("Enter") : QString::number(i + 1);
        text += u"  ["_qs + key + u"] "_qs + replyText(request.action, replies.at(i)) + u'\n';
    }
    return text + u"  "_qs + keysText();
}

QString notAnAnswerText(const QString &typed)
{
    return typed.isEmpty() ? Words::tr("Type the number of an answer.")
                           : Words::tr("\"%1\" is none of the answers. Type the key in brackets.")
                                 .arg(visibleText(QStringView(typed)));
}

QString inputEndedText()
{
    return Words::tr("Standard input has ended, so nobody can answer. The test ends here; "
                     "--answers FILE answers questions beforehand.");
}

QString keysText()
{
    return Words::tr("[s] leave this test out  [q] end and show the result");
}

QString questionText(Question question)
{
    switch (question) {
    case Question::Country: return Words::tr("In which country is the meter? (Enter skips)");
    case Question::Utility:
        return Words::tr("Which utility or grid operator does it belong to? (Enter skips)");
    case Question::MeterType:
        return Words::tr("What type is the meter, such as \"Landis+Gyr E470\"? (Enter skips)");
    case Question::Address:
        return Words::tr("What is the meter's address, usually its serial number? (Enter skips)");
    case Question::EverSwapped:
        return Words::tr("Were TX and RX ever connected the wrong way round? [y/n] (Enter skips)");
    }
    return {};
}

QString heardText(const LineVerdict &verdict, Baud baud, CharacterFormat format)
{
    LineVerdict told = verdict;
    if (told.baud && told.baud->value == baud.value)
        told.baud.reset();
    if (told.format == format)
        told.format.reset();
    return Words::tr("%1 baud %2: %3")
        .arg(QString::number(baud.value), format.toText(), lineVerdictText(told));
}

QString listeningText(bool isFinished)
{
    return isFinished ? Words::tr("Nobody was understood. If the meter only speaks when it is "
                                  "asked, read it or let Optoscope search.")
                      : Words::tr("Listening; nothing is sent. Ctrl+C ends it.");
}

} // namespace optoscope::texts
