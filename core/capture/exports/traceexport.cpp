// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/exports/traceexport.h"

#include "core/capture/exports/csvwriter.h"
#include "core/capture/exports/exportnotation.h"
#include "core/capture/exports/htmlwriter.h"
#include "core/capture/exports/textwriter.h"
#include "core/capture/pcapngwriter.h"
#include "core/capture/vcdwriter.h"
#include "core/iec62056/conversation.h"

#include <QSaveFile>

#include <algorithm>

namespace optoscope {

namespace {

using Kind = ExportError::Kind;

constexpr qsizetype entriesBetweenReports = 4096;
// A trace that is no conversation can hold a message a byte.
constexpr qsizetype mostMessages = 200000;
constexpr qsizetype mostInRun = 4096;
/// No port tells times so exactly.
constexpr nanoseconds sameTime(100);

Findings findingsOf(const Trace &trace)
{
    Conversation conversation;
    for (qsizetype i = 0; i < trace.count(); ++i) {
        conversation.append(trace.entry(i));
        if (conversation.messages().size() > mostMessages)
            break;
    }
    conversation.finish();
    Findings findings = conversation.findings();
    std::ranges::stable_sort(findings, [](const Finding &a, const Finding &b) {
        return a.at.value_or(Instant::min()) < b.at.value_or(Instant::min());
    });
    return findings;
}

/// Hands a trace to a writer: entries and, at their times, findings.
class Walk
{
public:
    Walk(const Trace &trace, TraceWriter &writer, const ExportProgress &progress)
        : m_trace(trace)
        , m_writer(writer)
        , m_progress(progress)
    {
    }

    /// False if the writing was ended or failed.
    bool run(const CaptureFacts &facts)
    {
        m_findings = findingsOf(m_trace);
        m_writer.begin(facts, m_findings);
        leaveOutRecorded();
        const qsizetype count = m_trace.count();
        for (qsizetype i = 0; i < count; ++i) {
            if (i % entriesBetweenReports == 0 && !report(i, count))
                return false;
            const TraceEntry entry = m_trace.entry(i);
            tellBefore(entry.at);
            write(entry, i);
        }
        tellBefore(Instant::max());
        endRun();
        m_writer.end();
        return m_writer.flush();
    }
    bool isCancelled() const { return m_isCancelled; }

private:
    bool report(qsizetype done, qsizetype total)
    {
        m_isCancelled = m_progress && !m_progress(done, total);
        return !m_isCancelled;
    }
    /// Findings that the trace itself holds stand where it has them.
    void leaveOutRecorded()
    {
        for (const qsizetype index : m_trace.entriesOf(EntryKind::Finding)) {
            const TraceEntry entry = m_trace.entry(index);
            m_findings.removeOne(std::get<Event>(entry.what).finding);
        }
    }
    void tellBefore(Instant at)
    {
        for (; m_next < m_findings.size(); ++m_next) {
            const Instant when = m_findings.at(m_next).at.value_or(m_last);
            if (when >= at)
                return;
            endRun();
            m_writer.writeFinding(m_findings.at(m_next), when);
        }
    }
    void write(const TraceEntry &entry, qsizetype index)
    {
        m_last = entry.at;
        if (const auto *settings = std::get_if<LineSettings>(&entry.what))
            m_mask = dataMask(*settings);
        const CharacterRun *run = runOf(entry);
        if (!run) {
            endRun();
            m_writer.writeOther(entry);
            return;
        }
        const ExportRun next{entry.at, std::holds_alternative<Sent>(entry.what), *run, m_mask,
                             m_trace.firstCharacter(index)};
        if (!goesOn(next)) {
            endRun();
            m_run = next;
        } else {
            m_run->run.characters += next.run.characters;
        }
    }
    /// Where a read of the port ended is of no interest here; times move by `sameTime` at most.
    bool goesOn(const ExportRun &next) const
    {
        return m_run && m_run->isSent == next.isSent && m_run->mask == next.mask
            && m_run->run.spacing == next.run.spacing && m_run->run.lateness == next.run.lateness
            && next.run.spacing.count() > 0
            && std::chrono::abs(endOf(m_run->at, m_run->run) - next.at) <= sameTime
            && m_run->run.characters.size() < mostInRun;
    }
    void endRun()
    {
        if (const auto run = std::exchange(m_run, {}))
            m_writer.writeRun(*run);
    }

    const Trace &m_trace;
    TraceWriter &m_writer;
    const ExportProgress &m_progress;
    Findings m_findings;
    std::optional<ExportRun> m_run; ///< not written yet
    qsizetype m_next = 0; ///< of the findings
    Instant m_last;
    quint8 m_mask = 0xFF;
    bool m_isCancelled = false;
};

std::unique_ptr<TraceWriter> writerOf(ExportFormat format, QIODevice &out,
                                      const ExportWording &wording)
{
    switch (format) {
    case ExportFormat::Csv: return std::make_unique<CsvWriter>(out, wording);
    case ExportFormat::Html: return std::make_unique<HtmlWriter>(out, wording);
    default: return std::make_unique<TextWriter>(out, wording);
    }
}

ExportResult cannotWrite(const QString &file, const QSaveFile &out)
{
    return ExportError{Kind::CannotWrite, file, out.errorString()};
}

ExportResult exportRows(const QString &file, const Trace &trace, const CaptureFacts &facts,
                        const ExportWording &wording, ExportFormat format,
                        const ExportProgress &progress)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return cannotWrite(file, out);
    const auto writer = writerOf(format, out, wording);
    Walk walk(trace, *writer, progress);
    if (!walk.run(facts) && walk.isCancelled())
        return ExportError{Kind::Cancelled, file, {}};
    if (!writer->flush() || !out.commit())
        return cannotWrite(file, out);
    ExportSummary summary;
    summary.format = format;
    summary.count = writer->rowCount();
    return summary;
}

ExportResult exportCapture(const QString &file, const Trace &trace, const CaptureFacts &facts,
                           const std::shared_ptr<const ExportWording> &wording,
                           const ExportProgress &progress)
{
    QSaveFile out(file);
    bool isFine = out.open(QIODevice::WriteOnly);
    PcapngWriter writer(facts, wording);
    const auto drain = [&] {
        const QByteArray bytes = writer.take();
        isFine = isFine && out.write(bytes) == bytes.size();
    };
    for (qsizetype i = 0; isFine && i < trace.count(); ++i) {
        if (i % entriesBetweenReports == 0 && progress && !progress(i, trace.count()))
            return ExportError{Kind::Cancelled, file, {}};
        writer.append(trace.entry(i));
        drain();
    }
    writer.finish();
    drain();
    if (!isFine || !out.commit())
        return cannotWrite(file, out);
    ExportSummary summary;
    summary.count = writer.packetCount();
    return summary;
}

} // namespace

ExportResult exportTrace(const QString &file, const Trace &trace, const CaptureFacts &facts,
                         const std::shared_ptr<const ExportWording> &wording,
                         std::optional<ExportFormat> format, const ExportProgress &progress)
{
    if (!format)
        format = exportFormatOf(file);
    if (!format)
        return ExportError{Kind::UnknownEnding, file, {}};
    if (*format == ExportFormat::Vcd)
        return exportLevels(file, drawLines(trace), *wording);
    CaptureFacts told = facts;
    if (!told.anchor.isValid())
        told.anchor = trace.anchor();
    if (*format == ExportFormat::Pcapng)
        return exportCapture(file, trace, told, wording, progress);
    return exportRows(file, trace, told, *wording, *format, progress);
}

ExportResult exportLevels(const QString &file, const VcdLines &lines, const ExportWording &wording)
{
    QSaveFile out(file);
    ExportSummary summary;
    summary.format = ExportFormat::Vcd;
    summary.comment = wording.levelsText(lines);
    summary.edgesAreMeasured = lines.isMeasured;
    summary.timesAreAssumed = lines.timesAreAssumed;
    summary.count = static_cast<qint64>(lines.sent.edges().size())
        + static_cast<qint64>(lines.received.edges().size());
    if (!out.open(QIODevice::WriteOnly) || !writeVcd(out, lines, summary.comment) || !out.commit())
        return cannotWrite(file, out);
    return summary;
}

} // namespace optoscope
