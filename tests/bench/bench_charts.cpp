// SPDX-License-Identifier: GPL-3.0-or-later

// How long a frame takes while a chart of four series of a million samples each is moved and
// zoomed (design §9: p95 at most 16 ms at 1200×600), what loading and memory cost, and what a
// reading that comes live does.

#include "ui/charts/chartdata.h"
#include "ui/charts/chartview.h"
#include "ui/charts/timewindow.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QStyleFactory>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr qsizetype count = 1000000;
constexpr UtcTime start = 1'700'000'000s;

double milliseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

QList<Sample> makeSamples(int kind)
{
    std::mt19937 random(static_cast<quint32>(kind));
    std::normal_distribution<double> noise(0, 1);
    QList<Sample> samples;
    samples.reserve(count);
    UtcTime at = start;
    double counter = 1000;
    for (qsizetype i = 0; i < count; ++i) {
        at += i % 5000 == 4999 ? 3h : 60s;
        const double hour = static_cast<double>(i) / 60;
        counter += std::abs(noise(random)) / 60;
        const double wave = std::sin(hour / 24 * 6.283) + 0.3 * noise(random);
        samples.append({at, kind == 0 ? counter : 10 * kind + wave});
    }
    return samples;
}

void load(ChartData &data)
{
    QList<ChartLine> lines;
    const char *units[] = {"kWh", "kW", "V", "A"};
    for (int i = 0; i < 4; ++i)
        lines.append({{i, {}, "1." + QByteArray::number(i), units[i]}, {}, {}, true});
    data.setInterval(60s);
    data.setLines(lines);
    std::vector<QList<Sample>> samples;
    for (int i = 0; i < 4; ++i)
        samples.push_back(makeSamples(i));
    const auto begin = Clock::now();
    for (int i = 0; i < 4; ++i)
        data.append(i, samples[static_cast<size_t>(i)]);
    qint64 bytes = 0;
    for (const ChartLine &line : data.lines())
        bytes += line.samples.bytes();
    QList<PollRecord> polls;
    for (qsizetype i = 0; i < count; i += 50) {
        PollRecord poll;
        poll.due = samples[0][i].utc + 20s;
        poll.outcome = i % 500 == 0 ? PollOutcome::noAnswer : PollOutcome::done;
        poll.finding = QStringLiteral("parityErrors");
        polls.append(poll);
    }
    data.append(polls);
    std::printf("4 x %lld samples and %lld polls: loaded in %.0f ms, %.2f bytes a sample\n",
                static_cast<long long>(count), static_cast<long long>(polls.size()),
                milliseconds(Clock::now() - begin),
                static_cast<double>(bytes) / static_cast<double>(4 * count));
}

/// Frames as the screen gets them: the scene, the axes and the painting.
void measure(const char *name, ChartView &view, const std::function<void(int)> &step)
{
    QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
    std::vector<double> times;
    std::vector<double> loads;
    for (int i = 0; i < 200; ++i) {
        const auto begin = Clock::now();
        const std::clock_t load = std::clock();
        step(i);
        view.scene();
        QApplication::sendPostedEvents();
        QPainter painter(&image);
        view.render(&painter);
        painter.end();
        times.push_back(milliseconds(Clock::now() - begin));
        loads.push_back(1000.0 * static_cast<double>(std::clock() - load) / CLOCKS_PER_SEC);
    }
    std::ranges::sort(loads);
    std::ranges::sort(times);
    // On a machine that is busy otherwise the processor's time says what it would be alone.
    std::printf(
        "  %-34s median %6.2f ms   p95 %6.2f ms   processor: median %6.2f ms   p95 %6.2f ms\n",
        name, times[100], times[190], loads[100], loads[190]);
}

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("fusion")));
    ChartData data;
    load(data);
    TimeWindow window;
    const auto reach = data.reach();
    window.setData(reach->first, reach->second);
    ChartView view(&data, &window);
    view.resize(1200, 600);
    view.ensurePolished();
    // As shown, but painted only when measured.
    view.setAttribute(Qt::WA_DontShowOnScreen);
    view.show();
    QApplication::sendPostedEvents();
    std::mt19937 random(1);
    window.setRange(TimeWindow::Range::All);
    window.setFollowing(false);
    measure("all", view, [&](int) {
        window.setRange(TimeWindow::Range::All);
        window.setCursor(window.begin() + UtcTime(random() % 1000000000));
    });
    const auto panAt = [&](const char *name, UtcTime span) {
        window.show(reach->first, reach->first + span);
        measure(name, view, [&](int) { window.pan(window.span() / 100); });
    };
    panAt("pan, half of it", (reach->second - reach->first) / 2);
    panAt("pan, four months", 24h * 120);
    panAt("pan, a week", 24h * 7);
    panAt("pan, a day", 24h);
    panAt("pan, an hour", 1h);
    window.show(reach->first, reach->second);
    measure("zoom, all to minutes and back", view, [&](int i) {
        window.zoom(window.begin() + window.span() / 3, i % 100 < 50 ? 1.25 : 0.8);
    });
    view.setConsumption(true, {});
    window.show(reach->first, reach->second);
    measure("zoom with bars of consumption", view, [&](int i) {
        window.zoom(window.begin() + window.span() / 3, i % 100 < 50 ? 1.25 : 0.8);
    });
    view.setConsumption(false, {});
    window.setRange(TimeWindow::Range::Day);
    window.setFollowing(true);
    UtcTime last = reach->second;
    measure("a poll comes, following", view, [&](int) {
        last += 60s;
        for (int i = 0; i < 4; ++i)
            data.append(i, {{last, 10.0 * i}});
        window.setData(reach->first, last);
    });
    return 0;
}
