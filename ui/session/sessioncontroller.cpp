// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/sessioncontroller.h"

#include "ui/session/sessiondocument.h"

#include <algorithm>

namespace optoscope {
namespace {

/// Moves everything in \a entry that is a time of the session.
void shift(TraceEntry &entry, nanoseconds by)
{
    entry.at += by;
    auto *event = std::get_if<Event>(&entry.what);
    if (!event)
        return;
    if (event->finding.at)
        *event->finding.at += by;
    if (event->evidence.at)
        *event->evidence.at += by;
}

} // namespace

SessionController::SessionController(SessionDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&m_link, &Link::started, this, &SessionController::setAnchor);
    connect(&m_link, &Link::entriesAppended, this, &SessionController::append);
    connect(&m_link, &Link::asked, this, &SessionController::asked);
    connect(&m_link, &Link::capabilitiesKnown, this, &SessionController::capabilitiesKnown);
    connect(&m_link, &Link::failed, document, &SessionDocument::fail);
    connect(&m_link, &Link::failed, this, &SessionController::failed);
    connect(&m_link, &Link::finished, document, &SessionDocument::finish);
    connect(&m_link, &Link::finished, this, &SessionController::finished);
    connect(&m_link, &Link::presenceChanged, this, [this](PortPresence presence) {
        if (!m_awaitsStart)
            m_document->setPresence(presence);
    });
}

void SessionController::start(const LinkRequest &request)
{
    if (isRunning())
        return;
    m_isResumed = false;
    m_awaitsStart = true;
    Q_EMIT starting(request);
    m_document->begin(request.target.toText());
    m_link.start(request);
}

void SessionController::resume(const LinkRequest &request)
{
    if (isRunning())
        return;
    m_isResumed = true;
    m_awaitsStart = true;
    m_document->resume();
    m_link.start(request);
}

void SessionController::answer(const PersonAnswer &answer)
{
    if (isRunning())
        m_link.answer(answer);
}

void SessionController::stop()
{
    m_link.stop();
}

void SessionController::setAnchor(const QDateTime &anchor)
{
    m_awaitsStart = false;
    m_shift = {};
    const QDateTime first = m_document->trace().anchor();
    if (!m_isResumed || !first.isValid()) {
        m_document->setAnchor(anchor);
        return;
    }
    // The wall clock may have been set back meanwhile; the trace never runs backwards.
    const nanoseconds apart = std::chrono::milliseconds(first.msecsTo(anchor));
    m_shift = std::max<nanoseconds>(apart, m_document->end() - Instant());
}

void SessionController::append(TraceEntries entries)
{
    if (m_awaitsStart)
        return;
    if (m_shift > nanoseconds(0)) {
        for (TraceEntry &entry : entries)
            shift(entry, m_shift);
    }
    m_document->append(entries);
    Q_EMIT entriesAppended(entries);
}

void SessionController::setControlLines(const ControlLineChoice &choice)
{
    m_link.setControlLines(choice);
}

void SessionController::setBreak(bool on)
{
    m_link.setBreak(on);
}

} // namespace optoscope
