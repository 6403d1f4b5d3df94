// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefacts.h"
#include "core/capture/exports/exportwording.h"
#include "core/trace/trace.h"

class QIODevice;

namespace optoscope {

/// A run as it is written: with the bits that are data.
struct ExportRun {
    Instant at;
    bool isSent = false;
    CharacterRun run;
    quint8 mask = 0xFF;
    qint64 firstCharacter = 0; ///< its number among all of the trace
};

/// Writes a trace as text of some form, entry by entry, so that it may be larger than memory.
class TraceWriter
{
public:
    TraceWriter(QIODevice &out, const ExportWording &wording);
    virtual ~TraceWriter() = default;

    virtual void begin(const CaptureFacts &facts, const Findings &findings) = 0;
    virtual void writeRun(const ExportRun &run) = 0;
    /// \a entry is no run, and no finding.
    virtual void writeOther(const TraceEntry &entry) = 0;
    virtual void writeFinding(const Finding &finding, Instant at) = 0;
    virtual void end() = 0;

    /// False after something could not be written.
    bool flush();
    qint64 rowCount() const { return m_rowCount; }

protected:
    void put(const QByteArray &text);
    void countRow() { ++m_rowCount; }
    QByteArray word(ExportWord word) const;
    const ExportWording &wording() const { return m_wording; }

private:
    QIODevice &m_out;
    const ExportWording &m_wording;
    QByteArray m_pending;
    qint64 m_rowCount = 0;
    bool m_isFine = true;
};

} // namespace optoscope
