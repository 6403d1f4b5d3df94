// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/polldesk.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/charttexts.h"
#include "ui/texts/polltexts.h"
#include "ui/texts/storetexts.h"

#include <QAction>
#include <QFileInfo>

// How a poll's trace is shown, and what gives way to what in the document.
namespace optoscope {

Outcome PollDesk::outcomeOf(PollOutcome outcome)
{
    switch (outcome) {
    case PollOutcome::done:
    case PollOutcome::otherMeter: return Outcome::done;
    case PollOutcome::noAnswer: return Outcome::noAnswer;
    case PollOutcome::damaged: return Outcome::damaged;
    case PollOutcome::refused: return Outcome::refused;
    case PollOutcome::linkLost: return Outcome::linkLost;
    case PollOutcome::cannotOpen: return Outcome::cannotOpen;
    case PollOutcome::missed:
    case PollOutcome::interrupted: break;
    }
    return Outcome::interrupted;
}

void PollDesk::leaveDocument()
{
    if (!m_poller.isRunning())
        return;
    if (std::exchange(m_isInDocument, false) && m_document->isPassing()
        && m_document->state() == SessionDocument::State::Reading)
        m_document->finish(Outcome::interrupted);
    if (m_watchAction->isChecked()) {
        m_hasLeft = true;
        m_watchAction->setChecked(false);
    }
}

void PollDesk::showPoll(const PollRecord &poll)
{
    if (const auto trace = m_traces.find(poll.due); trace && !trace->entries.isEmpty())
        showTrace(poll, *trace);
    else if (!poll.capture.isEmpty())
        showCapture(poll);
    else if (poll.outcome == PollOutcome::missed)
        say(Tone::Quiet, texts::pollText(poll) + u'.');
    else
        say(Tone::Quiet, texts::pollText(poll) + QStringLiteral(". ") + texts::traceLostText());
}

void PollDesk::showTrace(const PollRecord &poll, const PollTrace &trace)
{
    leaveDocument();
    m_document->open(tr("Poll of %1").arg(texts::localTimeText(poll.due)), trace.entries,
                     outcomeOf(poll.outcome));
    m_document->setAnchor(trace.anchor);
    Q_EMIT traceShown();
    showPlace(poll);
}

void PollDesk::showCapture(const PollRecord &poll)
{
    if (!QFileInfo(poll.capture).isFile()) {
        say(Tone::Warning,
            texts::pollText(poll) + QStringLiteral(". ") + texts::captureGoneText(poll.capture));
        return;
    }
    // What is shown may be older than the poll, if it is still being recorded.
    if (m_document->isCapture() && !m_document->isHeld() && m_document->target() == poll.capture
        && showPlace(poll))
        return;
    leaveDocument();
    Q_EMIT captureWanted(poll.capture);
    m_meant = poll;
}

void PollDesk::pointOut(const QString &file)
{
    const auto meant = std::exchange(m_meant, {});
    if (!meant || QFileInfo(file) != QFileInfo(meant->capture))
        return;
    if (!showPlace(*meant))
        say(Tone::Warning,
            texts::pollText(*meant) + QStringLiteral(". ") + texts::pollNotInCaptureText(file));
}

/// Only a session that was opened has a place; a port that could not be opened has none.
bool PollDesk::showPlace(const PollRecord &poll)
{
    const auto place = placeOf(poll, m_document->trace());
    if (place)
        Q_EMIT placeWanted(place->at, place->characters);
    return place.has_value();
}

} // namespace optoscope
