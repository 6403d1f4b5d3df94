// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/exports/exportreaders.h"

#include "core/capture/exports/csvcells.h"
#include "core/capture/exports/exportnotation.h"
#include "core/capture/logs/loglines.h"
#include "core/capture/logs/logrecord.h"
#include "core/capture/logs/logtext.h"

namespace optoscope {

namespace {

using Kind = ImportError::Kind;

/// Adds rows to what was imported, whichever file they come from.
class RowReader
{
public:
    /// A row that is no run; false if \a value is not what it must be.
    bool addOther(Instant at, QByteArrayView what, QByteArrayView value, const QString &words);
    void beginRun(Instant at, bool isSent, nanoseconds spacing);
    /// Hexadecimal digits of the run; false if \a token is none.
    bool addCharacter(QByteArrayView token);
    bool hasRun() const { return m_hasRun; }
    void endRun();
    ImportedBytes take();
    void setAnchor(QByteArrayView text);

private:
    ImportedBytes m_imported;
    LineSettings m_settings{Baud{0}, format8N1, format8N1, ParityBy::None};
    TraceEntry m_run;
    bool m_hasRun = false;
};

bool isFact(QByteArrayView what)
{
    return what == "program" || what == "target" || what == "adapter" || what == "system";
}

void RowReader::setAnchor(QByteArrayView text)
{
    m_imported.anchor = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
}

bool RowReader::addOther(Instant at, QByteArrayView what, QByteArrayView value,
                         const QString &words)
{
    endRun();
    if (what == "line") {
        const auto settings = settingsFromText(value);
        if (settings) {
            m_settings = *settings;
            m_imported.entries.append({at, *settings});
        }
        return settings.has_value();
    }
    if (what == "pins") {
        const auto lines = linesFromText(value == "none" ? QByteArrayView("-") : value);
        if (lines)
            m_imported.entries.append({at, *lines});
        return lines.has_value();
    }
    if (what == "break") {
        if (value != "on" && value != "off")
            return false;
        m_imported.entries.append({at, Break{value == "on"}});
        return true;
    }
    if (what == "began") {
        setAnchor(value);
        return m_imported.anchor.isValid();
    }
    if (isFact(what))
        return true;
    if (what == "note" || what == "event")
        m_imported.entries.append({at, Note{words}});
    // Findings are found again in the characters.
    return what == "note" || what == "event" || what == "finding";
}

void RowReader::beginRun(Instant at, bool isSent, nanoseconds spacing)
{
    endRun();
    CharacterRun run;
    run.spacing = spacing;
    if (isSent)
        m_run = {at, Sent{run}};
    else
        m_run = {at, Received{run}};
    m_imported.hasDirections |= isSent;
    m_hasRun = true;
}

bool RowReader::addCharacter(QByteArrayView token)
{
    const auto character = characterFromHex(token, m_settings);
    if (!character || !m_hasRun)
        return false;
    if (auto *sent = std::get_if<Sent>(&m_run.what))
        sent->run.characters.append(*character);
    else
        std::get<Received>(m_run.what).run.characters.append(*character);
    return true;
}

void RowReader::endRun()
{
    const CharacterRun *run = m_hasRun ? runOf(m_run) : nullptr;
    if (run && !run->characters.isEmpty())
        m_imported.entries.append(m_run);
    m_hasRun = false;
}

ImportedBytes RowReader::take()
{
    endRun();
    return std::move(m_imported);
}

/// The first word of \a text; takes it and the blanks behind it off.
QByteArrayView takeWord(QByteArrayView &text)
{
    qsizetype end = 0;
    while (end < text.size() && !isBlank(text.at(end)))
        ++end;
    const QByteArrayView word = text.first(end);
    text = trimmedStart(text.sliced(end));
    return word;
}

/// The part of \a text before two blanks.
QByteArrayView firstColumn(QByteArrayView text)
{
    const qsizetype gap = text.indexOf("  ");
    return trimmed(gap < 0 ? text : text.first(gap));
}

class TextReader
{
public:
    /// Nothing if the line can be read.
    std::optional<ImportError> readLine(QByteArrayView line, qint64 number);
    ImportedBytes take() { return m_rows.take(); }

private:
    std::optional<ImportError> readTokens(QByteArrayView line, QByteArrayView row, qint64 number);

    RowReader m_rows;
    nanoseconds m_pace{0};
};

std::optional<ImportError> TextReader::readTokens(QByteArrayView line, QByteArrayView row,
                                                  qint64 number)
{
    for (QByteArrayView rest = firstColumn(row); !rest.isEmpty();) {
        const QByteArrayView token = takeWord(rest);
        if (!m_rows.addCharacter(token))
            return logError(Kind::BadRow, number, token.data() - line.data() + 1,
                            logExcerpt(token));
    }
    return {};
}

std::optional<ImportError> TextReader::readLine(QByteArrayView line, qint64 number)
{
    if (line.startsWith('#')) {
        if (line.startsWith(textBeganMark))
            m_rows.setAnchor(trimmed(line.sliced(textBeganMark.size())));
        return {};
    }
    QByteArrayView rest = trimmed(line);
    if (rest.isEmpty())
        return {};
    // No time is that wide: a row that goes on begins further right.
    constexpr qsizetype goesOn = 20;
    if (rest.data() - line.data() >= goesOn && m_rows.hasRun())
        return readTokens(line, rest, number);
    const QByteArrayView time = takeWord(rest);
    const auto at = instantFromSeconds(time);
    if (!at)
        return logError(Kind::BadTime, number, 1, logExcerpt(time));
    const QByteArrayView what = takeWord(rest);
    if (what == "TX" || what == "RX") {
        m_rows.beginRun(*at, what == "TX", m_pace);
        return readTokens(line, rest, number);
    }
    if (what == "pace") {
        bool ok = false;
        m_pace = nanoseconds(firstColumn(rest).toByteArray().toLongLong(&ok));
        if (ok && m_pace.count() >= 0 && m_pace <= std::chrono::seconds(10))
            return {};
    } else if (m_rows.addOther(*at, what, firstColumn(rest), wordsFromLine(rest))) {
        return {};
    }
    return logError(Kind::BadRow, number, what.data() - line.data() + 1, logExcerpt(what));
}

enum Column : quint8 {
    SecondsColumn,
    WhatColumn,
    HexColumn,
    CharactersColumn,
    SpacingColumn,
    ValueColumn,
    WordsColumn,
    ColumnCount
};

/// Nothing if the row can be read, else the cell that cannot.
std::optional<QByteArray> readCells(RowReader &rows, const QList<QByteArray> &cells)
{
    if (cells.size() != ColumnCount)
        return cells.first();
    const auto at = instantFromSeconds(cells.at(SecondsColumn));
    if (!at)
        return cells.at(SecondsColumn);
    const QByteArray &what = cells.at(WhatColumn);
    if (what != "sent" && what != "received")
        return rows.addOther(*at, what, csvText(cells.at(ValueColumn)),
                             wordsFromLine(csvText(cells.at(WordsColumn))))
            ? std::nullopt
            : std::optional(what);
    bool ok = false;
    const nanoseconds spacing(cells.at(SpacingColumn).toLongLong(&ok));
    if (!ok || spacing.count() < 0 || spacing > std::chrono::seconds(10))
        return cells.at(SpacingColumn);
    rows.beginRun(*at, what == "sent", spacing);
    for (QByteArrayView rest = trimmed(cells.at(HexColumn)); !rest.isEmpty();) {
        const QByteArrayView token = takeWord(rest);
        if (!rows.addCharacter(token))
            return token.toByteArray();
    }
    return {};
}

} // namespace

bool looksLikeTextExport(QByteArrayView text)
{
    return text.startsWith(textExportMark);
}

std::variant<ImportedBytes, ImportError> readTextExport(QByteArrayView text)
{
    TextReader reader;
    LogLines lines(text);
    while (lines.next())
        if (const auto error = reader.readLine(lines.line(), lines.number()))
            return *error;
    ImportedBytes imported = reader.take();
    imported.form = BytesForm::Text;
    if (imported.entries.isEmpty())
        return ImportError{Kind::Empty, {}, {}};
    return imported;
}

bool looksLikeCsvExport(QByteArrayView text)
{
    return text.startsWith(csvExportHeader) || text.startsWith("\xEF\xBB\xBFseconds,what,hex,");
}

std::variant<ImportedBytes, ImportError> readCsvExport(QByteArrayView text)
{
    RowReader rows;
    qsizetype at = 0;
    qint64 line = 1;
    bool isHeader = true;
    while (at < text.size()) {
        const qint64 number = line;
        const auto cells = takeCsvRow(text, at, line);
        const bool isEmpty = cells && cells->size() == 1 && cells->first().isEmpty();
        if (std::exchange(isHeader, false) || isEmpty)
            continue;
        const auto bad = cells ? readCells(rows, *cells) : std::optional(QByteArray(","));
        if (bad)
            return logError(Kind::BadRow, number, 1, logExcerpt(*bad));
    }
    ImportedBytes imported = rows.take();
    imported.form = BytesForm::Csv;
    if (imported.entries.isEmpty())
        return ImportError{Kind::Empty, {}, {}};
    return imported;
}

} // namespace optoscope
