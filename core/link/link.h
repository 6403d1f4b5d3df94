// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/readoutoptions.h"
#include "core/link/linkerror.h"
#include "core/link/target.h"
#include "core/trace/session.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace optoscope {

class Runner;

/// Who makes the parity bit on a port that is a UART.
enum class ParityChoice : quint8 { Automatic, Software, Hardware };

/// One thing to do with a target.
struct LinkRequest {
    Target target;
    ParityChoice parity = ParityChoice::Automatic;
    ReadoutOptions readout;
};

/// The facade of core/link: runs a session on the line thread and hands over what happened, in
/// batches, in the thread that owns the facade.
class Link : public QObject
{
    Q_OBJECT
public:
    explicit Link(QObject *parent = nullptr);
    ~Link() override;

    /// Starts; not to be called while running.
    void start(const LinkRequest &request);
    /// Ends a running session as soon as the line allows; finished() follows.
    void stop();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    /// The wall-clock time of Instant 0; comes before the first entries of a session.
    void started(const QDateTime &anchor);
    void entriesAppended(const optoscope::TraceEntries &entries);
    /// The link could not be opened or was lost; finished() follows.
    void failed(const optoscope::LinkError &error);
    void finished(optoscope::Outcome outcome);

private:
    QThread m_thread;
    bool m_running = false;
};

} // namespace optoscope
