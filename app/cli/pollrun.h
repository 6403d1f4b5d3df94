// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/cli/exitstatus.h"
#include "app/cli/tracefile.h"
#include "core/knowledge/knowledge.h"
#include "core/polling/poller.h"

#include <QEventLoop>
#include <QJsonObject>

namespace optoscope::cli {

/// Polls and tells of it: for people a line a poll, for scripts a JSON document a line. With a
/// store a script hears of a poll when it is stored.
class PollRun
{
public:
    PollRun(PollPlan plan, std::optional<StoreAddress> store, Console &console, bool json);

    void tellPlan();
    /// Until \a count polls have been made (0: for ever) or it is interrupted, which is its usual
    /// end. \a traceFile is the file of \a trace, if it has one.
    ExitStatus really(int count, TraceFile &trace, const QString &traceFile);
    /// The last \a days days, in virtual time, and at most \a count polls of them (0: all).
    ExitStatus virtually(int days, int count);

private:
    void connectTo(Poller &poller, QEventLoop &loop, int count);
    void onPolled(const PollResult &result);
    void onLinkFailed(Poller &poller, const LinkError &error);
    void onOtherMeter(const QString &before, const QString &now);
    void tell(const PollResult &result);
    void tellEvent(const QString &name, const QString &text);
    void writeLine(const QJsonObject &object);
    ExitStatus statusAtEnd(Poller::End end, int count) const;

    PollPlan m_plan;
    std::optional<StoreAddress> m_store;
    Console &m_console;
    Knowledge m_knowledge;
    QString m_lastError; ///< of the line: told once
    PollOutcome m_lastOutcome = PollOutcome::done;
    int m_polls = 0;
    bool m_json = false;
    bool m_cannotOpen = false; ///< a virtual target
    bool m_isOutputGone = false;
    bool m_hasLost = false; ///< polls that could not be stored
};

} // namespace optoscope::cli
