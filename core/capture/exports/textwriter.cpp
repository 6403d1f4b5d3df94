// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/exports/textwriter.h"

#include "core/capture/exports/exportnotation.h"
#include "core/capture/exports/exportreaders.h"

namespace optoscope {

namespace {

constexpr qsizetype charactersInRow = 16;
constexpr qsizetype timeWidth = 16;
constexpr qsizetype whatWidth = 9;
constexpr qsizetype hexWidth = 3 * charactersInRow;

QByteArray twoColumns(const QByteArray &value, const QString &words)
{
    return words.isEmpty() ? value : value.leftJustified(hexWidth) + "  " + exportLine(words);
}

} // namespace

void TextWriter::putFact(ExportWord name, const QString &fact)
{
    if (!fact.isEmpty())
        put("# " + word(name) + ": " + exportLine(fact) + '\n');
}

void TextWriter::begin(const CaptureFacts &facts, const Findings &findings)
{
    put(textExportMark.toByteArray());
    put("\n# " + word(ExportWord::Title) + '\n');
    put("# " + word(ExportWord::HowToReadBack) + '\n');
    if (facts.anchor.isValid())
        put(textBeganMark.toByteArray() + facts.anchor.toUTC().toString(Qt::ISODateWithMs).toUtf8()
            + '\n');
    putFact(ExportWord::Program, facts.program);
    putFact(ExportWord::Target, facts.target);
    putFact(ExportWord::Adapter, facts.adapter);
    putFact(ExportWord::System, facts.system);
    for (const Finding &finding : findings)
        putFact(ExportWord::FindingList, wording().findingText(finding));
    put("#\n# " + word(ExportWord::Seconds).rightJustified(timeWidth - 2) + "  "
        + QByteArray("what").leftJustified(whatWidth)
        + word(ExportWord::Hex).leftJustified(hexWidth) + "  " + word(ExportWord::CharacterText)
        + '\n');
}

void TextWriter::putRow(Instant at, const QByteArray &what, const QByteArray &rest)
{
    put(exportSeconds(at).rightJustified(timeWidth));
    put("  ");
    put(what.leftJustified(whatWidth));
    put(rest);
    put("\n");
    countRow();
}

void TextWriter::writeRun(const ExportRun &run)
{
    const Characters &characters = run.run.characters;
    if (run.run.spacing != m_pace) {
        m_pace = run.run.spacing;
        putRow(run.at, "pace",
               twoColumns(QByteArray::number(static_cast<qint64>(m_pace.count())),
                          wording().exportWord(ExportWord::Pace)));
    }
    for (qsizetype from = 0; from < characters.size(); from += charactersInRow) {
        const qsizetype count = std::min(charactersInRow, characters.size() - from);
        const Character *begin = characters.constData() + from;
        const QByteArray row = exportHex(begin, count, run.mask).leftJustified(hexWidth) + "  "
            + exportCharacters(begin, count, run.mask);
        if (from == 0) {
            putRow(run.at, run.isSent ? "TX" : "RX", row);
        } else {
            put(QByteArray(timeWidth + 2 + whatWidth, ' ') + row + '\n');
            countRow();
        }
    }
}

void TextWriter::writeOther(const TraceEntry &entry)
{
    const QString words = wording().entryText(entry);
    if (const auto *settings = std::get_if<LineSettings>(&entry.what))
        putRow(entry.at, "line", twoColumns(exportSettings(*settings), words));
    else if (const auto *lines = std::get_if<ControlLines>(&entry.what))
        putRow(entry.at, "pins", twoColumns(exportLines(*lines), words));
    else if (const auto *held = std::get_if<Break>(&entry.what))
        putRow(entry.at, "break", twoColumns(held->on ? "on" : "off", words));
    else if (std::holds_alternative<Note>(entry.what))
        putRow(entry.at, "note", exportLine(words));
    else
        putRow(entry.at, "event", exportLine(words));
}

void TextWriter::writeFinding(const Finding &finding, Instant at)
{
    putRow(at, "finding", exportLine(wording().findingText(finding)));
}

void TextWriter::end() {}

} // namespace optoscope
