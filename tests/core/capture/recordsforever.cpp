// SPDX-License-Identifier: GPL-3.0-or-later
// Records characters into the file that is its argument until it is killed. After each batch it
// writes on standard error the time of the batch in nanoseconds since it began.
#include "core/capture/recording.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace optoscope;
using namespace std::chrono_literals;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const LineSettings settings = withSoftwareParity({9600}, format7E1);
    Recording recording(QCoreApplication::arguments().value(1), {u"a test"_qs, {}, {}, {}, {}}, {});
    recording.begin(QDateTime::currentDateTimeUtc());
    recording.append({{Instant(), settings}});
    QElapsedTimer elapsed;
    elapsed.start();
    QTimer line;
    line.setTimerType(Qt::PreciseTimer);
    int next = 0;
    // As the runner does: what the line brought in 15 ms.
    QObject::connect(&line, &QTimer::timeout, &line, [&] {
        const qint64 now = elapsed.nsecsElapsed();
        const Instant at{nanoseconds(now)};
        const QByteArray text = QByteArray::number(next++) + '\n';
        recording.append({{at, Received{{toCharacters(text), settings.characterTime()}}}});
        std::fprintf(stderr, "%lld\n", static_cast<long long>(now));
    });
    line.start(15ms);
    return QCoreApplication::exec();
}
