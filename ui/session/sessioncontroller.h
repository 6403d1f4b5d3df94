// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/link.h"

#include <QElapsedTimer>
#include <QTimer>

namespace optoscope {

class SessionDocument;

/// Runs sessions and brings what happens into the document: at once after a pause, and a few times
/// a second while characters stream, so that views have little work; much at once in parts, so that
/// the window stays quick.
class SessionController : public QObject
{
    Q_OBJECT
public:
    explicit SessionController(SessionDocument *document, QObject *parent = nullptr);

    bool isRunning() const { return m_link.isRunning(); }
    /// From the time of the session that runs or ran last to the document's.
    nanoseconds shift() const { return m_shift; }
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
    void leave();
    void take(TraceEntries entries);
    void deliver();
    void deliverAll();
    void append(const TraceEntries &entries);

    SessionDocument *m_document;
    Link m_link;
    bool m_isResumed = false;
    bool m_awaitsStart = false; ///< What comes still belongs to what was before.
    TraceEntries m_pending; ///< not in the document yet
    qsizetype m_delivered = 0; ///< of them are
    QTimer m_pace;
    QElapsedTimer m_sinceDelivery;
    int m_inStream = 0; ///< deliveries that followed each other without a pause
    nanoseconds m_shift{0}; ///< from a resumed session's time to the document's
};

} // namespace optoscope
