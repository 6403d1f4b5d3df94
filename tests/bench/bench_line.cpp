// SPDX-License-Identifier: GPL-3.0-or-later

// How long a repaint of the time line takes (design §9: p95 at most 8 ms at 1280×800 and 16 ms at
// 3840×2160), and what its index costs: for a million edges in runs of 16 and one by one, and for
// ten million characters.

#include "ui/line/linepainter.h"
#include "ui/line/linescene.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

using namespace optoscope;

namespace {

using Clock = std::chrono::steady_clock;

/// Sessions of a request and a long answer, a pause between them, one character in a thousand
/// damaged.
Trace makeTrace(qint64 characters, qint64 run)
{
    std::mt19937 random(1);
    const LineSettings line = withSoftwareParity(Baud{9600}, format7E1);
    TraceEntries entries{{Instant(), line}};
    Instant at = Instant(std::chrono::milliseconds(10));
    for (qint64 i = 0; i < characters; i += run) {
        CharacterRun part{{}, line.characterTime()};
        for (qint64 k = 0; k < run; ++k) {
            Character character{static_cast<quint8>(random()), {}};
            if (random() % 1000 == 0)
                character.flags = CharacterFlag::ParityError;
            part.characters.append(character);
        }
        const Instant end = endOf(at, part);
        const bool isSent = random() % 50 == 0;
        if (isSent)
            entries.append({at, Sent{std::move(part)}});
        else
            entries.append({at, Received{std::move(part)}});
        at = end + (random() % 100 == 0 ? std::chrono::milliseconds(300) : nanoseconds(0));
    }
    Trace trace;
    trace.append(entries);
    return trace;
}

double milliseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

void measureRepaints(const LineIndex &index, const Trace &trace, QSize size, double ratio)
{
    const LineIndex::EntryAccess entry = [&trace](qsizetype i) { return trace.entry(i); };
    const QFont font = QApplication::font();
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    const QSize points = size / ratio;
    const LineGeometry geometry =
        LineGeometry::of(points, QFontMetrics(font).height(), LinePainter::nameWidth(font));
    const int width = geometry.plot.width();
    const double whole =
        static_cast<double>((index.end() - index.begin()).count()) / std::max(1, width);
    // The whole session; parts of it; about 20 and 10 pixels a character; a few characters.
    for (const double scale : {whole, whole / 10, whole / 100, 1e6 / 0.9, 1.04e6 / 20, 1.04e6 / 30,
                               1.04e6 / 120, 1.04e6 / 600}) {
        std::vector<double> times;
        for (int i = 0; i < 100; ++i) {
            LineRequest request;
            request.scale.nanosPerPixel = scale;
            request.scale.width = width;
            request.scale.pixelRatio = ratio;
            const auto room = (index.end() - index.begin()) - request.scale.span(width);
            request.scale.begin = index.begin() + std::max(nanoseconds(0), room) * i / 100;
            request.labelWidth = LinePainter::timeWidth(font);
            request.characterWidth = LinePainter::characterWidth(font);
            request.selection = {trace.characterCount() / 3, trace.characterCount() / 3};
            const auto begin = Clock::now();
            const LineScene scene = LineScene::of(index, entry, request);
            QPainter painter(&image);
            LinePainter(&painter, geometry, QApplication::palette(), font)
                .paint(scene, request.scale, {}, {});
            painter.end();
            times.push_back(milliseconds(Clock::now() - begin));
        }
        std::ranges::sort(times);
        std::printf("  %4dx%4d @%.0f  %12.3f us/px   median %6.2f ms   p95 %6.2f ms\n",
                    size.width(), size.height(), ratio, scale / 1000, times[50], times[95]);
    }
}

void measure(const char *name, qint64 characters, qint64 run)
{
    const Trace trace = makeTrace(characters, run);
    LineIndex index;
    const auto begin = Clock::now();
    index.append(trace, 0);
    const double time = milliseconds(Clock::now() - begin);
    qint64 edges = 0;
    qint64 bytes = 0;
    for (const LineSide side : lineSides) {
        for (const LineBlock &block : index.track(side).blocks())
            edges += block.edges;
        bytes += static_cast<qint64>(index.track(side).blocks().size() * sizeof(LineBlock));
    }
    std::printf("%s: %lld characters, %lld edges; index in %.1f ms (%.1f million a second), "
                "%.1f bytes a character\n",
                name, static_cast<long long>(trace.characterCount()), static_cast<long long>(edges),
                time, static_cast<double>(trace.characterCount()) / time / 1000,
                static_cast<double>(bytes) / static_cast<double>(trace.characterCount()));
    measureRepaints(index, trace, {1280, 800}, 1);
    measureRepaints(index, trace, {3840, 2160}, 1);
    measureRepaints(index, trace, {3840, 2160}, 2);
}

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    measure("runs of 16", 200000, 16);
    measure("one by one", 200000, 1);
    measure("long runs", 10000000, 4096);
    return 0;
}
