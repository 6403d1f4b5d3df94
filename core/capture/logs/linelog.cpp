// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/linelog.h"

#include "core/capture/logs/logstamp.h"
#include "core/capture/logs/logtext.h"

#include <algorithm>
#include <array>

namespace optoscope {

namespace {

constexpr qsizetype leastOffsetDigits = 4;
constexpr qsizetype leastPlain = 24;

/// Takes what stands between a time and the rest off the line.
void skipSeparator(QByteArrayView &rest)
{
    rest = trimmedStart(rest);
    const bool isSign = !rest.isEmpty() && QByteArrayView(":;,|-").contains(rest.front());
    if (isSign && (rest.size() == 1 || isBlank(rest.at(1))))
        rest = trimmedStart(rest.sliced(1));
}

/// The offset that some write before a row, if it is \a expected.
void skipOffset(QByteArrayView &row, qsizetype expected)
{
    qsizetype digits = 0;
    while (digits < row.size() && hexDigit(row.at(digits)) >= 0)
        ++digits;
    const bool isEnded =
        digits < row.size() && (row.at(digits) == ':' || row.sliced(digits).startsWith("  "));
    if (digits >= leastOffsetDigits && isEnded
        && row.first(digits).toLongLong(nullptr, 16) == expected)
        row = trimmedStart(row.sliced(digits + 1));
}

bool isQuoted(QByteArrayView text)
{
    return text.size() >= 2 && (text.front() == '"' || text.front() == '\'')
        && text.back() == text.front();
}

bool isHexPayload(QByteArrayView rest)
{
    const HexRow row = readHexRow(rest);
    return row.badColumn < 0 && !row.bytes.isEmpty();
}

bool isTextPayload(QByteArrayView rest)
{
    return isQuoted(rest) || looksLikeTelegramLine(rest) || countWritten(rest, {}).all > 0;
}

} // namespace

LineLog::LineLog(LogRecord &record)
    : m_record(record)
{
}

LineLog::Line LineLog::parse(QByteArrayView whole, const Style &style)
{
    Line line;
    line.rest = trimmed(whole);
    line.isIndented = !whole.isEmpty() && isBlank(whole.front());
    const auto takeTime = [&line] {
        const auto stamp = takeStamp(line.rest);
        if (stamp) {
            line.stamp = stamp;
            skipSeparator(line.rest);
        }
    };
    takeTime();
    const QByteArrayView tagged = line.rest;
    skipTags(line.rest);
    line.hasTags = tagged.size() != line.rest.size();
    // A time and an arrow are how some monitors begin every line.
    if (line.stamp && !style.hasLeftArrow && line.rest.startsWith("->"))
        line.rest = trimmedStart(line.rest.sliced(2));
    line.marker = takeMarker(line.rest);
    if (line.marker && !line.stamp) {
        takeTime();
        if (line.stamp && line.rest.startsWith("length="))
            line.rest = {};
    }
    return line;
}

bool LineLog::isProgramsOwn(QByteArrayView rest)
{
    static constexpr std::array<QByteArrayView, 8> beginnings{
        "tio v",           "Press ctrl-t",       "Connected",      "Disconnected",
        "Waiting for tty", "Welcome to minicom", "Terminal ready", "..."};
    return std::ranges::any_of(beginnings,
                               [rest](QByteArrayView start) { return rest.startsWith(start); });
}

LineLog::Style LineLog::styleOf(QByteArrayView text)
{
    Style style;
    LogLines arrows(text);
    while (!style.hasLeftArrow && arrows.next()) {
        QByteArrayView rest = trimmed(arrows.line());
        if (takeStamp(rest)) {
            skipSeparator(rest);
            style.hasLeftArrow = rest.startsWith("<-");
        }
    }
    style.names.hasCarets = hasCarets(text);
    qsizetype hex = 0;
    qsizetype other = 0;
    qsizetype plain = 0; // rows of digits with nothing before them
    qsizetype all = 0;
    bool isPending = false;
    LogLines lines(text);
    while (lines.next()) {
        const Line line = parse(lines.line(), style);
        style.hasMarkers |= line.marker.has_value();
        const bool counts = line.marker || line.stamp || isPending;
        isPending = (line.marker || isPending) && line.rest.isEmpty();
        all += !line.rest.isEmpty();
        plain += !counts && isHexPayload(line.rest);
        if (!counts || line.rest.isEmpty())
            continue;
        if (isHexPayload(line.rest))
            ++hex;
        else if (isTextPayload(line.rest))
            ++other;
        style.hasLineEnds |= countWritten(line.rest, style.names).lineEnds > 0;
    }
    style.isPlainHex = all > 0 && plain == all;
    style.isHex = style.isPlainHex || (hex > 0 && hex >= other);
    return style;
}

int LineLog::score(const QList<QByteArrayView> &sample)
{
    QByteArray text;
    for (const QByteArrayView line : sample)
        text.append(line).append('\n');
    const Style style = styleOf(text);
    // Digits with signs between them; those with blanks only are another form.
    if (style.isPlainHex)
        return text.size() >= leastPlain ? 70 : 0;
    qsizetype bearing = 0; // lines with a time or a direction
    qsizetype paid = 0; // and something that can be read as bytes
    qsizetype following = 0;
    for (const QByteArrayView whole : sample) {
        const Line line = parse(whole, style);
        const bool isPayload = !line.rest.isEmpty()
            && (style.isHex ? isHexPayload(line.rest) : isTextPayload(line.rest));
        const bool isBearing = line.marker || line.stamp;
        bearing += isBearing;
        following += !isBearing && isPayload && bearing > 0;
        // What a program says between its tags is its own, unless it says who sent it.
        paid += isPayload
            && (line.marker || (!style.hasMarkers && line.stamp && !line.hasTags)
                || (!isBearing && bearing > 0 && style.isHex));
    }
    const qsizetype explained = bearing + following;
    if (paid == 0 || explained * 2 < sample.size())
        return 0;
    // Without anybody named, most of it must be bytes.
    if (!style.hasMarkers && (paid * 2 < bearing || bearing * 2 < explained))
        return 0;
    return 50 + static_cast<int>(35 * explained / sample.size());
}

std::optional<ImportError> LineLog::read(QByteArrayView text, LogRecord &record)
{
    LineLog log(record);
    log.m_style = styleOf(text);
    record.setText(!log.m_style.isHex && !log.m_style.hasLineEnds);
    LogLines lines(text);
    while (lines.next()) {
        log.m_whole = lines.line();
        log.m_number = lines.number();
        if (!log.readLine(parse(lines.line(), log.m_style), lines.isLast()))
            return log.m_error;
    }
    log.turnArrows();
    return {};
}

bool LineLog::readLine(const Line &line, bool isLast)
{
    m_record.setStamp(line.stamp);
    if (line.marker) {
        m_bySender = line.marker->bySender;
        m_onlyArrows &= line.marker->isArrow;
    }
    if (line.rest.isEmpty()) {
        const bool says = line.marker || line.stamp;
        m_isPending |= says;
        m_inRun &= !says;
        return true;
    }
    if (m_style.isHex)
        return readHex(line, isLast);
    readText(line);
    return true;
}

void LineLog::beginRun(const Line &line)
{
    if (!line.marker && !m_isPending && m_inRun && !line.stamp)
        return;
    m_record.beginRun(m_bySender);
    m_inRun = true;
    m_isPending = false;
    m_runSize = 0;
}

bool LineLog::readHex(const Line &line, bool isLast)
{
    QByteArrayView rest = line.rest;
    skipOffset(rest, line.marker || line.stamp || m_isPending ? 0 : m_runSize);
    const HexRow row = readHexRow(rest);
    if (row.isWhole() || (isLast && row.endsInHalf && row.badColumn < 0)) {
        beginRun(line);
        m_record.append(row.bytes);
        m_runSize += row.bytes.size();
        return true;
    }
    const auto column = rest.data() - m_whole.data() + std::max<qsizetype>(row.badColumn, 0);
    if (line.marker && row.endsInHalf) {
        m_error = logError(ImportError::Kind::OddHexDigits, m_number,
                           rest.data() + rest.size() - m_whole.data(), {});
        return false;
    }
    if (line.marker && row.bytes.size() > 1) {
        m_error = logError(ImportError::Kind::BadHexDigit, m_number, column + 1,
                           QString::fromUtf8(rest.sliced(row.badColumn, 1)));
        return false;
    }
    m_record.addNote(line.rest);
    m_inRun = false;
    return true;
}

bool LineLog::isContinued(const Line &line) const
{
    if (line.marker || m_isPending)
        return true;
    if (isProgramsOwn(line.rest))
        return false;
    if (line.stamp)
        return !m_style.hasMarkers && (!line.hasTags || looksLikeTelegramLine(line.rest));
    if (!m_inRun)
        return false;
    return line.isIndented || looksLikeTelegramLine(line.rest)
        || countWritten(line.rest, m_style.names).all > 0;
}

void LineLog::readText(const Line &line)
{
    if (!isContinued(line)) {
        m_record.addNote(line.rest);
        m_inRun = m_inRun && !line.stamp;
        return;
    }
    beginRun(line);
    appendText(line.rest);
}

bool LineLog::endsLine(QByteArrayView bytes) const
{
    // Behind a block stands its check character, and no line ends there.
    const auto isControl = [](char character) { return static_cast<quint8>(character) < ' '; };
    return !m_style.hasLineEnds && !bytes.contains('\x03') && !bytes.contains('\x04')
        && !(bytes.size() == 1 && isControl(bytes.front()));
}

void LineLog::appendText(QByteArrayView rest)
{
    WrittenNames names = m_style.names;
    if (isQuoted(rest)) {
        names.isLiteral = true;
        rest = rest.sliced(1, rest.size() - 2);
        m_record.append(readWritten(rest, names));
        return;
    }
    const QByteArray bytes = readWritten(rest, names);
    m_record.append(bytes);
    if (endsLine(bytes))
        m_record.append("\n");
}

/// Whoever asks with `/?` is the one who sends: where only the other side does, and this one
/// identifies itself, the arrows are those of somebody who looks from the meter.
void LineLog::turnArrows()
{
    bool weAsk = false;
    bool theyAsk = false;
    bool weIdentify = false;
    for (const LogItem &item : m_record.items()) {
        const auto *run = std::get_if<DirectedBytes>(&item.what);
        if (!run)
            continue;
        const bool asks = run->bytes.contains("/?");
        (run->bySender ? weAsk : theyAsk) |= asks;
        weIdentify |= run->bySender && !asks && looksLikeTelegramLine(run->bytes)
            && run->bytes.startsWith('/');
    }
    if (m_onlyArrows && m_style.hasMarkers && theyAsk && !weAsk && weIdentify)
        m_record.exchangeDirections();
}

} // namespace optoscope
