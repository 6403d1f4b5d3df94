// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/exports/tracewriter.h"

namespace optoscope {

/// A table with a row for each run of at most 4096 characters, and for everything else that
/// happened; readCsvExport() reads it back. Columns:
/// `seconds` since the beginning; `what`: sent, received, line, pins, break, note, event, finding,
/// or a fact (began, program, target, adapter, system); `hex`: the data bits of each character, as
/// in text; `characters`; `spacing_ns` from one character to the next, 0 if nobody knows; `value`:
/// of line, pins, break and facts; `words` for people.
class CsvWriter : public TraceWriter
{
public:
    using TraceWriter::TraceWriter;

    void begin(const CaptureFacts &facts, const Findings &findings) override;
    void writeRun(const ExportRun &run) override;
    void writeOther(const TraceEntry &entry) override;
    void writeFinding(const Finding &finding, Instant at) override;
    void end() override;

private:
    struct Row {
        Instant at;
        QByteArray what;
        QByteArray hex;
        QByteArray characters;
        QByteArray spacing;
        QByteArray value;
        QByteArray words;
    };
    void putRow(const Row &row);
    void putFact(const QByteArray &name, const QString &fact);
};

} // namespace optoscope
