// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/lognotation.h"
#include "core/capture/logs/logstamp.h"
#include "core/capture/logs/logtext.h"
#include "core/capture/logs/programlogs.h"

#include <algorithm>

namespace optoscope {

namespace {

constexpr QByteArrayView receivedKey = "\"SerialReceived\":\"";

/// `CMD` of "CMD: …"; empty for " : …"; nothing for other lines.
std::optional<QByteArrayView> takeKind(QByteArrayView &line)
{
    if (line.startsWith(": ")) {
        line = line.sliced(2);
        return QByteArrayView();
    }
    const bool isKind = line.size() > 3 && line.at(3) == ':'
        && std::ranges::all_of(line.first(3), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!isKind)
        return {};
    const QByteArrayView kind = line.first(3);
    line = line.sliced(4);
    if (line.startsWith(' '))
        line = line.sliced(1);
    return kind;
}

/// The string behind the key in JSON, up to its quote.
QByteArray jsonString(QByteArrayView text)
{
    qsizetype end = 0;
    while (end < text.size() && text.at(end) != '"')
        end += text.at(end) == '\\' ? 2 : 1;
    return readWritten(text.first(std::min(end, text.size())), {true, false});
}

void readDump(QByteArrayView rest, LogRecord &record)
{
    const HexRow row = readHexRow(rest);
    if (row.bytes.isEmpty() || row.badColumn >= 0) {
        if (!looksLikeTelegramLine(rest)) {
            record.addNote(rest);
            return;
        }
        record.beginRun(false);
        record.append(trimmed(rest));
        record.append("\r\n");
        return;
    }
    record.beginRun(false);
    record.append(row.bytes);
}

} // namespace

int scoreTasmota(const QList<QByteArrayView> &sample)
{
    qsizetype fitting = 0;
    qsizetype kinds = 0;
    for (QByteArrayView line : sample) {
        if (!takeStamp(line))
            continue;
        const auto kind = takeKind(line);
        kinds += kind.has_value() && !kind->isEmpty();
        fitting += kind.has_value() || line.startsWith(":>");
    }
    return kinds > 0 && fitting * 10 >= sample.size() * 8 ? 88 : 0;
}

std::optional<ImportError> readTasmota(QByteArrayView text, LogRecord &record)
{
    LogLines lines(text);
    while (lines.next()) {
        QByteArrayView line = lines.line();
        record.setStamp(takeStamp(line));
        const QByteArrayView whole = line;
        const auto kind = takeKind(line);
        const qsizetype received = line.indexOf(receivedKey);
        if (received >= 0) {
            record.beginRun(false);
            QByteArray bytes = jsonString(line.sliced(received + receivedKey.size()));
            // The LF told it where the line ends, and is not in its message.
            if (bytes.endsWith('\r'))
                bytes += '\n';
            record.append(bytes);
        } else if (kind && kind->isEmpty()) {
            readDump(line, record);
        } else if (kind && *kind == "CMD" && looksLikeTelegramLine(line)) {
            record.beginRun(false);
            record.append(trimmed(line));
            record.append("\r\n");
        } else {
            record.addNote(whole);
        }
    }
    return {};
}

} // namespace optoscope
