// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/exports/csvwriter.h"

#include "core/capture/exports/csvcells.h"
#include "core/capture/exports/exportnotation.h"
#include "core/capture/exports/exportreaders.h"

namespace optoscope {

namespace {

constexpr qsizetype charactersInRow = 4096;

} // namespace

void CsvWriter::putRow(const Row &row)
{
    put(exportSeconds(row.at) + ',');
    put(row.what);
    put(',' + row.hex + ',' + csvCell(row.characters) + ',' + row.spacing + ',' + csvCell(row.value)
        + ',' + csvCell(row.words) + '\n');
    countRow();
}

void CsvWriter::putFact(const QByteArray &name, const QString &fact)
{
    Row row;
    row.what = name;
    row.value = exportLine(fact);
    if (!fact.isEmpty())
        putRow(row);
}

void CsvWriter::begin(const CaptureFacts &facts, const Findings &)
{
    put(csvExportHeader.toByteArray());
    put("\n");
    if (facts.anchor.isValid())
        putFact("began", facts.anchor.toUTC().toString(Qt::ISODateWithMs));
    putFact("program", facts.program);
    putFact("target", facts.target);
    putFact("adapter", facts.adapter);
    putFact("system", facts.system);
}

void CsvWriter::writeRun(const ExportRun &run)
{
    const Characters &characters = run.run.characters;
    for (qsizetype from = 0; from < characters.size(); from += charactersInRow) {
        const qsizetype count = std::min(charactersInRow, characters.size() - from);
        const Character *begin = characters.constData() + from;
        Row row;
        row.at = run.at + run.run.spacing * from;
        row.what = run.isSent ? "sent" : "received";
        row.hex = exportHex(begin, count, run.mask);
        row.characters = exportCharacters(begin, count, run.mask);
        row.spacing = QByteArray::number(static_cast<qint64>(run.run.spacing.count()));
        putRow(row);
    }
}

void CsvWriter::writeOther(const TraceEntry &entry)
{
    Row row;
    row.at = entry.at;
    row.what = "event";
    row.words = exportLine(wording().entryText(entry));
    if (const auto *settings = std::get_if<LineSettings>(&entry.what)) {
        row.what = "line";
        row.value = exportSettings(*settings);
    } else if (const auto *lines = std::get_if<ControlLines>(&entry.what)) {
        row.what = "pins";
        row.value = exportLines(*lines);
        // A dash alone is no formula, but a table would not know that.
        if (row.value == "-")
            row.value = "none";
    } else if (const auto *held = std::get_if<Break>(&entry.what)) {
        row.what = "break";
        row.value = held->on ? "on" : "off";
    } else if (std::holds_alternative<Note>(entry.what)) {
        row.what = "note";
    }
    putRow(row);
}

void CsvWriter::writeFinding(const Finding &finding, Instant at)
{
    Row row;
    row.at = at;
    row.what = "finding";
    row.value = findingName(finding.id).toUtf8();
    row.words = exportLine(wording().findingText(finding));
    putRow(row);
}

void CsvWriter::end() {}

} // namespace optoscope
