// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/exports/tracewriter.h"

namespace optoscope {

/// A page that stands alone: it loads nothing, runs no script, follows the reader's choice of light
/// or dark, and can be read without colours.
class HtmlWriter : public TraceWriter
{
public:
    using TraceWriter::TraceWriter;

    void begin(const CaptureFacts &facts, const Findings &findings) override;
    void writeRun(const ExportRun &run) override;
    void writeOther(const TraceEntry &entry) override;
    void writeFinding(const Finding &finding, Instant at) override;
    void end() override;

private:
    /// What stands in one row: characters of one side without a pause between them.
    struct Row {
        Instant at;
        Instant end;
        bool isSent = false;
        quint8 mask = 0xFF;
        Characters characters;
    };

    void endRow();
    void putFact(ExportWord name, const QString &fact);
    void putFindings(const Findings &findings);
    void putRow(Instant at, const QByteArray &kind, const QByteArray &mark,
                const QByteArray &cells);
    QByteArray hexCell(const Row &row) const;
    QByteArray characterCell(const Row &row) const;
    QByteArray damageOf(const Character &character) const;

    Row m_row;
    std::optional<Instant> m_last;
};

} // namespace optoscope
