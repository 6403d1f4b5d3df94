// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/exports/htmlwriter.h"

#include "core/capture/exports/exportnotation.h"

#include <array>

namespace optoscope {

namespace {

constexpr qsizetype charactersInRow = 16;
/// The least that the standard asks for between two messages (clause 6.4.3).
constexpr std::chrono::milliseconds leastPause(20);

constexpr QByteArrayView style = R"(
:root{color-scheme:light dark;--back:#fff;--text:#1b1f24;--quiet:#57606a;--line:#d0d7de;
--sent:#0a53be;--received:#1a6b34;--bad:#a40e26;--badback:#ffebe9}
@media(prefers-color-scheme:dark){:root{--back:#14171c;--text:#e3e7ec;--quiet:#9aa4b0;--line:#363d47;
--sent:#83b8ff;--received:#7ad394;--bad:#ff9a92;--badback:#4b1a1c}}
body{margin:0 auto;padding:1.5rem;max-width:72rem;background:var(--back);color:var(--text);
font:15px/1.45 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0 0 1rem}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.25rem;margin:0}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
li{margin:.3rem 0}li.error,li.warning{border-left:3px solid var(--bad);padding-left:.6rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0;
border-bottom:1px solid var(--line)}
th{color:var(--quiet);font-weight:600}
td{font-family:ui-monospace,"DejaVu Sans Mono",Consolas,monospace;font-size:13px;
white-space:pre-wrap}
td.t{text-align:right;white-space:nowrap;color:var(--quiet)}td.w{white-space:nowrap;font-weight:600}
.sent td.w,.sent td.w~td{color:var(--sent)}.received td.w,.received td.w~td{color:var(--received)}
.other td.w~td{font-family:inherit;font-size:14px;color:var(--quiet)}
.finding td.w~td{font-family:inherit;font-size:14px;color:var(--bad)}
i{font-style:normal;font-size:9px;border:1px solid var(--line);border-radius:3px;
padding:0 2px;margin:0 1px}
mark{background:var(--badback);color:var(--bad);text-decoration:underline wavy}
@media print{body{max-width:none;padding:0}}
)";

QByteArray escaped(const QString &text)
{
    return QString::fromUtf8(exportLine(text)).toHtmlEscaped().toUtf8();
}

QByteArray severityClass(Severity severity)
{
    switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: break;
    }
    return "note";
}

QByteArray milliseconds(nanoseconds time)
{
    return QByteArray::number(toMilliseconds(time), 'f', 3);
}

} // namespace

void HtmlWriter::putFact(ExportWord name, const QString &fact)
{
    if (!fact.isEmpty())
        put("<dt>" + escaped(wording().exportWord(name)) + "</dt><dd>" + escaped(fact) + "</dd>\n");
}

void HtmlWriter::putFindings(const Findings &findings)
{
    put("<h2>" + escaped(wording().exportWord(ExportWord::FindingList)) + "</h2>\n");
    if (findings.isEmpty()) {
        put("<p>" + escaped(wording().exportWord(ExportWord::NoFindings)) + "</p>\n");
        return;
    }
    put("<ul>\n");
    for (const Finding &finding : findings)
        put("<li class=\"" + severityClass(finding.severity) + "\">"
            + escaped(wording().findingText(finding)) + "</li>\n");
    put("</ul>\n");
}

void HtmlWriter::begin(const CaptureFacts &facts, const Findings &findings)
{
    const QByteArray title = escaped(wording().exportWord(ExportWord::Title));
    put("<!DOCTYPE html>\n<html lang=\"" + escaped(wording().exportWord(ExportWord::Language))
        + "\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
          "'unsafe-inline'\">\n<title>"
        + title + "</title>\n<style>");
    put(style.toByteArray());
    put("</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n<dl>\n");
    if (facts.anchor.isValid())
        putFact(ExportWord::Began, facts.anchor.toUTC().toString(Qt::ISODateWithMs));
    putFact(ExportWord::Program, facts.program);
    putFact(ExportWord::Target, facts.target);
    putFact(ExportWord::Adapter, facts.adapter);
    putFact(ExportWord::System, facts.system);
    put("</dl>\n");
    putFindings(findings);
    const QByteArray trace = escaped(wording().exportWord(ExportWord::Trace));
    put("<h2 id=\"trace\">" + trace
        + "</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
          "aria-labelledby=\"trace\">\n<table aria-labelledby=\"trace\">\n<thead><tr>");
    for (const ExportWord column :
         {ExportWord::Seconds, ExportWord::SinceLast, ExportWord::Direction, ExportWord::Hex,
          ExportWord::CharacterText})
        put("<th scope=\"col\">" + escaped(wording().exportWord(column)) + "</th>");
    put("</tr></thead>\n<tbody>\n");
}

void HtmlWriter::putRow(Instant at, const QByteArray &kind, const QByteArray &mark,
                        const QByteArray &cells)
{
    put("<tr class=\"");
    put(kind);
    put("\"><td class=\"t\">" + exportSeconds(at) + "</td><td class=\"t\">"
        + (m_last ? milliseconds(at - *m_last) : QByteArray()) + "</td><td class=\"w\">");
    put(mark);
    put("</td>");
    put(cells);
    put("</tr>\n");
    m_last = at;
    countRow();
}

QByteArray HtmlWriter::damageOf(const Character &character) const
{
    static constexpr std::array words{
        std::pair{CharacterFlag::ParityError, ExportWord::ParityError},
        std::pair{CharacterFlag::FramingError, ExportWord::FramingError},
        std::pair{CharacterFlag::Break, ExportWord::Break},
        std::pair{CharacterFlag::Overrun, ExportWord::Overrun}};
    QStringList names;
    for (const auto &[flag, name] : words)
        if (character.flags.testFlag(flag))
            names.append(wording().exportWord(name));
    return escaped(names.join(QLatin1String(", ")));
}

QByteArray HtmlWriter::hexCell(const Row &row) const
{
    QByteArray cell;
    for (const Character &character : row.characters) {
        const Character plain{character.wire, {}};
        const QByteArray digits = exportHex(&plain, 1, row.mask);
        if (!cell.isEmpty())
            cell += ' ';
        if (character.isDamaged())
            cell += "<mark title=\"" + damageOf(character) + "\">" + digits + "</mark>";
        else
            cell += digits;
    }
    return cell;
}

/// Control characters by their names: few fonts have pictures of them.
QByteArray HtmlWriter::characterCell(const Row &row) const
{
    QByteArray cell;
    for (const Character &character : row.characters) {
        const QString name = wording().controlName(character.wire & row.mask);
        if (name.isEmpty())
            cell += QString::fromUtf8(exportCharacters(&character, 1, row.mask))
                        .toHtmlEscaped()
                        .toUtf8();
        else
            cell += "<i>" + escaped(name) + "</i>";
    }
    return cell;
}

void HtmlWriter::writeRun(const ExportRun &run)
{
    Instant at = run.at;
    for (const Character &character : run.run.characters) {
        const bool goesOn = run.isSent == m_row.isSent && run.mask == m_row.mask
            && m_row.characters.size() < charactersInRow && at - m_row.end < leastPause;
        if (!goesOn)
            endRow();
        if (m_row.characters.isEmpty())
            m_row = {at, at, run.isSent, run.mask, {}};
        m_row.characters.append(character);
        at += run.run.spacing;
        m_row.end = at;
    }
}

void HtmlWriter::endRow()
{
    const Row row = std::exchange(m_row, {});
    if (row.characters.isEmpty())
        return;
    putRow(row.at, row.isSent ? "sent" : "received",
           escaped(wording().exportWord(row.isSent ? ExportWord::Sent : ExportWord::Received)),
           "<td>" + hexCell(row) + "</td><td>" + characterCell(row) + "</td>");
}

void HtmlWriter::writeOther(const TraceEntry &entry)
{
    endRow();
    const auto *event = std::get_if<Event>(&entry.what);
    const bool isFinding = event && event->kind == Event::Kind::Found;
    putRow(entry.at, isFinding ? "finding" : "other", isFinding ? "!" : "",
           "<td colspan=\"2\">" + escaped(wording().entryText(entry)) + "</td>");
}

void HtmlWriter::writeFinding(const Finding &finding, Instant at)
{
    endRow();
    putRow(at, "finding", "!",
           "<td colspan=\"2\">" + escaped(wording().findingText(finding)) + "</td>");
}

void HtmlWriter::end()
{
    endRow();
    put("</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n");
}

} // namespace optoscope
