// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "app/cli/tracefile.h"
#include "core/polling/pollplan.h"
#include "core/polling/storeaddress.h"

namespace optoscope::cli {

/// `poll TARGET --every S`: reads a meter again and again, until it is stopped, and stores what it
/// brings.
class PollCommand : public Command
{
public:
    texts::CommandText text() const override;
    QList<QCommandLineOption> options() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;

private:
    std::optional<QString> acceptSchedule(const QCommandLineParser &parser);
    std::optional<QString> acceptStore(const QCommandLineParser &parser);

    PollPlan m_plan;
    std::optional<StoreAddress> m_store;
    TraceFile m_trace;
    QString m_traceFile; ///< its whole name; empty: none that a store could refer to
    int m_count = 0; ///< polls until the end; 0: no end
    int m_days = 0; ///< of virtual time; 0: real time
};

} // namespace optoscope::cli
