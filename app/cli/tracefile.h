// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/cli/exitstatus.h"
#include "core/capture/recording.h"
#include "core/link/target.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace optoscope {
class Link;
struct VirtualResult;
} // namespace optoscope

namespace optoscope::cli {

/// `--trace FILE` of a command that talks to a target: records what happens.
class TraceFile
{
public:
    static QCommandLineOption option();
    /// What is wrong with the option's value, if it is there.
    std::optional<QString> accept(const QCommandLineParser &parser);

    /// Begins to record, if it is wanted. Trouble is told on \a console at once, which must outlive
    /// the recording.
    void open(const Target &target, Console &console);
    /// Records all sessions of \a link.
    void follow(Link &link);
    /// Records a session in virtual time; it begins when the one before has ended.
    void append(const VirtualResult &result);
    /// Writes the rest. False if not everything could be recorded; it has been said.
    bool finish(Console &console);
    /// The same at the end of a command that came to \a status: what it was to record matters too.
    ExitStatus finish(Console &console, ExitStatus status);

private:
    QString m_file; ///< empty: not wanted
    std::unique_ptr<Recording> m_recording;
    bool m_told = false; ///< of trouble
    qint64 m_virtualTime = 0; ///< ms that sessions in virtual time took
};

} // namespace optoscope::cli
