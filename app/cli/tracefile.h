// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
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
    /// Records a session in virtual time.
    void append(const VirtualResult &result);
    /// Writes the rest. False if not everything could be recorded.
    bool finish(Console &console);

private:
    QString m_file; ///< empty: not wanted
    std::unique_ptr<Recording> m_recording;
    bool m_told = false; ///< of trouble
};

} // namespace optoscope::cli
