// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkerror.h"
#include "core/link/linkrequest.h"
#include "core/link/pace.h"
#include "core/link/portcapabilities.h"
#include "core/link/portpresence.h"
#include "core/link/sessionfactory.h"
#include "core/link/systemclock.h"

#include <QObject>

namespace optoscope {

class PortReturn;
class Runner;

/// What Link has on the line thread: one session after the other, each with its own clock. After a
/// session whose port has vanished it may wait for that port, and watch it when it is back.
class LineWorker : public QObject
{
    Q_OBJECT
public:
    explicit LineWorker(SessionFactory makeSession);
    ~LineWorker() override;

    /// The session before must have finished; waiting and watching end.
    void start(const LinkRequest &request);
    void stop();
    void answer(const optoscope::PersonAnswer &answer);
    void setControlLines(const ControlLineChoice &choice);
    void setBreak(bool on);

Q_SIGNALS:
    void started(const QDateTime &anchor);
    void entriesAppended(const optoscope::TraceEntries &entries);
    void asked(const optoscope::PersonRequest &request, bool isAnswered);
    void capabilitiesKnown(const optoscope::PortCapabilities &capabilities);
    void failed(const optoscope::LinkError &error);
    void finished(optoscope::Outcome outcome);
    /// Of the port of a session that has finished.
    void presenceChanged(optoscope::PortPresence presence);

private:
    void makeClock();
    void connectSession();
    void waitForReturn();
    void endWaiting();
    void tryToWatch(const Target &target);
    void connectWatch();
    void setPresence(PortPresence presence);

    SessionFactory m_makeSession;
    LinkRequest m_request;
    std::unique_ptr<Clock> m_clock;
    std::unique_ptr<Pace> m_pace; ///< of the clock of what is replayed
    std::unique_ptr<Runner> m_runner;
    std::unique_ptr<PortReturn> m_return; ///< while somebody may have to wait for the port
    bool m_vanished = false;
    PortPresence m_presence = PortPresence::Usual;
};

} // namespace optoscope
