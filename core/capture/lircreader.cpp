// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/lircreader.h"

#include "core/capture/wavelines.h"

#include <QIODevice>

namespace optoscope {

namespace {

enum class Word { Pulse, Space, Other };

Word wordOf(QByteArrayView word)
{
    if (word == "pulse")
        return Word::Pulse;
    // A timeout is darkness after which the driver stopped counting.
    return word == "space" || word == "timeout" ? Word::Space : Word::Other;
}

struct LircLine {
    Word word = Word::Other;
    QByteArrayView number;
};

LircLine parse(QByteArrayView line)
{
    const QByteArrayView text = line.trimmed();
    const qsizetype blank = text.indexOf(' ');
    if (blank < 0)
        return {};
    return {wordOf(text.first(blank)), text.sliced(blank + 1).trimmed()};
}

} // namespace

bool looksLikeLirc(QByteArrayView head)
{
    for (qsizetype at = 0; at < head.size();) {
        const qsizetype end = head.indexOf('\n', at);
        const LircLine line = parse(head.sliced(at, (end < 0 ? head.size() : end) - at));
        bool isNumber = false;
        line.number.toByteArray().toLongLong(&isNumber);
        if (line.word != Word::Other && isNumber)
            return true;
        if (end < 0)
            return false;
        at = end + 1;
    }
    return false;
}

WaveResult readLirc(QIODevice &file)
{
    WaveLines lines(file);
    WaveFile result;
    Waveform light(Level::Mark);
    double microseconds = 0;
    while (const auto text = lines.next()) {
        const LircLine line = parse(*text);
        if (line.word == Word::Other)
            continue;
        const std::optional<double> length = numberOf(line.number);
        if (!length && lines.isCut())
            break;
        if (!length || *length < 0)
            return lines.error(ImportError::Kind::BadTime, line.number);
        light.set(Instant(nanoseconds(static_cast<qint64>(microseconds * 1000))),
                  line.word == Word::Pulse ? Level::Space : Level::Mark);
        microseconds += *length;
        if (microseconds > waveSecondsLimit * 1e6)
            return lines.error(ImportError::Kind::BadTime, line.number);
        if (static_cast<qint64>(light.edges().size()) > waveEdgesLimit)
            return lines.error(ImportError::Kind::TooManyEdges, {}, waveEdgesLimit);
    }
    if (const auto error = lines.failure())
        return *error;
    result.channels.push_back({{}, std::move(light)});
    result.end = Instant(nanoseconds(static_cast<qint64>(microseconds * 1000)));
    return result;
}

} // namespace optoscope
