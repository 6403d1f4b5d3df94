// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefile.h"
#include "core/capture/pcapngreader.h"

#include <QFile>
#include <QObject>

#include <memory>

namespace optoscope {

/// What CaptureStream has on its thread: the file, and how far it has been read.
class CapturePieces final : public QObject
{
    Q_OBJECT
public:
    /// Opens \a file and gives up another one. \a number comes back with all that is read of it.
    void open(const QString &file, int number);
    /// Reads on, until there are entries or the end comes.
    void readNext();
    void close();

Q_SIGNALS:
    void arrived(const optoscope::TraceEntries &entries, int percent, int number);
    void finished(const optoscope::CaptureSummary &summary, int number);
    void failed(const optoscope::ImportError &error, int number);

private:
    void end();

    std::unique_ptr<QFile> m_file;
    std::unique_ptr<PcapngReader> m_reader;
    int m_number = 0;
    bool m_hasEntries = false;
};

} // namespace optoscope
