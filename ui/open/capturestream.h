// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefile.h"

#include <QObject>
#include <QThread>

namespace optoscope {

class CapturePieces;

/// Reads a capture on a thread of its own and hands it over in pieces, so that it may be larger
/// than memory and the window stays quick. A piece is read when one before it has been taken.
class CaptureStream final : public QObject
{
    Q_OBJECT
public:
    explicit CaptureStream(QObject *parent = nullptr);
    /// Ends what is being read.
    ~CaptureStream() override;

    bool isReading() const { return m_reading; }
    const QString &file() const { return m_file; }
    /// Begins to read; what was being read is given up.
    void read(const QString &file);
    /// Gives up what is being read; nothing follows.
    void cancel();

Q_SIGNALS:
    /// The next entries; \a percent of the file has been read.
    void arrived(const optoscope::TraceEntries &entries, int percent);
    void finished(const optoscope::CaptureSummary &summary);
    void failed(const optoscope::ImportError &error);

private:
    QThread m_thread;
    CapturePieces *m_pieces; ///< lives on the thread and ends with it
    QString m_file;
    int m_number = 0; ///< of the reading; pieces of others come too late
    bool m_reading = false;
};

} // namespace optoscope
