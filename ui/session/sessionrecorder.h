// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/recording.h"
#include "core/capture/recordingfolder.h"
#include "core/link/linkrequest.h"

#include <functional>

namespace optoscope {

class SessionController;

/// Records every session while it happens, on a thread of its own, into a folder that keeps the
/// newest. Trouble is told and ends the recording, never the session.
class SessionRecorder final : public QObject
{
    Q_OBJECT
public:
    /// What is known of a target's port; called on the recorder's thread.
    using Facts = std::function<CaptureFacts(const Target &target)>;

    /// Without a path of \a folder nothing is recorded.
    SessionRecorder(SessionController *controller, RecordingFolder folder, Facts facts,
                    QObject *parent = nullptr);

    const RecordingFolder &folder() const { return m_folder; }
    /// Where the last session is recorded; empty if it is not.
    const QString &file() const { return m_file; }
    /// Adds what somebody wrote, as it stands in the trace.
    void append(const TraceEntries &entries);

Q_SIGNALS:
    void begun(const QString &file);
    void trouble(const optoscope::RecordTrouble &trouble);

private:
    void prepare(const LinkRequest &request);
    void run();

    SessionController *m_controller;
    RecordingFolder m_folder;
    Facts m_facts;
    std::unique_ptr<Recording> m_recording; ///< since the first session
    QString m_file;
};

} // namespace optoscope
