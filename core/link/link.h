// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkerror.h"
#include "core/link/linkrequest.h"
#include "core/link/portcapabilities.h"
#include "core/link/portpresence.h"
#include "core/link/sessionfactory.h"
#include "core/trace/session.h"

#include <QDateTime>
#include <QObject>
#include <QThread>

#include <functional>

namespace optoscope {

class LineWorker;

/// The facade of core/link: runs a session on the line thread and hands over what happened, in
/// batches, in the thread that owns the facade.
class Link : public QObject
{
    Q_OBJECT
public:
    explicit Link(QObject *parent = nullptr);
    /// \a makeSession is called on the line thread.
    explicit Link(SessionFactory makeSession, QObject *parent = nullptr);
    /// Ends a running session; nothing is signalled any more.
    ~Link() override;

    /// Starts; not to be called while running. Waiting for a port ends.
    void start(const LinkRequest &request);
    /// Ends a running session as soon as the line allows; finished() follows. Else it ends waiting
    /// for a port, or watching it; presenceChanged() follows.
    void stop();
    /// What the person at the probe answers to asked().
    void answer(const PersonAnswer &answer);
    /// Sets what \a choice names while a session runs; else it does nothing.
    void setControlLines(const ControlLineChoice &choice);
    /// Holds the line at space while a session runs: the probe's LED is on.
    void setBreak(bool on);
    /// Hands everything over to \a receiver too, in its thread and straight from the line thread:
    /// \a begin gets the wall-clock time of Instant 0 of each session, \a append its entries.
    void tap(const QObject *receiver, const std::function<void(const QDateTime &)> &begin,
             const std::function<void(const TraceEntries &)> &append);
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    /// The wall-clock time of Instant 0; comes before the first entries of a session.
    void started(const QDateTime &anchor);
    void entriesAppended(const optoscope::TraceEntries &entries);
    /// The session asks the person at the probe. \a isAnswered: a virtual one does the work.
    void asked(const optoscope::PersonRequest &request, bool isAnswered);
    /// What the port can do and tell: once at opening, and again when more is known.
    void capabilitiesKnown(const optoscope::PortCapabilities &capabilities);
    /// The link could not be opened or was lost; finished() follows.
    void failed(const optoscope::LinkError &error);
    void finished(optoscope::Outcome outcome);
    /// Of the port of the session that has finished, where LinkRequest::awaitsReturn is asked for.
    /// What a port that has returned brings comes by entriesAppended().
    void presenceChanged(optoscope::PortPresence presence);

private:
    QThread m_thread;
    LineWorker *m_worker = nullptr; ///< lives on the line thread and ends with it
    bool m_running = false;
};

} // namespace optoscope
