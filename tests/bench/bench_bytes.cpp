// SPDX-License-Identifier: GPL-3.0-or-later

// How long a repaint of the bytes takes (design §9: p95 at most 8 ms at 1280×800 and 16 ms at
// 3840×2160), with a search's hits, messages, notes and damaged characters; and what it costs to
// change layout and filter and to fold, with ten million characters.

#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/bytespanel.h"
#include "ui/bytes/bytesview.h"
#include "ui/bytes/overviewstrip.h"
#include "ui/search/searchbar.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"

#include <QApplication>
#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>

using namespace optoscope;

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Read-outs of 4000 characters with a request before, one character in a thousand damaged.
TraceEntries makeEntries(qint64 characters, qint64 runLength)
{
    QByteArray answer = "\x02";
    while (answer.size() < 4000)
        answer += "1.8.0*" + QByteArray::number(answer.size() % 99) + "(0012345.678*kWh)\r\n";
    answer += "!\r\n\x03\x01";
    std::mt19937 random(1);
    const LineSettings line = withSoftwareParity(Baud{9600}, format7E1);
    TraceEntries entries{{Instant(), line}};
    Instant now;
    for (qint64 done = 0; done < characters;) {
        const CharacterRun request{toCharacters("/?!\r\n"), line.characterTime()};
        entries.append({now, Sent{request}});
        now = endOf(now, request) + std::chrono::milliseconds(250);
        done += request.characters.size();
        for (qsizetype at = 0; at < answer.size(); at += runLength) {
            CharacterRun run{toCharacters(QByteArrayView(answer).sliced(
                                 at, std::min<qsizetype>(runLength, answer.size() - at))),
                             line.characterTime(), std::chrono::milliseconds(16)};
            if (random() % static_cast<unsigned>(std::max<qint64>(1, 1000 / runLength)) == 0)
                run.characters.front().flags = CharacterFlag::ParityError;
            const Instant end = endOf(now, run);
            done += run.characters.size();
            entries.append({now, Received{std::move(run)}});
            now = end + nanoseconds(random() % 2000000);
        }
        now += std::chrono::seconds(2);
    }
    return entries;
}

void measureRepaints(BytesPanel &panel, QSize size, double ratio)
{
    panel.resize(size / ratio);
    QApplication::sendPostedEvents();
    BytesView *view = panel.view();
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        QScrollBar *bar = view->verticalScrollBar();
        bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / 200));
        const auto begin = Clock::now();
        view->render(&image, {}, {}, QWidget::DrawChildren);
        times.push_back(milliseconds(Clock::now() - begin));
    }
    std::ranges::sort(times);
    std::printf("  %4dx%4d @%.0f   median %6.2f ms   p95 %6.2f ms\n", size.width(), size.height(),
                ratio, times[100], times[190]);
}

void timed(const char *name, const std::function<void()> &work)
{
    const auto begin = Clock::now();
    work();
    std::printf("  %-28s %8.1f ms\n", name, milliseconds(Clock::now() - begin));
}

/// The longest time that the event loop was away while a search ran, and how long it ran.
void measureSearch(BytesPanel &panel, const SearchWish &wish, const char *name)
{
    panel.searchBar()->setWish({});
    panel.searchBar()->setWish(wish);
    const auto begin = Clock::now();
    auto turn = begin;
    Clock::duration longest{0};
    QTimer ticks;
    QObject::connect(&ticks, &QTimer::timeout, &ticks, [&] {
        longest = std::max(longest, Clock::now() - std::exchange(turn, Clock::now()));
        if (!panel.searchBar()->countText().endsWith(QChar(0x2026)))
            QApplication::quit();
    });
    ticks.start();
    QApplication::exec();
    std::printf("  search for %-17s %8.1f ms, longest turn %.1f ms, %s\n", name,
                milliseconds(Clock::now() - begin), milliseconds(longest),
                qPrintable(panel.searchBar()->countText()));
}

void measure(const char *name, qint64 characters, qint64 runLength)
{
    SessionDocument document;
    SelectionHub hub;
    BytesPanel panel(&document, &hub, {});
    panel.resize(1280, 800);
    panel.show();
    document.begin(QStringLiteral("bench"));
    std::printf("%s\n", name);
    timed("append", [&] {
        const TraceEntries entries = makeEntries(characters, runLength);
        for (qsizetype at = 0; at < entries.size(); at += 10000)
            document.append(entries.mid(at, 10000));
        document.finish(Outcome::done);
    });
    // The allocator tidies up after the entries that were made above.
    panel.grab();
    panel.find();
    measureSearch(panel, {SearchWish::What::Text, QStringLiteral("8.0*42(")}, "text");
    measureSearch(panel, {SearchWish::What::Errors, {}}, "errors");
    measureSearch(panel, {SearchWish::What::Pauses, QStringLiteral("1 s")}, "pauses");
    measureSearch(panel, {SearchWish::What::Text, QStringLiteral("kwh")}, "frequent letters");
    measureRepaints(panel, {1280, 800}, 1);
    measureRepaints(panel, {3840, 2160}, 1);
    measureRepaints(panel, {3840, 2160}, 2);
    BytesModel *model = panel.model();
    timed("the strip's marks", [&] {
        panel.view()->strip()->resize(20, 2000);
        QApplication::sendPostedEvents();
        panel.view()->strip()->marks();
    });
    timed("fold a message", [&] { model->setFolded(1, true); });
    timed("fold all", [&] { model->setAllFolded(true); });
    timed("unfold all", [&] { model->setAllFolded(false); });
    RowFilter filter;
    filter.errorsOnly = true;
    timed("errors only", [&] { model->setFilter(filter); });
    timed("no filter", [&] { model->setFilter({}); });
    BytesOptions options = panel.options();
    options.layout = RowLayout::Eight;
    timed("8 a row", [&] { panel.setOptions(options); });
    options.layout = RowLayout::Lines;
    timed("lines again", [&] { panel.setOptions(options); });
}

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    measure("a session of 100 000 characters, runs of 16", 100000, 16);
    measure("ten million characters, runs of 16", 10000000, 16);
    measure("ten million characters, one a read", 10000000, 1);
    return 0;
}
