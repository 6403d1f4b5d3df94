// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/sessioncontroller.h"

#include "ui/session/sessiondocument.h"

#include <algorithm>
#include <utility>

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds usualPace(60);
/// Nobody reads faster than that while characters stream by; a multiple of how long the line
/// gathers them then.
constexpr std::chrono::milliseconds streamPace(600);
constexpr int deliveriesOfAStream = 6;
/// So many characters are in the document and its views within some ten milliseconds.
constexpr qsizetype charactersAtOnce = 40'000;
constexpr qsizetype entriesAtOnce = 10'000;

/// Moves everything in \a entry that is a time of the session.
void shiftBy(TraceEntry &entry, nanoseconds by)
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
    m_pace.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, &SessionController::deliver);
    connect(&m_link, &Link::entriesAppended, this, &SessionController::take);
    // Whoever hears one of these knows what was before.
    connect(&m_link, &Link::asked, this, &SessionController::deliverAll);
    connect(&m_link, &Link::failed, this, &SessionController::deliverAll);
    connect(&m_link, &Link::finished, this, &SessionController::deliverAll);
    connect(&m_link, &Link::presenceChanged, this, &SessionController::deliverAll);
    connect(&m_link, &Link::asked, this, &SessionController::asked);
    connect(&m_link, &Link::capabilitiesKnown, this, &SessionController::capabilitiesKnown);
    connect(&m_link, &Link::failed, document, &SessionDocument::fail);
    connect(&m_link, &Link::failed, this, &SessionController::failed);
    connect(&m_link, &Link::finished, document, &SessionDocument::finish);
    connect(document, &SessionDocument::cleared, this, &SessionController::leave);
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

/// Something else is shown: what still comes from the port has no place there.
void SessionController::leave()
{
    m_pending.clear();
    m_delivered = 0;
    m_pace.stop();
    if (isRunning() || std::exchange(m_awaitsStart, true))
        return;
    m_link.stop();
}

void SessionController::setAnchor(const QDateTime &anchor)
{
    m_awaitsStart = false;
    m_inStream = 0;
    m_shift = {};
    const QDateTime first = m_document->trace().anchor();
    if (!m_isResumed || !first.isValid()) {
        m_document->setAnchor(anchor);
        return;
    }
    // The wall clock may have been set back meanwhile; the trace never runs backwards. A recording
    // goes on at the same time (Recorder::begin()).
    using std::chrono::milliseconds;
    const auto lasted = std::chrono::ceil<milliseconds>(m_document->end().time_since_epoch());
    m_shift = std::max(milliseconds(first.msecsTo(anchor)), lasted);
}

void SessionController::take(TraceEntries entries)
{
    if (m_awaitsStart)
        return;
    if (m_shift > nanoseconds(0)) {
        for (TraceEntry &entry : entries)
            shiftBy(entry, m_shift);
    }
    m_pending += entries;
    if (m_pace.isActive())
        return;
    const auto pace = m_inStream >= deliveriesOfAStream ? streamPace : usualPace;
    const std::chrono::milliseconds since(m_sinceDelivery.isValid() ? m_sinceDelivery.elapsed()
                                                                    : pace.count());
    m_inStream = since < 2 * pace ? m_inStream + 1 : 0;
    m_pace.start(std::clamp<std::chrono::milliseconds>(pace - since, {}, pace));
}

/// A part of what has come; the event loop runs between two of them.
void SessionController::deliver()
{
    TraceEntries part;
    qsizetype characters = 0;
    while (m_delivered < m_pending.size() && characters < charactersAtOnce
           && part.size() < entriesAtOnce) {
        part.append(std::move(m_pending[m_delivered++]));
        if (const CharacterRun *run = runOf(part.constLast()))
            characters += run->characters.size();
    }
    if (m_delivered == m_pending.size()) {
        m_pending.clear();
        m_delivered = 0;
    } else {
        m_pace.start(std::chrono::milliseconds(0));
    }
    m_sinceDelivery.start();
    if (!part.isEmpty())
        append(part);
}

void SessionController::deliverAll()
{
    while (!m_pending.isEmpty())
        deliver();
    m_pace.stop();
}

void SessionController::append(const TraceEntries &entries)
{
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
