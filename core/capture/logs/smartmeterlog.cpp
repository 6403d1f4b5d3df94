// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/lognotation.h"
#include "core/capture/logs/logstamp.h"
#include "core/capture/logs/logtext.h"
#include "core/capture/logs/programlogs.h"

#include <algorithm>
#include <array>

namespace optoscope {

namespace {

constexpr QByteArrayView soFarKey = "MATCH-RESULT MESSAGE: \"";
constexpr QByteArrayView newKey = "ADD NEW DATA (";

/// What had come by then, as digits.
std::optional<QByteArray> soFar(QByteArrayView line)
{
    const qsizetype at = line.indexOf(soFarKey);
    if (at < 0)
        return {};
    const QByteArrayView rest = line.sliced(at + soFarKey.size());
    const qsizetype end = rest.indexOf('"');
    const HexRow row = readHexRow(end < 0 ? rest : rest.first(end));
    return row.isWhole() ? std::optional(row.bytes) : std::nullopt;
}

} // namespace

int scoreSmartmeter(const QList<QByteArrayView> &sample)
{
    return std::ranges::any_of(sample, [](QByteArrayView line) { return soFar(line).has_value(); })
        ? 92
        : 0;
}

std::optional<ImportError> readSmartmeter(QByteArrayView text, LogRecord &record)
{
    QByteArray before;
    LogLines lines(text);
    while (lines.next()) {
        QByteArrayView line = lines.line();
        const auto stamp = takeStamp(line);
        const auto bytes = soFar(line);
        // What was new came when the program said so, a little earlier.
        if (!bytes || !lines.line().contains(soFarKey))
            record.setStamp(stamp);
        if (!bytes) {
            if (!line.contains(newKey))
                record.addNote(line);
            continue;
        }
        const bool goesOn = bytes->startsWith(before);
        record.beginRun(false);
        record.append(goesOn ? QByteArrayView(*bytes).sliced(before.size())
                             : QByteArrayView(*bytes));
        before = *bytes;
    }
    return {};
}

bool looksLikeWordsOnly(const QList<QByteArrayView> &sample)
{
    static constexpr std::array<QByteArrayView, 3> tags{"][d0]", "[mtr0]", "smartmeter."};
    qsizetype timed = 0;
    qsizetype told = 0;
    bool isKnown = false;
    for (QByteArrayView line : sample) {
        isKnown |=
            std::ranges::any_of(tags, [&](QByteArrayView tag) { return line.contains(tag); });
        const auto stamp = takeStamp(line);
        timed += stamp.has_value();
        told += stamp && !looksLikeTelegramLine(line);
    }
    return isKnown || (timed > 0 && told * 10 >= sample.size() * 6);
}

} // namespace optoscope
