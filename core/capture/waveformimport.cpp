// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/waveformimport.h"

#include "core/capture/csvwaveform.h"
#include "core/capture/exports/exportreaders.h"
#include "core/capture/lircreader.h"
#include "core/capture/logs/logformats.h"
#include "core/capture/sigrokreader.h"
#include "core/capture/vcdreader.h"
#include "core/uart/decoder.h"
#include "core/uart/lineguess.h"
#include "core/uart/softwareparity.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr double readable = 0.8;
constexpr qsizetype longestRun = 4096;

/// A file that tells how far it has been read.
class WatchedFile final : public QFile
{
public:
    WatchedFile(const QString &name, const ReadProgress &progress)
        : QFile(name)
        , m_progress(progress)
    {
    }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        if (m_progress && !m_progress(pos(), size()))
            return -1;
        return QFile::readData(data, most);
    }

private:
    ReadProgress m_progress;
};

enum class FileForm { None, Vcd, Sigrok, Csv, Lirc };

FileForm formOf(const QString &name, QByteArrayView head)
{
    const auto ends = [&](QStringView ending) {
        return name.endsWith(ending, Qt::CaseInsensitive);
    };
    if (head.isEmpty() || ends(u".hex"))
        return FileForm::None;
    if (ends(u".vcd"))
        return FileForm::Vcd;
    if (ends(u".sr") || head.startsWith("PK\x03\x04"))
        return FileForm::Sigrok;
    // Tables of ours and of programs hold numbers too.
    if (looksLikeCsvExport(head) || isProgramTable(head))
        return FileForm::None;
    if (ends(u".csv"))
        return FileForm::Csv;
    if (looksLikeVcd(head))
        return FileForm::Vcd;
    if (looksLikeLirc(head))
        return FileForm::Lirc;
    return looksLikeCsvWaveform(head) ? FileForm::Csv : FileForm::None;
}

WaveResult readForm(FileForm form, QIODevice &device, std::optional<double> threshold)
{
    switch (form) {
    case FileForm::Vcd: return readVcd(device, threshold);
    case FileForm::Csv: return readCsvWaveform(device, threshold);
    case FileForm::Lirc: return readLirc(device);
    default: return ImportError{ImportError::Kind::NotThisFormat};
    }
}

/// Whether \a name has \a word as a part: "RX", "uart_rx", "RX0", "rxd", but not "prx".
bool isNamed(const QString &name, QStringView word)
{
    const QString lower = name.toLower();
    const qsizetype at = lower.indexOf(word);
    if (at < 0 || (at > 0 && lower[at - 1].isLetter()))
        return false;
    QStringView rest = QStringView(lower).sliced(at + word.size());
    if (rest.startsWith(u'd'))
        rest = rest.sliced(1);
    return rest.isEmpty() || !rest.front().isLetter();
}

/// How much can be read on a line.
struct Candidate {
    const WaveChannel *channel = nullptr;
    bool inverted = false;
    double characters = 0; ///< about how many are readable
    Instant first;
};

bool isTurned(const WaveChannel &channel, const WaveFile &file, const WaveOptions &options)
{
    return options.idlesLow.value_or(isInverted(channel.line, file.begin, file.end));
}

Candidate judge(const WaveChannel &channel, const WaveFile &file, const WaveOptions &options)
{
    // Enough bursts to know a line by; a clock or noise is not worth more.
    constexpr size_t burstsToJudge = 20;
    Candidate candidate{&channel, isTurned(channel, file, options), 0, {}};
    if (channel.line.edges().empty())
        return candidate;
    candidate.first = channel.line.edges().front().at;
    const Waveform line = candidate.inverted ? inverted(channel.line) : channel.line;
    const auto bursts = burstsOf(line);
    for (size_t i = 0; i < std::min(burstsToJudge, bursts.size()); ++i) {
        const auto guess = guessLine(bursts[i], options.baud, options.format);
        if (guess && guess->fit >= readable)
            candidate.characters += guess->fit * static_cast<double>(bursts[i].size());
    }
    return candidate;
}

WaveChannel turned(const Candidate &candidate)
{
    if (!candidate.inverted)
        return *candidate.channel;
    return {candidate.channel->name, inverted(candidate.channel->line)};
}

/// The line of that name, or of that number from 1 on.
const WaveChannel *findChannel(const WaveFile &file, const QString &wanted)
{
    for (const WaveChannel &channel : file.channels)
        if (channel.name.compare(wanted, Qt::CaseInsensitive) == 0)
            return &channel;
    bool isNumber = false;
    const auto number = wanted.toULongLong(&isNumber);
    if (!isNumber || number < 1 || number > file.channels.size())
        return nullptr;
    return &file.channels[number - 1];
}

ImportError noSuchChannel(const WaveFile &file)
{
    constexpr qsizetype most = 20;
    QStringList names;
    for (const WaveChannel &channel : file.channels)
        if (names.size() < most)
            names.append(channel.name.isEmpty() ? QString::number(names.size() + 1) : channel.name);
    return {ImportError::Kind::NoSuchChannel, {}, names.join(u", ")};
}

/// Characters of one line, with how it ran.
struct Burst {
    bool sent = false;
    LineSettings settings;
    std::vector<TimedCharacter> characters;
};

/// How well a burst must be readable at a speed that was guessed. A lamp's flicker is as even as
/// bits at 100 baud, and a remote's are no standard speed's: no meter is slower than 300 baud.
double leastFit(Baud baud)
{
    constexpr int slowest = 250;
    constexpr std::array standards{300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200};
    if (baud.value < slowest)
        return 2;
    return std::ranges::find(standards, baud.value) != standards.end() ? 0.5 : 0.9;
}

/// \a guesses is how often may still be guessed.
LineSettings settingsOf(std::span<const Edge> burst, const std::optional<LineSettings> &before,
                        int &guesses, const WaveOptions &options)
{
    if (options.baud && options.format)
        return withSoftwareParity(*options.baud, *options.format);
    // A few characters fit more than one format: then what read the burst before is kept.
    constexpr size_t edgesOfAFew = 60;
    if (before && burst.size() < edgesOfAFew
        && lineFit(burst, before->baud, before->portFormat) >= 0.95)
        return *before;
    std::optional<LineGuess> guess;
    if (guesses-- > 0)
        guess = guessLine(burst, options.baud, options.format);
    else
        guesses = 0;
    if (!guess || (!options.baud && guess->fit < leastFit(guess->baud)))
        return before.value_or(withSoftwareParity(options.baud.value_or(Baud{300}),
                                                  options.format.value_or(format7E1)));
    return withSoftwareParity(guess->baud, guess->format);
}

void appendBursts(std::vector<Burst> &bursts, const Waveform &line, bool sent,
                  const WaveOptions &options)
{
    // A year of read-outs, one an hour; of noise that comes and goes for longer no more is learned.
    int guesses = 10000;
    std::optional<LineSettings> before;
    const auto parts = burstsOf(line);
    for (const auto &edges : parts) {
        const LineSettings settings = settingsOf(edges, before, guesses, options);
        const bool known = before || lineFit(edges, settings.baud, settings.portFormat) >= 0.5;
        Decoder decoder({settings.baud}, settings.portFormat,
                        edges.front().level == Level::Mark ? Level::Space : Level::Mark);
        Waveform part(line.levelAt(edges.front().at - nanoseconds(1)));
        for (const Edge &edge : edges)
            part.set(edge.at, edge.level);
        decoder.feed(part, edges.front().at - nanoseconds(1));
        Burst burst{sent, settings, decoder.take(Instant::max())};
        for (TimedCharacter &timed : burst.characters)
            if (!timed.character.flags.testFlag(CharacterFlag::Break))
                timed.character = checkCharacter(timed.character, settings);
        if (!burst.characters.empty())
            bursts.push_back(std::move(burst));
        if (known)
            before = settings;
    }
}

/// One run from \a first on: characters that follow each other evenly, within a tenth of a bit.
qsizetype runLength(const Burst &burst, qsizetype first, nanoseconds &spacing)
{
    const auto &characters = burst.characters;
    const nanoseconds characterTime =
        nanoseconds(std::chrono::seconds(burst.settings.portFormat.bitsOnWire()))
        / burst.settings.baud.value;
    const nanoseconds tolerance = burst.settings.bitTime() / 10;
    spacing = characterTime;
    const auto atOf = [&](qsizetype i) { return characters[static_cast<size_t>(i)].at; };
    const auto count = static_cast<qsizetype>(characters.size());
    qsizetype length = 1;
    if (first + 1 < count) {
        const nanoseconds distance = atOf(first + 1) - atOf(first);
        if (distance > characterTime - characterTime / 20
            && distance < characterTime + characterTime / 8)
            spacing = distance;
    }
    while (first + length < count && length < longestRun
           && std::chrono::abs(atOf(first + length) - atOf(first) - spacing * length) <= tolerance)
        ++length;
    return length;
}

/// A run with how its line ran.
struct Piece {
    TraceEntry entry;
    LineSettings settings;
};

void appendRuns(std::vector<Piece> &pieces, const Burst &burst)
{
    const auto count = static_cast<qsizetype>(burst.characters.size());
    for (qsizetype first = 0; first < count;) {
        CharacterRun run;
        const qsizetype length = runLength(burst, first, run.spacing);
        for (qsizetype i = first; i < first + length; ++i)
            run.characters.append(burst.characters[static_cast<size_t>(i)].character);
        const Instant at = burst.characters[static_cast<size_t>(first)].at;
        if (burst.sent)
            pieces.push_back({{at, Sent{std::move(run)}}, burst.settings});
        else
            pieces.push_back({{at, Received{std::move(run)}}, burst.settings});
        first += length;
    }
}

/// Chooses the lines by their names, else by what can be read on them.
ChosenChannels findChannels(const WaveFile &file, const WaveOptions &options)
{
    std::vector<Candidate> candidates;
    ChosenChannels chosen;
    for (const WaveChannel &channel : file.channels) {
        const bool isTx = isNamed(channel.name, u"tx");
        const bool isRx = isNamed(channel.name, u"rx");
        const Candidate candidate = judge(channel, file, options);
        if (isTx && !chosen.sent)
            chosen.sent = turned(candidate);
        else if (isRx && !chosen.received)
            chosen.received = turned(candidate);
        candidates.push_back(candidate);
    }
    if (chosen.sent || chosen.received)
        return chosen;
    const auto edges = [](const Candidate &c) { return c.channel->line.edges().size(); };
    std::ranges::stable_sort(candidates, [&](const Candidate &a, const Candidate &b) {
        return std::pair(a.characters, edges(a)) > std::pair(b.characters, edges(b));
    });
    if (candidates.empty())
        return chosen;
    // A second line that says nothing is no line of ours.
    if (candidates.size() < 2 || candidates[1].characters <= 0) {
        chosen.received = turned(candidates[0]);
        return chosen;
    }
    const bool firstLeads = candidates[0].first <= candidates[1].first;
    chosen.sent = turned(candidates[firstLeads ? 0 : 1]);
    chosen.received = turned(candidates[firstLeads ? 1 : 0]);
    return chosen;
}

} // namespace

std::variant<ChosenChannels, ImportError> chooseChannels(const WaveFile &file,
                                                         const WaveOptions &options)
{
    if (options.channel.isEmpty() && options.sentChannel.isEmpty())
        return findChannels(file, options);
    ChosenChannels chosen;
    for (const bool isSent : {true, false}) {
        const QString &wanted = isSent ? options.sentChannel : options.channel;
        if (wanted.isEmpty())
            continue;
        const WaveChannel *channel = findChannel(file, wanted);
        if (!channel)
            return noSuchChannel(file);
        (isSent ? chosen.sent : chosen.received) =
            turned({channel, isTurned(*channel, file, options), 0, {}});
    }
    return chosen;
}

ChosenChannels chooseChannels(const WaveFile &file)
{
    return findChannels(file, {});
}

TraceEntries decodeChannels(const ChosenChannels &channels, const WaveOptions &options)
{
    std::vector<Burst> bursts;
    if (channels.sent)
        appendBursts(bursts, channels.sent->line, true, options);
    if (channels.received)
        appendBursts(bursts, channels.received->line, false, options);
    std::vector<Piece> pieces;
    for (const Burst &burst : bursts)
        appendRuns(pieces, burst);
    // An echo runs beside what we sent.
    std::ranges::stable_sort(pieces, {}, [](const Piece &piece) { return piece.entry.at; });
    TraceEntries entries;
    std::optional<LineSettings> settings;
    for (Piece &piece : pieces) {
        if (settings != piece.settings)
            entries.append({piece.entry.at, piece.settings});
        settings = piece.settings;
        entries.append(std::move(piece.entry));
    }
    if (!settings)
        entries.append({Instant(), withSoftwareParity({300}, format7E1)});
    return entries;
}

bool looksLikeWaveform(const QString &name, QByteArrayView head)
{
    return formOf(name, head) != FileForm::None;
}

bool isWaveFile(const QString &name)
{
    QFile file(name);
    return QFileInfo(name).isFile() && file.open(QIODevice::ReadOnly)
        && looksLikeWaveform(name, file.peek(waveHeadSize));
}

WaveResult readWaveFile(const QString &name, std::optional<double> threshold,
                        const ReadProgress &progress)
{
    WatchedFile file(name, progress);
    if (!file.open(QIODevice::ReadOnly))
        return ImportError{ImportError::Kind::ReadFailed, name, file.errorString()};
    const QByteArray head = file.peek(waveHeadSize);
    const FileForm form = formOf(name, head);
    WaveResult result =
        form == FileForm::Sigrok ? readSigrok(name, threshold) : readForm(form, file, threshold);
    if (auto *error = std::get_if<ImportError>(&result))
        error->name = name;
    return result;
}

WaveResult readWaveform(const QString &name, const QByteArray &content,
                        std::optional<double> threshold)
{
    QByteArray bytes = content;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    const FileForm form =
        formOf(name, QByteArrayView(content).first(std::min(waveHeadSize, content.size())));
    WaveResult result = form == FileForm::Sigrok ? readSigrok(content, waveBytesLimit, threshold)
                                                 : readForm(form, buffer, threshold);
    if (auto *error = std::get_if<ImportError>(&result))
        error->name = name;
    return result;
}

} // namespace optoscope
