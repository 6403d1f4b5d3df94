// SPDX-License-Identifier: GPL-3.0-or-later
// How long a read-out over a pseudo terminal takes, over the least that the standard and the line
// allow. The virtual meter runs in a process of its own; the reader is the link as the window
// uses it.
#include "core/iec62056/conversation.h"
#include "core/link/link.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr nanoseconds meterReaction = 250ms; // the scenario's default
constexpr nanoseconds ownReaction = 200ms; // the standard's least (clause 6.4.3.5)
constexpr double budget = 1.02;

struct Measured {
    Outcome outcome = Outcome::cannotOpen;
    nanoseconds taken{0}; ///< from the call that starts to the signal that ends
    nanoseconds least{0}; ///< time on the wire and the reactions
    qint64 characters = 0;
};

/// Wire time of all messages, the meter's delays, and our own least reaction.
nanoseconds leastTime(const TraceEntries &trace)
{
    nanoseconds least{0};
    nanoseconds characterTime{0};
    for (const TraceEntry &entry : trace) {
        if (const auto *line = std::get_if<LineSettings>(&entry.what))
            characterTime = line->characterTime();
        if (const CharacterRun *run = runOf(entry))
            least += characterTime * run->characters.size();
    }
    Conversation conversation;
    conversation.append(trace);
    conversation.finish();
    for (const ConversationMessage &message : conversation.messages()) {
        if (message.reaction)
            least += message.by == Party::Us ? ownReaction : meterReaction;
    }
    return least;
}

Measured readOnce(const QString &port)
{
    Measured measured;
    TraceEntries trace;
    Link link;
    QElapsedTimer timer;
    QObject::connect(&link, &Link::entriesAppended, &link,
                     [&](const TraceEntries &entries) { trace += entries; });
    QObject::connect(&link, &Link::finished, &link, [&](Outcome outcome) {
        measured.taken = nanoseconds(timer.nsecsElapsed());
        measured.outcome = outcome;
        QCoreApplication::quit();
    });
    LinkRequest request;
    request.target = {Target::Kind::Serial, port};
    timer.start();
    link.start(request);
    QCoreApplication::exec();
    measured.least = leastTime(trace);
    for (const TraceEntry &entry : trace) {
        if (const CharacterRun *run = runOf(entry))
            measured.characters += run->characters.size();
    }
    return measured;
}

/// A scenario whose meter sends its data at the baud of \a baudCharacter.
QString writeScenario(const QTemporaryDir &directory, char baudCharacter)
{
    QFile file(directory.filePath(u"baud%1.json"_qs.arg(QLatin1Char(baudCharacter))));
    if (file.open(QIODevice::WriteOnly))
        file.write(QByteArray(R"({"meter": {"baudCharacter": ")") + baudCharacter + "\"}}\n");
    return file.fileName();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    QTemporaryDir directory;
    bool good = true;
    out << "baud  characters  least/ms  taken/ms  ratio (budget " << budget << ")\n";
    for (const auto &[baud, letter] : {std::pair(300, '0'), {2400, '3'}, {9600, '5'}}) {
        const QString port = directory.filePath(u"meter"_qs);
        QProcess meter;
        meter.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        meter.start(u"" OPTOSCOPE_CLI ""_qs,
                    {u"simulate"_qs, u"--pty"_qs, port, u"--scenario"_qs,
                     writeScenario(directory, letter)});
        if (!meter.waitForStarted() || !meter.waitForReadyRead())
            return EXIT_FAILURE;
        const Measured measured = readOnce(port);
        meter.terminate();
        meter.waitForFinished();
        const double ratio = static_cast<double>(measured.taken.count())
            / static_cast<double>(measured.least.count());
        good &= measured.outcome == Outcome::done && ratio <= budget;
        out << qSetFieldWidth(6) << Qt::left << baud << qSetFieldWidth(12) << measured.characters
            << qSetFieldWidth(10) << QString::number(toMilliseconds(measured.least), 'f', 1)
            << QString::number(toMilliseconds(measured.taken), 'f', 1) << qSetFieldWidth(0)
            << QString::number(ratio, 'f', 4)
            << (measured.outcome == Outcome::done ? "" : "  failed") << Qt::endl;
    }
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
