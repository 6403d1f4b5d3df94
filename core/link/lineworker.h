// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkerror.h"
#include "core/link/linkrequest.h"
#include "core/link/portcapabilities.h"
#include "core/link/sessionfactory.h"
#include "core/link/systemclock.h"

#include <QObject>

namespace optoscope {

class Runner;

/// What Link has on the line thread: one session after the other, each with its own clock.
class LineWorker : public QObject
{
    Q_OBJECT
public:
    explicit LineWorker(SessionFactory makeSession);
    ~LineWorker() override;

    /// The session before must have finished.
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

private:
    SessionFactory m_makeSession;
    std::unique_ptr<SystemClock> m_clock;
    std::unique_ptr<Runner> m_runner;
};

} // namespace optoscope
