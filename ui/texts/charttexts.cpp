// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/charttexts.h"

#include "ui/texts/texts.h"
#include "ui/texts/words.h"

#include <QLocale>
#include <QMetaEnum>
#include <QStringList>

#include <cmath>

namespace optoscope::texts {
namespace {

/// The title of a finding of that name; the name itself if a later version wrote it.
QString findingTitle(const QString &id)
{
    bool isKnown = false;
    const int number =
        QMetaEnum::fromType<FindingId>().keyToValue(id.toLatin1().constData(), &isKnown);
    if (!isKnown)
        return visibleText(QStringView(id));
    Finding finding;
    finding.id = static_cast<FindingId>(number);
    return findingText(finding).title;
}

/// A sentence without its full stop.
QString endText(PollOutcome outcome)
{
    switch (outcome) {
    case PollOutcome::done: return Words::tr("The meter was read");
    case PollOutcome::missed: return Words::tr("The poll was due, but was not started");
    case PollOutcome::noAnswer: return Words::tr("The meter did not answer");
    case PollOutcome::damaged: return Words::tr("The answer was damaged");
    case PollOutcome::refused: return Words::tr("The meter refused");
    case PollOutcome::linkLost: return Words::tr("The port was lost");
    case PollOutcome::cannotOpen: return Words::tr("The port could not be opened");
    case PollOutcome::interrupted: return Words::tr("The poll was interrupted");
    case PollOutcome::otherMeter: break;
    }
    return Words::tr("Another meter answered");
}

} // namespace

QString pollText(const PollRecord &poll)
{
    QStringList parts{poll.outcome == PollOutcome::missed && poll.count > 1
                          ? Words::tr("%1 polls were due, but were not started").arg(poll.count)
                          : endText(poll.outcome)};
    if (!poll.finding.isEmpty())
        parts.append(findingTitle(poll.finding));
    if (poll.reaction)
        parts.append(Words::tr("reaction %1").arg(durationText(*poll.reaction)));
    if (poll.lineErrors > 0)
        parts.append(poll.lineErrors == 1 ? Words::tr("1 line error")
                                          : Words::tr("%1 line errors").arg(poll.lineErrors));
    if (poll.retries > 0)
        parts.append(poll.retries == 1 ? Words::tr("1 retry")
                                       : Words::tr("%1 retries").arg(poll.retries));
    return parts.join(QStringLiteral(" · "));
}

QString pollCountText(qsizetype count, bool hasFailure)
{
    return hasFailure
        ? Words::tr("%1 polls, some of which failed. Zoom in to tell them apart.").arg(count)
        : Words::tr("%1 polls with findings. Zoom in to tell them apart.").arg(count);
}

QString quantityText(double value, const QString &unit)
{
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    const QString number = locale.toString(value, 'g', 12);
    return unit.isEmpty() ? number : number + QChar(0x00A0) + visibleText(QStringView(unit));
}

QString consumptionText(double amount, const QString &unit, bool isWhole)
{
    // A difference of readings has no more digits than they have.
    const double rounded = std::round(amount * 1e6) / 1e6;
    const QString text = quantityText(rounded, unit);
    return isWhole ? text : Words::tr("at least %1").arg(text);
}

QString consumptionAxisText(const QString &unit, double hours)
{
    if (hours < 1)
        return Words::tr("%1 per %2 minutes").arg(unit).arg(qRound(hours * 60));
    if (hours < 2)
        return Words::tr("%1 per hour").arg(unit);
    return hours < 48 ? Words::tr("%1 per day").arg(unit) : Words::tr("%1 per month").arg(unit);
}

QString waitText(std::chrono::seconds time)
{
    const qint64 seconds = time.count();
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return Words::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString noReadingText()
{
    return Words::tr("no reading");
}

QString reactionTimeName()
{
    return Words::tr("Reaction time");
}

QString lineErrorsName()
{
    return Words::tr("Line errors");
}

QString retriesName()
{
    return Words::tr("Retries");
}

QString emptyChartText()
{
    return Words::tr(
        "Nothing has been polled yet. Choose a target at the top and how often to read "
        "it, then press Start polling: each read-out adds a point to every line.\n"
        "A store of readings that was written before, or that a service is writing "
        "now, can be opened too.");
}

QString nothingShownText()
{
    return Words::tr("No register is chosen. Tick some in the list beside.");
}

QString emptyHealthText()
{
    return Words::tr("Here the reaction time, line errors and retries of each poll will be drawn.");
}

} // namespace optoscope::texts
