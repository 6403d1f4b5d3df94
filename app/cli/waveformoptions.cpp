// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/waveformoptions.h"

#include "app/cli/command.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

constexpr int leastBaud = 50;
constexpr int mostBaud = 4000000;

/// The value of option \a name; nothing if it is not there or leaves the choice.
std::optional<QString> valueOf(const QCommandLineParser &parser, const QString &name)
{
    const QString value = parser.value(name);
    if (!parser.isSet(name) || value.compare(u"auto", Qt::CaseInsensitive) == 0)
        return {};
    return value;
}

} // namespace

QList<QCommandLineOption> waveformOptions()
{
    using texts::CommandOption;
    return {makeOption(u"channel"_qs, CommandOption::Channel, u"NAME"_qs),
            makeOption(u"sent-channel"_qs, CommandOption::SentChannel, u"NAME"_qs),
            makeOption(u"threshold"_qs, CommandOption::Threshold, u"VOLTS"_qs),
            makeOption(u"polarity"_qs, CommandOption::Polarity, u"POLARITY"_qs),
            makeOption(u"baud"_qs, CommandOption::WaveBaud, u"N"_qs),
            makeOption(u"format"_qs, CommandOption::WaveFormat, u"FORMAT"_qs)};
}

std::optional<QString> acceptWaveformOptions(const QCommandLineParser &parser, WaveOptions &wave)
{
    using texts::UsageError;
    wave.channel = parser.value(u"channel"_qs);
    wave.sentChannel = parser.value(u"sent-channel"_qs);
    if (const auto text = valueOf(parser, u"threshold"_qs)) {
        bool isNumber = false;
        wave.threshold = text->toDouble(&isNumber);
        if (!isNumber || !std::isfinite(*wave.threshold))
            return texts::usageErrorText(UsageError::BadThreshold, *text);
    }
    if (const auto text = valueOf(parser, u"polarity"_qs)) {
        if (*text != u"normal" && *text != u"inverted")
            return texts::usageErrorText(UsageError::BadPolarity, *text);
        wave.idlesLow = *text == u"inverted";
    }
    if (const auto text = valueOf(parser, u"baud"_qs)) {
        bool isNumber = false;
        const int baud = text->toInt(&isNumber);
        if (!isNumber || baud < leastBaud || baud > mostBaud)
            return texts::usageErrorText(UsageError::BadBaud, *text);
        wave.baud = Baud{baud};
    }
    if (const auto text = valueOf(parser, u"format"_qs)) {
        wave.format = CharacterFormat::fromText(*text);
        if (!wave.format)
            return texts::usageErrorText(UsageError::BadFormat, *text);
    }
    return {};
}

QCommandLineOption formOption()
{
    return makeOption(u"as"_qs, texts::CommandOption::As, u"FORM"_qs);
}

std::optional<QString> acceptForm(const QCommandLineParser &parser, BytesForm &form)
{
    if (!parser.isSet(u"as"_qs))
        return {};
    const QString name = parser.value(u"as"_qs);
    const auto known = bytesFormFromName(name);
    if (!known)
        return texts::usageErrorText(texts::UsageError::BadForm, name);
    form = *known;
    return {};
}

} // namespace optoscope::cli
