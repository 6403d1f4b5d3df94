// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/recorder.h"

#include <QThread>

namespace optoscope {

/// A recorder with its thread.
class Recording : public QObject
{
    Q_OBJECT
public:
    /// Opens \a file at once; "-" is standard output.
    Recording(const QString &file, const CaptureFacts &facts,
              std::shared_ptr<const Wording> wording, QObject *parent = nullptr);
    /// Opens nothing before Recorder::continueIn() says what.
    explicit Recording(std::shared_ptr<const Wording> wording, QObject *parent = nullptr);
    /// Finishes.
    ~Recording() override;

    /// For whoever calls from another thread than this one's, by queued connections.
    Recorder *recorder() { return m_recorder.get(); }
    void begin(const QDateTime &anchor);
    void append(const TraceEntries &entries);
    /// Waits until all that came is written. The trouble that there was, also if its signal has
    /// not come yet.
    std::optional<RecordTrouble> finish();

Q_SIGNALS:
    void opened(const QString &file);
    void trouble(const optoscope::RecordTrouble &trouble);

private:
    void run();

    QThread m_thread;
    std::unique_ptr<Recorder> m_recorder;
};

} // namespace optoscope
