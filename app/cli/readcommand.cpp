// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/readcommand.h"

#include "app/cli/interruption.h"
#include "app/cli/readoutoutput.h"
#include "core/link/link.h"
#include "core/link/sessionfactory.h"
#include "core/link/virtualrun.h"
#include "ui/texts/capabilitytexts.h"
#include "ui/texts/texts.h"

#include <QEventLoop>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

constexpr int leastBaud = 50;
constexpr int mostBaud = 4000000;
constexpr qsizetype longestAddress = 32;

QString wrong(texts::UsageError error, const QString &what)
{
    return texts::usageErrorText(error, what);
}

std::optional<Mode> modeFromText(const QString &text)
{
    static constexpr std::array names{"auto", "A", "B", "C", "D", "E"};
    for (size_t i = 0; i < names.size(); ++i)
        if (text.compare(QLatin1String(names.at(i)), Qt::CaseInsensitive) == 0)
            return static_cast<Mode>(i);
    return {};
}

std::optional<ParityChoice> parityFromText(const QString &text)
{
    if (text == u"auto")
        return ParityChoice::Automatic;
    if (text == u"software")
        return ParityChoice::Software;
    if (text == u"hardware")
        return ParityChoice::Hardware;
    return {};
}

/// Letters, digits and blanks (clause 6.3.14 item 22).
bool isAddress(const QString &text)
{
    const auto allowed = [](QChar character) {
        return character == u' ' || (character.unicode() < 0x80 && character.isLetterOrNumber());
    };
    return text.size() <= longestAddress && std::all_of(text.begin(), text.end(), allowed);
}

struct Ending {
    Outcome outcome = Outcome::cannotOpen;
    std::optional<LinkError> error;
};

/// Over a real line, in real time, until it ends or the person wants it to.
Ending runReally(const LinkRequest &request, ReadoutOutput &output, TraceFile &trace,
                 Console &console, bool tells)
{
    Ending ending;
    QEventLoop loop;
    Link link(&makeSession);
    trace.follow(link);
    Interruption interruption;
    QObject::connect(&interruption, &Interruption::requested, &link, &Link::stop);
    QObject::connect(&link, &Link::entriesAppended, &loop, [&](const TraceEntries &entries) {
        output.append(entries);
        if (tells)
            output.tellMessages(console);
    });
    bool told = false;
    QObject::connect(&link, &Link::capabilitiesKnown, &loop, [&](const PortCapabilities &port) {
        if (tells && !std::exchange(told, true))
            console.writeNotice(texts::capabilityTexts(port).join(u"; "_qs));
    });
    QObject::connect(&link, &Link::failed, &loop,
                     [&](const LinkError &error) { ending.error = error; });
    QObject::connect(&link, &Link::finished, &loop, [&](Outcome outcome) {
        ending.outcome = outcome;
        loop.quit();
    });
    link.start(request);
    if (link.isRunning())
        loop.exec();
    return ending;
}

/// On the virtual meter: at once.
Ending runAtOnce(const LinkRequest &request, ReadoutOutput &output, TraceFile &trace)
{
    const VirtualResult result = runVirtually(request, &makeSession);
    trace.append(result);
    output.append(result.entries);
    return {result.outcome, result.error};
}

} // namespace

texts::CommandText ReadCommand::text() const
{
    return texts::commandText(texts::Command::Read);
}

QList<QCommandLineOption> ReadCommand::options() const
{
    return {makeOption(u"mode"_qs, texts::CommandOption::Mode, u"MODE"_qs),
            makeOption(u"address"_qs, texts::CommandOption::Address, u"ADDRESS"_qs),
            makeOption(u"wake-up"_qs, texts::CommandOption::WakeUp),
            makeOption(u"baud"_qs, texts::CommandOption::Baud, u"N"_qs),
            makeOption(u"format"_qs, texts::CommandOption::Format, u"FORMAT"_qs),
            makeOption(u"parity"_qs, texts::CommandOption::Parity, u"WHO"_qs),
            makeOption(u"dtr"_qs, texts::CommandOption::Dtr, u"on|off"_qs),
            makeOption(u"rts"_qs, texts::CommandOption::Rts, u"on|off"_qs),
            TraceFile::option()};
}

std::optional<QString> ReadCommand::accept(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty())
        return wrong(texts::UsageError::NoTarget, {});
    if (arguments.size() > 1)
        return wrong(texts::UsageError::TooManyArguments, arguments.at(1));
    const auto target = parseTarget(arguments.first());
    if (const auto *error = std::get_if<TargetError>(&target))
        return texts::targetErrorText(*error, arguments.first());
    m_request.target = std::get<Target>(target);
    if (auto failure = m_trace.accept(parser))
        return failure;
    if (auto failure = acceptMode(parser))
        return failure;
    return acceptLine(parser);
}

std::optional<QString> ReadCommand::acceptMode(const QCommandLineParser &parser)
{
    ReadoutOptions &options = m_request.readout;
    if (parser.isSet(u"mode"_qs)) {
        const auto mode = modeFromText(parser.value(u"mode"_qs));
        if (!mode)
            return wrong(texts::UsageError::BadMode, parser.value(u"mode"_qs));
        if (*mode == Mode::E)
            return wrong(texts::UsageError::ModeENotThere, {});
        options.mode = *mode;
    }
    const QString address = parser.value(u"address"_qs);
    if (!isAddress(address))
        return wrong(texts::UsageError::BadAddress, address);
    options.address = address.toLatin1();
    options.wakeUp = parser.isSet(u"wake-up"_qs);
    return {};
}

std::optional<QString> ReadCommand::acceptLine(const QCommandLineParser &parser)
{
    if (parser.isSet(u"baud"_qs)) {
        const QString text = parser.value(u"baud"_qs);
        bool ok = false;
        const int baud = text.toInt(&ok);
        if (!ok || baud < leastBaud || baud > mostBaud)
            return wrong(texts::UsageError::BadBaud, text);
        m_request.readout.baud = Baud{baud};
    }
    if (parser.isSet(u"format"_qs)) {
        const auto format = CharacterFormat::fromText(parser.value(u"format"_qs));
        if (!format)
            return wrong(texts::UsageError::BadFormat, parser.value(u"format"_qs));
        m_request.readout.format = *format;
    }
    if (parser.isSet(u"parity"_qs)) {
        const auto parity = parityFromText(parser.value(u"parity"_qs));
        if (!parity)
            return wrong(texts::UsageError::BadParity, parser.value(u"parity"_qs));
        m_request.parity = *parity;
    }
    return acceptControlLines(parser);
}

std::optional<QString> ReadCommand::acceptControlLines(const QCommandLineParser &parser)
{
    const auto accept = [&parser](const QString &name, std::optional<bool> &line) {
        const QString text = parser.value(name);
        if (text == u"on" || text == u"off")
            line = text == u"on";
        return !parser.isSet(name) || text == u"on" || text == u"off";
    };
    if (!accept(u"dtr"_qs, m_request.controlLines.dtr))
        return wrong(texts::UsageError::BadSwitch, parser.value(u"dtr"_qs));
    if (!accept(u"rts"_qs, m_request.controlLines.rts))
        return wrong(texts::UsageError::BadSwitch, parser.value(u"rts"_qs));
    return {};
}

ExitStatus ReadCommand::run(Console &console, bool json)
{
    m_trace.open(m_request.target, console);
    ReadoutOutput output(console);
    m_request.adapters = output.knowledge().adapters;
    const bool isVirtual = m_request.target.kind == Target::Kind::Virtual;
    const Ending ending = isVirtual ? runAtOnce(m_request, output, m_trace)
                                    : runReally(m_request, output, m_trace, console, !json);
    const bool isRecorded = m_trace.finish(console);
    output.finish();
    if (ending.error)
        console.writeNotice(texts::linkErrorText(*ending.error));
    if (ending.outcome == Outcome::cannotOpen)
        return ExitStatus::CannotOpen;
    output.write(console, json);
    if (ending.outcome != Outcome::done)
        console.writeNotice(texts::outcomeText(ending.outcome));
    const ExitStatus status = statusOf(ending.outcome);
    return status == ExitStatus::Done && !isRecorded ? ExitStatus::CannotOpen : status;
}

} // namespace optoscope::cli
