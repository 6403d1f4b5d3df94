// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/vcdwriter.h"

#include "core/uart/encoder.h"
#include "core/uart/softwareparity.h"

#include <QIODevice>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr Baud assumedBaud{300};
/// Between the sides where no times are known: the least reaction time (clause 6.4.x.5).
constexpr nanoseconds assumedPause = std::chrono::milliseconds(200);

class Drawing
{
public:
    explicit Drawing(nanoseconds shift)
        : m_sentEnd(shift)
        , m_receivedEnd(shift)
    {
        m_lines.shift = shift;
    }

    void add(const TraceEntry &entry)
    {
        const Instant at = entry.at + m_lines.shift;
        if (const auto *settings = std::get_if<LineSettings>(&entry.what))
            m_settings = *settings;
        else if (const auto *held = std::get_if<Break>(&entry.what))
            setBreak(at, held->on);
        else if (const CharacterRun *run = runOf(entry))
            addRun(at, *run, std::holds_alternative<Sent>(entry.what));
    }

    VcdLines finish()
    {
        m_lines.end = std::max(m_sentEnd, m_receivedEnd) + assumedPause;
        return std::move(m_lines);
    }

private:
    void setBreak(Instant at, bool on)
    {
        m_sentEnd = std::max(at, m_sentEnd);
        m_lines.sent.set(m_sentEnd, on ? Level::Space : Level::Mark);
    }

    void addRun(Instant at, const CharacterRun &run, bool sent)
    {
        Waveform &line = sent ? m_lines.sent : m_lines.received;
        Instant &lineEnd = sent ? m_sentEnd : m_receivedEnd;
        const CharacterFormat format =
            m_settings.parity == ParityBy::Software ? m_settings.portFormat : m_settings.format;
        const Baud baud = m_settings.baud.value > 0 ? m_settings.baud : assumedBaud;
        const nanoseconds characterTime = BitClock{baud}.bits(format.bitsOnWire());
        const bool isTimed = run.spacing.count() > 0;
        if (!isTimed) {
            m_lines.timesAreAssumed = true;
            at = std::max(m_sentEnd, m_receivedEnd)
                + (sent == m_sentLast ? nanoseconds() : assumedPause);
        }
        const nanoseconds spacing = isTimed ? run.spacing : characterTime;
        const Encoder encoder({baud, clockFactor(characterTime, spacing)}, format);
        for (const Character &character : run.characters) {
            // Times that were taken late must not put one character over another.
            lineEnd = encoder.encode(std::max(at, lineEnd), {drawn(character)}, line);
            at += spacing;
        }
        m_sentLast = sent;
    }

    /// How much faster than its settings the line ran, as far as its characters tell.
    static double clockFactor(nanoseconds characterTime, nanoseconds spacing)
    {
        constexpr double most = 1.1;
        const double factor =
            static_cast<double>(characterTime.count()) / static_cast<double>(spacing.count());
        return factor > 1 && factor < most ? factor : 1;
    }

    /// With the parity bit of a right character, whether the trace has it or not.
    Character drawn(Character character) const
    {
        if (m_settings.parity == ParityBy::Software && !character.isDamaged())
            character.wire = encodeCharacter(character.wire, m_settings);
        return character;
    }

    VcdLines m_lines;
    LineSettings m_settings = withSoftwareParity(assumedBaud, format7E1);
    Instant m_sentEnd;
    Instant m_receivedEnd;
    bool m_sentLast = true;
};

/// How much later \a trace must stand so that its lines are idle for a moment after time 0.
nanoseconds shiftOf(const Trace &trace)
{
    constexpr nanoseconds idle = std::chrono::milliseconds(100);
    for (qsizetype i = 0; i < trace.count(); ++i) {
        const TraceEntry entry = trace.entry(i);
        if (runOf(entry) || std::holds_alternative<Break>(entry.what))
            return std::max(nanoseconds(), idle - entry.at.time_since_epoch());
    }
    return {};
}

struct TimeScale {
    nanoseconds unit;
    const char *name;
};

/// Coarse, since some readers make a sample of each tick: a sixteenth of the shortest pulse.
TimeScale timeScaleFor(const VcdLines &lines)
{
    nanoseconds shortest = nanoseconds::max();
    for (const Waveform *line : {&lines.sent, &lines.received}) {
        const std::vector<Edge> &edges = line->edges();
        for (size_t i = 1; i < edges.size(); ++i)
            shortest = std::min(shortest, edges[i].at - edges[i - 1].at);
    }
    if (shortest >= std::chrono::microseconds(16))
        return {std::chrono::microseconds(1), "1 us"};
    if (shortest >= nanoseconds(1600))
        return {nanoseconds(100), "100 ns"};
    return shortest >= nanoseconds(160) ? TimeScale{nanoseconds(10), "10 ns"}
                                        : TimeScale{nanoseconds(1), "1 ns"};
}

QByteArray headerOf(const TimeScale &scale, const QString &comment)
{
    QByteArray text = comment.toUtf8();
    text.replace('$', ' ');
    return "$version Optoscope " OPTOSCOPE_VERSION " $end\n$comment " + text + " $end\n$timescale "
        + scale.name
        + " $end\n$scope module optoscope $end\n"
          "$var wire 1 ! RX $end\n$var wire 1 \" TX $end\n$upscope $end\n$enddefinitions $end\n"
          "#0\n1!\n1\"\n";
}

/// \a line with both its level at \a begin and high at time 0.
Waveform highAtZero(const std::optional<WaveChannel> &channel, Instant begin)
{
    Waveform line(Level::Mark);
    if (!channel)
        return line;
    line.set(std::max(begin, Instant(std::chrono::microseconds(1))), channel->line.initial());
    for (const Edge &edge : channel->line.edges())
        line.set(edge.at, edge.level);
    return line;
}

} // namespace

VcdLines drawLines(const Trace &trace)
{
    Drawing drawing(shiftOf(trace));
    for (qsizetype i = 0; i < trace.count(); ++i)
        drawing.add(trace.entry(i));
    return drawing.finish();
}

VcdLines measuredLines(const ChosenChannels &channels, Instant begin, Instant end)
{
    VcdLines lines;
    lines.sent = highAtZero(channels.sent, begin);
    lines.received = highAtZero(channels.received, begin);
    lines.end = end;
    lines.isMeasured = true;
    return lines;
}

bool writeVcd(QIODevice &out, const VcdLines &lines, const QString &comment)
{
    constexpr qsizetype worthWriting = 64 * 1024;
    const TimeScale scale = timeScaleFor(lines);
    QByteArray text = headerOf(scale, comment);
    auto received = lines.received.edges().begin();
    auto sent = lines.sent.edges().begin();
    const auto receivedEnd = lines.received.edges().end();
    const auto sentEnd = lines.sent.edges().end();
    qint64 ticks = 0;
    const auto goTo = [&](Instant at) {
        const qint64 now = (at.time_since_epoch() + scale.unit / 2) / scale.unit;
        if (now > ticks)
            text += '#' + QByteArray::number(now) + '\n';
        ticks = std::max(ticks, now);
    };
    while (received != receivedEnd || sent != sentEnd) {
        const bool isSent = received == receivedEnd || (sent != sentEnd && sent->at < received->at);
        const Edge edge = isSent ? *sent++ : *received++;
        goTo(edge.at);
        text += edge.level == Level::Mark ? '1' : '0';
        text += isSent ? "\"\n" : "!\n";
        if (text.size() > worthWriting) {
            if (out.write(text) != text.size())
                return false;
            text.clear();
        }
    }
    goTo(lines.end);
    return out.write(text) == text.size();
}

} // namespace optoscope
