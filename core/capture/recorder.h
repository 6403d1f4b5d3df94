// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/pcapngwriter.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <functional>

namespace optoscope {

/// Why nothing is recorded any more. The words are in ui/texts.
struct RecordTrouble {
    enum class Kind : quint8 { CannotOpen, InUse, CannotWrite };
    Kind kind = Kind::CannotWrite;
    QString file; ///< "-" is standard output
    QString detail; ///< what the system says

    friend bool operator==(const RecordTrouble &, const RecordTrouble &) = default;
};

/// What is recorded next, and what is known of it.
struct RecordingPlan {
    QString file;
    CaptureFacts facts;
};

/// Writes a capture while it happens: what came is in the file within 50 ms, and on the disk
/// about every second. It lives on a thread of its own (see Recording), since a disk may take its
/// time. Trouble is told once and ends the recording, never the session.
class Recorder : public QObject
{
    Q_OBJECT
public:
    /// \a file is overwritten; "-" is standard output.
    Recorder(const QString &file, const CaptureFacts &facts,
             std::shared_ptr<const Wording> wording);

    /// Opens the file.
    void open();
    /// The next begin() ends what is recorded and goes on in another file. \a plan is called then.
    void continueIn(std::function<RecordingPlan()> plan) { m_next = std::move(plan); }
    /// A session begins; each has its own section. \a anchor is the wall-clock time of Instant 0,
    /// or a later one where the session before ended later.
    void begin(const QDateTime &anchor);
    void append(const optoscope::TraceEntries &entries);
    /// Writes what is left, and that this is the end.
    void finish();
    const std::optional<RecordTrouble> &failure() const { return m_failure; }

Q_SIGNALS:
    /// \a file is being recorded from now on.
    void opened(const QString &file);
    void trouble(const optoscope::RecordTrouble &trouble);

private:
    void openNext();
    void flush();
    void write(const QByteArray &bytes);
    void sync() const;
    void fail(RecordTrouble::Kind kind, const QString &detail);

    CaptureFacts m_facts;
    std::shared_ptr<const Wording> m_wording;
    QFile m_file;
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<PcapngWriter> m_writer;
    QTimer m_flushTimer;
    QElapsedTimer m_sinceFlush;
    QTimer m_syncTimer;
    std::function<RecordingPlan()> m_next;
    Instant m_end; ///< of what the session has brought so far
    qint64 m_written = 0; ///< whole blocks in the file
    bool m_isOutput = false;
    std::optional<RecordTrouble> m_failure;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::RecordTrouble)
