// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/link.h"

namespace optoscope {

class SessionDocument;

/// Runs sessions and brings what happens into the document.
class SessionController : public QObject
{
    Q_OBJECT
public:
    explicit SessionController(SessionDocument *document, QObject *parent = nullptr);

    bool isRunning() const { return m_link.isRunning(); }
    /// Starts with an empty document, unless a session runs.
    void start(const LinkRequest &request);
    /// Starts another session with the same target; what happens is added to the document.
    void resume(const LinkRequest &request);
    /// What the person at the probe answers to asked().
    void answer(const PersonAnswer &answer);
    /// Ends the running session, or waiting for a port.
    void stop();
    /// See Link::tap().
    void tap(const QObject *receiver, const std::function<void(const QDateTime &)> &begin,
             const std::function<void(const TraceEntries &)> &append)
    {
        m_link.tap(receiver, begin, append);
    }
    /// Of the running session.
    void setControlLines(const ControlLineChoice &choice);
    void setBreak(bool on);

Q_SIGNALS:
    /// A session with an empty document is about to begin.
    void starting(const optoscope::LinkRequest &request);
    /// Of the port of the running session.
    void capabilitiesKnown(const optoscope::PortCapabilities &capabilities);
    /// New in the document, on its time.
    void entriesAppended(const optoscope::TraceEntries &entries);
    void asked(const optoscope::PersonRequest &request, bool isAnswered);
    void failed(const optoscope::LinkError &error);
    void finished(optoscope::Outcome outcome);

private:
    void setAnchor(const QDateTime &anchor);
    void append(TraceEntries entries);

    SessionDocument *m_document;
    Link m_link;
    bool m_isResumed = false;
    bool m_awaitsStart = false; ///< What comes still belongs to what was before.
    nanoseconds m_shift{0}; ///< from a resumed session's time to the document's
};

} // namespace optoscope
