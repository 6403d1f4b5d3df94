// SPDX-License-Identifier: GPL-3.0-or-later

// What the window costs, with its real parts (design §9): from the start to the first paint, at
// 9600 baud, after an unplug, swallowing from a pseudo terminal as fast as it goes, and opening a
// large capture. tests/bench/window.sh runs it on a display of its own:
//     bench_window [line|swallow|open]

#include "app/window/caselist.h"
#include "app/window/targetlist.h"
#include "core/capture/pcapngwriter.h"
#include "core/link/sessionfacts.h"
#include "resources/knowledge.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <poll.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int patience = 120000; ///< ms

/// In its own process: the device at the other end of a pseudo terminal whose slave is \a link. It
/// sends \a total characters, `pause` milliseconds after each 16; then it waits to be killed.
int feed(const char *link, qint64 total, int pause)
{
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0)
        return 1;
    termios raw{};
    ::tcgetattr(master, &raw);
    ::cfmakeraw(&raw);
    ::tcsetattr(master, TCSANOW, &raw);
    ::unlink(link);
    if (::symlink(::ptsname(master), link) != 0)
        return 1;
    char word[64];
    if (::read(0, word, sizeof(word)) <= 0) // until it is told to begin
        return 1;
    const QByteArray text = QByteArray("1.8.0(0012345.678*kWh)\r\n").repeated(200);
    qint64 sent = 0;
    while (sent < total) {
        const qint64 most = pause > 0 ? 16 : 4096;
        const auto from = static_cast<qsizetype>(sent % (text.size() - most));
        const auto count = ::write(master, text.constData() + from,
                                   static_cast<size_t>(std::min(most, total - sent)));
        if (count < 0)
            return 1;
        sent += count;
        if (pause > 0)
            ::poll(nullptr, 0, pause);
    }
    ::pause();
    return 0;
}

std::chrono::microseconds processorTime()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval &time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

double resident()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble()
        * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

/// How long the event loop was away at most while it exists.
class StallWatch
{
public:
    StallWatch()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const auto now = Clock::now();
            m_longest = std::max(m_longest, now - m_last - interval);
            m_last = now;
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(interval);
    }
    double longestMs() const
    {
        return std::chrono::duration<double, std::milli>(m_longest).count();
    }

private:
    static constexpr std::chrono::milliseconds interval{5};
    QTimer m_timer;
    Clock::time_point m_last = Clock::now();
    Clock::duration m_longest{0};
};

/// QTest's waiting puts the thread to rest for 10 ms after each round of the event loop: a load of
/// its own, and a brake for whoever has much to do.
bool await(const std::function<bool()> &reached)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (reached())
            loop.quit();
    });
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    look.start(5);
    loop.exec();
    return reached();
}

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// The share of one processor that the program takes in \a time.
double loadOver(std::chrono::seconds time)
{
    const auto before = processorTime();
    const auto begin = Clock::now();
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
    const std::chrono::duration<double> used = processorTime() - before;
    return 100 * used.count() / secondsSince(begin);
}

/// On a busy machine it says more than the time that passed.
void tellProcessor(std::chrono::microseconds before)
{
    const std::chrono::duration<double> used = processorTime() - before;
    std::printf("  processor, all threads             %6.2f s\n", used.count());
}

Environment makeEnvironment(const QString &folder)
{
    Environment environment;
    environment.knowledge = loadKnowledge();
    environment.targetChoices = &listTargets;
    environment.virtualCases = &listCases;
    environment.importCapture = [](const QString &file, const ImportChoices &choices,
                                   const ReadProgress &progress) {
        return importCapture(file, choices, progress);
    };
    environment.recordingsFolder = folder;
    environment.captureFacts = &sessionFacts;
    return environment;
}

class Feeder
{
public:
    Feeder(const QString &link, qint64 total, int pause)
        : m_link(link)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(
            QCoreApplication::applicationFilePath(),
            {QStringLiteral("feed"), link, QString::number(total), QString::number(pause)});
    }
    ~Feeder() { kill(); }
    bool isReady() const
    {
        return QTest::qWaitFor([this] { return QFile::exists(m_link); }, patience);
    }
    void begin()
    {
        m_process.write("go\n");
        m_process.waitForBytesWritten();
    }
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished();
        QFile::remove(m_link);
    }

private:
    QString m_link;
    QProcess m_process;
};

bool listen(MainWindow &window, const QString &link)
{
    window.chooseTarget(link);
    window.findChild<QAction *>(QStringLiteral("listenAction"))->trigger();
    return QTest::qWaitFor([&] { return window.document()->isWatch(); }, patience);
}

void stop(MainWindow &window)
{
    window.findChild<QAction *>(QStringLiteral("stopAction"))->trigger();
    const bool isOver = QTest::qWaitFor(
        [&] { return window.document()->state() != SessionDocument::State::Reading; });
    Q_UNUSED(isOver)
}

void measureLine(MainWindow &window, const QString &link)
{
    constexpr int characterPause = 17; // ms: 16 characters at 9600 baud
    Feeder feeder(link, qint64{1} << 40, characterPause);
    if (!feeder.isReady() || !listen(window, link))
        return;
    std::printf("idle, port open                      %6.2f %% of a processor\n", loadOver(5s));
    feeder.begin();
    std::printf("9600 baud, window open (budget 1)    %6.2f %%\n", loadOver(15s));
    const auto pulled = Clock::now();
    feeder.kill();
    const bool isNoticed =
        await([&] { return window.document()->presence() == PortPresence::Awaited; });
    std::printf("unplug noticed after (budget 500)    %6.0f ms%s\n", 1000 * secondsSince(pulled),
                isNoticed ? "" : ", not at all");
    std::printf("after the unplug (budget 0)          %6.2f %%\n", loadOver(15s));
    Feeder again(link, 0, 0);
    if (!again.isReady())
        return;
    const auto back = Clock::now();
    const bool isOpen =
        await([&] { return window.document()->presence() == PortPresence::Returned; });
    std::printf("reopened after (budget 1000)         %6.0f ms%s\n", 1000 * secondsSince(back),
                isOpen ? "" : ", not at all");
    stop(window);
}

void measureSwallowing(MainWindow &window, const QString &link, qint64 total)
{
    Feeder feeder(link, total, 0);
    if (!feeder.isReady() || !listen(window, link))
        return;
    const double before = resident();
    const auto processor = processorTime();
    const StallWatch stalls;
    const auto begin = Clock::now();
    feeder.begin();
    const bool isAll = await([&] { return window.document()->receivedCount() >= total; });
    const double seconds = secondsSince(begin);
    const auto count = static_cast<double>(window.document()->receivedCount());
    std::printf("swallowed (budget 10)                %6.2f MB/s, %.0f MB%s\n",
                count / seconds / 1e6, count / 1e6, isAll ? "" : ", not all");
    tellProcessor(processor);
    std::printf("  event loop away (budget 50)        %6.1f ms\n", stalls.longestMs());
    std::printf("  memory (budget 16)                 %6.2f bytes a character\n",
                (resident() - before) / count);
    stop(window);
}

void measureOpening(MainWindow &window, const QString &folder)
{
    const QString name = folder + QStringLiteral("/large.pcapng");
    constexpr int runs = 625'000; // ten million characters
    {
        const LineSettings line = withSoftwareParity(Baud{9600}, format7E1);
        PcapngWriter writer(CaptureFacts{});
        writer.append({Instant(), line});
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly))
            return;
        for (int i = 0; i < runs; ++i) {
            writer.append(
                {Instant(25ms * i),
                 Received{{toCharacters("1.8.0(123456*Wh)"), line.characterTime(), 1ms, true}}});
            file.write(writer.take());
        }
        writer.finish();
        file.write(writer.take());
    }
    const double before = resident();
    const auto processor = processorTime();
    const StallWatch stalls;
    const auto begin = Clock::now();
    window.openFile(name);
    const bool isOpen = await([&] {
        return window.document()->isCapture()
            && window.document()->trace().characterCount() >= qint64{runs} * 16;
    });
    std::printf("opened 10 million characters (1.0)   %6.2f s%s\n", secondsSince(begin),
                isOpen ? "" : ", not all");
    tellProcessor(processor);
    std::printf("  event loop away (budget 50)        %6.1f ms\n", stalls.longestMs());
    std::printf("  memory                             %6.2f bytes a character\n",
                (resident() - before) / (runs * 16.0));
}

/// The window paints for the first time; `began` is when the program was started.
int paintOnce(double began)
{
    QTemporaryDir folder;
    MainWindow window(makeEnvironment(folder.path()));
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    window.repaint();
    const double now = std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
    std::printf("%.1f %.1f\n", 1000 * (now - began), resident() / 1e6);
    return 0;
}

void measureStart()
{
    QList<double> times;
    QList<double> sizes;
    constexpr int starts = 5;
    for (int i = 0; i < starts; ++i) {
        QProcess process;
        const double now = std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("paint"), QString::number(now, 'f', 6)});
        process.waitForFinished(patience);
        const auto told = process.readAllStandardOutput().split(' ');
        times.append(told.value(0).toDouble());
        sizes.append(told.value(1).toDouble());
    }
    std::ranges::sort(times);
    std::ranges::sort(sizes);
    std::printf("start to first paint (budget 300)    %6.0f ms, median of %d\n",
                times.at(starts / 2), starts);
    std::printf("  resident (budget 100)              %6.1f MB\n", sizes.at(starts / 2));
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc == 5 && QByteArrayView(argv[1]) == "feed")
        return feed(argv[2], QByteArray(argv[3]).toLongLong(), QByteArray(argv[4]).toInt());
    QApplication application(argc, argv);
    if (argc == 3 && QByteArrayView(argv[1]) == "paint")
        return paintOnce(QByteArray(argv[2]).toDouble());
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    if (argc == 1)
        measureStart();
    QTemporaryDir folder;
    MainWindow window(makeEnvironment(folder.filePath(QStringLiteral("recordings"))));
    window.resize(1280, 800);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    const QString link = folder.filePath(QStringLiteral("adapter"));
    const QByteArrayView only(argc > 1 ? argv[1] : "");
    if (only.isEmpty() || only == "line")
        measureLine(window, link);
    if (only.isEmpty() || only == "swallow")
        measureSwallowing(window, link, 50'000'000);
    if (only.isEmpty() || only == "open")
        measureOpening(window, folder.path());
    return 0;
}
