// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/recording.h"
#include "core/capture/recordingfolder.h"
#include "core/polling/poller.h"

#include <functional>

namespace optoscope {

/// Records what is polled, on a thread of its own, into the folder where every session is recorded:
/// a capture for each run of polling, and a new one each day and whenever one has grown long. The
/// poller is told, so that polls refer to their place in it. Trouble is told and ends the
/// recording, never the polling.
class PollRecorder final : public QObject
{
    Q_OBJECT
public:
    /// What is known of a target's port; called on the recorder's thread.
    using Facts = std::function<CaptureFacts(const Target &target)>;
    /// So many polls one capture has at most: what is opened in one go stays handy.
    static constexpr int mostPolls = 10000;

    /// Without a path of \a folder nothing is recorded. \a poller must outlive it.
    PollRecorder(Poller *poller, RecordingFolder folder, Facts facts, QObject *parent = nullptr);

    /// Where the poll that runs is recorded; empty if it is not.
    const QString &file() const { return m_file; }

Q_SIGNALS:
    void begun(const QString &file);
    void trouble(const optoscope::RecordTrouble &trouble);

private:
    void takePoll();
    void run();
    void begin();
    void end();

    Poller *m_poller;
    RecordingFolder m_folder;
    Facts m_facts;
    std::unique_ptr<Recording> m_recording; ///< since the first poll
    QString m_file;
    QDate m_day; ///< on which it began
    int m_polls = 0; ///< in it
    bool m_isOver = true; ///< Another capture begins with the next poll.
};

} // namespace optoscope
