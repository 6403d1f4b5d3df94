// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/lineoptions.h"

#include "app/cli/command.h"

#include <algorithm>
#include <array>

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

std::optional<QString> acceptMode(const QCommandLineParser &parser, LinkRequest &request)
{
    ReadoutOptions &options = request.readout;
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

std::optional<QString> acceptControlLines(const QCommandLineParser &parser, LinkRequest &request)
{
    const auto accept = [&parser](const QString &name, std::optional<bool> &line) {
        const QString text = parser.value(name);
        if (text == u"on" || text == u"off")
            line = text == u"on";
        return !parser.isSet(name) || text == u"on" || text == u"off";
    };
    if (!accept(u"dtr"_qs, request.controlLines.dtr))
        return wrong(texts::UsageError::BadSwitch, parser.value(u"dtr"_qs));
    if (!accept(u"rts"_qs, request.controlLines.rts))
        return wrong(texts::UsageError::BadSwitch, parser.value(u"rts"_qs));
    return {};
}

std::optional<QString> acceptLine(const QCommandLineParser &parser, LinkRequest &request)
{
    if (parser.isSet(u"baud"_qs)) {
        const QString text = parser.value(u"baud"_qs);
        bool ok = false;
        const int baud = text.toInt(&ok);
        if (!ok || baud < leastBaud || baud > mostBaud)
            return wrong(texts::UsageError::BadBaud, text);
        request.readout.baud = Baud{baud};
    }
    if (parser.isSet(u"format"_qs)) {
        const auto format = CharacterFormat::fromText(parser.value(u"format"_qs));
        if (!format)
            return wrong(texts::UsageError::BadFormat, parser.value(u"format"_qs));
        request.readout.format = *format;
    }
    if (parser.isSet(u"parity"_qs)) {
        const auto parity = parityFromText(parser.value(u"parity"_qs));
        if (!parity)
            return wrong(texts::UsageError::BadParity, parser.value(u"parity"_qs));
        request.parity = *parity;
    }
    return acceptControlLines(parser, request);
}

} // namespace

QList<QCommandLineOption> lineOptions()
{
    return {makeOption(u"mode"_qs, texts::CommandOption::Mode, u"MODE"_qs),
            makeOption(u"address"_qs, texts::CommandOption::Address, u"ADDRESS"_qs),
            makeOption(u"wake-up"_qs, texts::CommandOption::WakeUp),
            makeOption(u"baud"_qs, texts::CommandOption::Baud, u"N"_qs),
            makeOption(u"format"_qs, texts::CommandOption::Format, u"FORMAT"_qs),
            makeOption(u"parity"_qs, texts::CommandOption::Parity, u"WHO"_qs),
            makeOption(u"dtr"_qs, texts::CommandOption::Dtr, u"on|off"_qs),
            makeOption(u"rts"_qs, texts::CommandOption::Rts, u"on|off"_qs)};
}

std::optional<QString> acceptLineOptions(const QCommandLineParser &parser, LinkRequest &request)
{
    if (auto failure = acceptMode(parser, request))
        return failure;
    return acceptLine(parser, request);
}

} // namespace optoscope::cli
