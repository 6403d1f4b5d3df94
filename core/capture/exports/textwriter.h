// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/exports/tracewriter.h"

namespace optoscope {

/// Text for people that readTextExport() reads back. A line begins with the seconds and what it is:
/// `TX` and `RX` with characters (lines without a time go on with them), `line` with the line's
/// settings, `pins`, `break`, `pace` with the nanoseconds from one character to the next, `note`,
/// `event`, `finding`. Lines that begin with `#` are for people, but for the first and `# began`.
class TextWriter : public TraceWriter
{
public:
    using TraceWriter::TraceWriter;

    void begin(const CaptureFacts &facts, const Findings &findings) override;
    void writeRun(const ExportRun &run) override;
    void writeOther(const TraceEntry &entry) override;
    void writeFinding(const Finding &finding, Instant at) override;
    void end() override;

private:
    void putFact(ExportWord name, const QString &fact);
    void putRow(Instant at, const QByteArray &what, const QByteArray &rest);

    nanoseconds m_pace{0};
};

} // namespace optoscope
