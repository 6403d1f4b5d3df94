// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesimport.h"

#include "core/capture/exports/exportreaders.h"
#include "core/capture/hextext.h"
#include "core/capture/logs/logformats.h"
#include "core/capture/logs/logtext.h"
#include "core/capture/pcapngreader.h"
#include "core/capture/waveformimport.h"
#include "core/iec62056/framer.h"
#include "core/uart/softwareparity.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr char etx = '\x03';
constexpr char eot = '\x04';
// Text with a few eight-bit characters has wrong parity in about half of all its characters; 7E1
// read as 8N1 has it only where the line was disturbed.
constexpr double leastRightParity = 0.95;
constexpr qsizetype leastParityBits = 2;
constexpr qsizetype longestRun = 4096;

// Baud 0: nobody knows it.
const LineSettings leftInSettings{Baud{0}, format7E1, format8N1, ParityBy::Software};
const LineSettings plainSettings{Baud{0}, format8N1, format8N1, ParityBy::None};

/// Puts CR before each LF of a text that has none; false if there is nothing to do.
bool restoreLineEnds(QByteArray &text)
{
    if (text.contains('\r') || !text.contains('\n'))
        return false;
    QByteArray restored;
    restored.reserve(text.size() + text.count('\n'));
    char before = 0;
    bool changed = false;
    for (const char character : std::as_const(text)) {
        if (character == '\n' && before != etx && before != eot) {
            restored += '\r';
            changed = true;
        }
        restored += character;
        before = character;
    }
    text = restored;
    return changed;
}

/// Whether the first check of \a bytes fits.
bool hasRightCheck(QByteArrayView bytes)
{
    Framer framer;
    framer.feed(bytes);
    framer.flush();
    while (const auto frame = framer.take()) {
        if (frame->kind == MessageKind::data && frame->check)
            return frame->check->ok() == true;
    }
    return false;
}

/// The text as the meter sent it, as far as its check tells: some publish a telegram whose check
/// was made over bare LFs.
bool restoreUnlessRight(QByteArray &text)
{
    QByteArray restored = text;
    if (!restoreLineEnds(restored) || (!hasRightCheck(restored) && hasRightCheck(text)))
        return false;
    text = restored;
    return true;
}

bool hasRightParity(char byte)
{
    return !checkCharacter({static_cast<quint8>(byte), {}}, leftInSettings).isDamaged();
}

const DirectedBytes *runIn(const ImportedLog::Entry &entry)
{
    return std::get_if<DirectedBytes>(&entry.what);
}

/// The characters that are judged: the meter's, or ours where the meter said nothing.
QList<QByteArray> judgedRuns(const QList<ImportedLog::Entry> &log)
{
    const bool meterSpoke = std::ranges::any_of(log, [](const ImportedLog::Entry &entry) {
        const DirectedBytes *run = runIn(entry);
        return run && !run->bySender;
    });
    QList<QByteArray> judged;
    for (const ImportedLog::Entry &entry : log)
        if (const DirectedBytes *run = runIn(entry); run && run->bySender != meterSpoke)
            judged.append(run->bytes);
    return judged;
}

struct ParityCount {
    qsizetype all = 0;
    qsizetype high = 0; ///< with their eighth bit set
    qsizetype right = 0;

    bool isLeftIn() const
    {
        return high >= leastParityBits
            && static_cast<double>(right) >= leastRightParity * static_cast<double>(all);
    }
};

ParityCount countParity(const QList<QByteArray> &runs)
{
    ParityCount count;
    for (const QByteArray &run : runs) {
        for (const char byte : run) {
            ++count.all;
            count.high += (byte & 0x80) != 0;
            count.right += hasRightParity(byte);
        }
    }
    return count;
}

TraceEntry entryOf(Instant at, const DirectedBytes &run, QByteArrayView bytes,
                   const LineSettings &settings, bool parityBits)
{
    CharacterRun characters;
    characters.characters = toCharacters(bytes);
    if (run.bySender)
        return {at, Sent{characters}};
    if (parityBits)
        for (Character &character : characters.characters)
            character = checkCharacter(character, settings);
    return {at, Received{characters}};
}

/// A long run in pieces, so that whoever reads the entries holds little at a time.
void appendRun(TraceEntries &entries, Instant at, const DirectedBytes &run,
               const LineSettings &settings, bool parityBits)
{
    for (qsizetype from = 0; from < run.bytes.size(); from += longestRun) {
        const qsizetype length = std::min(longestRun, run.bytes.size() - from);
        const QByteArrayView part = QByteArrayView(run.bytes).sliced(from, length);
        entries.append(entryOf(at, run, part, settings, parityBits));
    }
}

void appendParityFinding(TraceEntries &entries, qsizetype count)
{
    Event event;
    event.finding.id = FindingId::parityBitsLeft;
    event.finding.severity = Severity::warning;
    event.finding.blame = Blame::us;
    event.finding.value = static_cast<double>(count);
    entries.append({Instant(), event});
}

bool hasParityBits(std::optional<CharacterFormat> format)
{
    return format && format->dataBits == 7 && format->parity != Parity::None;
}

void fillEntries(ImportedBytes &imported, const QList<ImportedLog::Entry> &log,
                 std::optional<CharacterFormat> format)
{
    const ParityCount parity = countParity(judgedRuns(log));
    imported.parityBitsLeft = format ? hasParityBits(format) : parity.isLeftIn();
    LineSettings settings = imported.parityBitsLeft ? leftInSettings : plainSettings;
    if (format)
        settings.format = *format;
    imported.entries.append({Instant(), settings});
    // Who says so knows it.
    if (imported.parityBitsLeft && !format)
        appendParityFinding(imported.entries, parity.high);
    for (const ImportedLog::Entry &entry : log) {
        if (const DirectedBytes *run = runIn(entry)) {
            imported.hasDirections |= run->bySender;
            appendRun(imported.entries, entry.at, *run, settings, imported.parityBitsLeft);
        } else if (const auto *note = std::get_if<QString>(&entry.what)) {
            imported.entries.append({entry.at, Note{*note}});
        } else if (!imported.parityBitsLeft && !format) {
            // What is said of the characters counts more than what a log says of the line.
            imported.entries.append({entry.at, std::get<LineSettings>(entry.what)});
        }
    }
}

/// Puts back the CRs of a log's text.
bool restoreRuns(QList<ImportedLog::Entry> &log)
{
    qsizetype runs = 0;
    for (const ImportedLog::Entry &entry : std::as_const(log))
        runs += runIn(entry) ? 1 : 0;
    bool restored = false;
    for (ImportedLog::Entry &entry : log) {
        if (auto *run = std::get_if<DirectedBytes>(&entry.what))
            restored |= runs == 1 ? restoreUnlessRight(run->bytes) : restoreLineEnds(run->bytes);
    }
    return restored;
}

/// What \a text holds by its content.
BytesForm detectForm(const QByteArray &text)
{
    if (looksLikeTextExport(text))
        return BytesForm::Text;
    if (looksLikeCsvExport(text))
        return BytesForm::Csv;
    const BytesForm log = detectLog(text);
    // Offsets and decimal numbers are digits too, and tell themselves by their order.
    const bool isSure = log == BytesForm::HexDump || log == BytesForm::Decimal;
    return !isSure && looksLikeHexText(text) ? BytesForm::Hex : log;
}

std::variant<ImportedBytes, ImportError> importLog(const QByteArray &text, BytesForm form,
                                                   std::optional<CharacterFormat> format)
{
    auto read = readLog(text, form);
    if (const auto *error = std::get_if<ImportError>(&read))
        return *error;
    auto &log = std::get<ImportedLog>(read);
    ImportedBytes imported;
    imported.form = form;
    imported.anchor = log.anchor;
    imported.lineEndsRestored = log.isText && restoreRuns(log.entries);
    fillEntries(imported, log.entries, format);
    return imported;
}

ImportError::Kind kindOfOpenFailure(const QString &name)
{
    const QFileInfo info(name);
    if (!info.exists())
        return ImportError::Kind::NotFound;
    return info.isReadable() ? ImportError::Kind::ReadFailed : ImportError::Kind::NoRights;
}

std::variant<ImportedBytes, ImportError>
importWaveform(const QString &name, const WaveResult &result, const WaveOptions &options)
{
    if (const auto *error = std::get_if<ImportError>(&result))
        return *error;
    auto chosen = chooseChannels(std::get<WaveFile>(result), options);
    if (auto *error = std::get_if<ImportError>(&chosen)) {
        error->name = name;
        return *error;
    }
    const auto &channels = std::get<ChosenChannels>(chosen);
    ImportedBytes imported;
    imported.hasDirections = channels.sent.has_value();
    imported.entries = decodeChannels(channels, options);
    return imported;
}

std::variant<ImportedBytes, ImportError>
importedCapture(const QString &name,
                const std::function<CaptureResult(const std::function<bool(TraceEntries)> &)> &read)
{
    ImportedBytes imported;
    const auto result = read([&imported](const TraceEntries &entries) {
        imported.entries += entries;
        return true;
    });
    if (const auto *error = std::get_if<ImportError>(&result))
        return *error;
    imported.capture = std::get<CaptureSummary>(result);
    imported.anchor = imported.capture->facts.anchor;
    imported.hasDirections = true;
    if (imported.entries.isEmpty() && !imported.capture->problems.isEmpty())
        return ImportError{ImportError::Kind::NoEntries, name, {}};
    return imported;
}

std::variant<QByteArray, ImportError> readAll(const QString &name)
{
    const bool isInput = name == u"-";
    if (!isInput && QFileInfo(name).isDir())
        return ImportError{ImportError::Kind::NotAFile, name, {}};
    QFile file(name);
    if (isInput ? !file.open(stdin, QIODevice::ReadOnly) : !file.open(QIODevice::ReadOnly))
        return ImportError{kindOfOpenFailure(name), name, file.errorString()};
    // A pipe gives what it holds just then; only an empty read is its end.
    QByteArray content;
    while (content.size() <= importLimit) {
        const QByteArray part = file.read(importLimit + 1 - content.size());
        if (part.isEmpty())
            break;
        content += part;
    }
    if (file.error() != QFileDevice::NoError)
        return ImportError{ImportError::Kind::ReadFailed, name, file.errorString()};
    if (content.size() > importLimit)
        return ImportError{ImportError::Kind::TooLarge, name, {}, 0, 0, importLimit};
    return content;
}

/// What its name promises is not in it; it would be taken for bytes of a line.
bool isOnlyNamedCapture(const QString &name)
{
    const bool isNamed = name.endsWith(u".pcapng", Qt::CaseInsensitive)
        || name.endsWith(u".pcap", Qt::CaseInsensitive);
    const QFileInfo file(name);
    return isNamed && file.isFile() && file.isReadable() && file.size() > 0;
}

bool looksLikeWebPage(const QByteArray &content)
{
    const QByteArray head = content.first(std::min<qsizetype>(content.size(), 64)).trimmed();
    return head.toLower().startsWith("<!doctype html") || head.toLower().startsWith("<html");
}

} // namespace

std::variant<ImportedBytes, ImportError> importBytes(const QByteArray &content, BytesForm form,
                                                     std::optional<CharacterFormat> format)
{
    const QByteArray text = form == BytesForm::Raw ? content : logText(content);
    const bool isFound = form == BytesForm::Detect;
    if (isFound)
        form = detectForm(text);
    if (form == BytesForm::Text)
        return readTextExport(text);
    if (form == BytesForm::Csv)
        return readCsvExport(text);
    if (isLogForm(form))
        return importLog(text, form, format);
    if (isFound && form == BytesForm::Detect && isWordsOnly(text))
        return ImportError{ImportError::Kind::LogWithoutBytes, {}, {}};
    ImportedBytes imported;
    imported.form = form == BytesForm::Hex ? form : BytesForm::Raw;
    QList<ImportedLog::Entry> log;
    if (form == BytesForm::Hex) {
        auto parsed = parseHexText(text);
        if (const auto *error = std::get_if<ImportError>(&parsed))
            return *error;
        for (const DirectedBytes &run : std::get<QList<DirectedBytes>>(parsed))
            log.append({Instant(), run});
    } else if (!text.isEmpty()) {
        QByteArray bytes = text;
        // With a parity bit CR is 8D: a text whose parity bits are left in seems to have none.
        if (!hasParityBits(format) && !countParity({bytes}).isLeftIn())
            imported.lineEndsRestored = restoreUnlessRight(bytes);
        log.append({Instant(), DirectedBytes{false, bytes}});
    }
    if (log.isEmpty())
        return ImportError{ImportError::Kind::Empty, {}, {}};
    fillEntries(imported, log, format);
    return imported;
}

std::variant<ImportedBytes, ImportError> importFile(const QString &name, const WaveOptions &options,
                                                    BytesForm form)
{
    if (form == BytesForm::Detect && isCaptureFile(name))
        return importedCapture(name,
                               [&name](const auto &take) { return readCaptureFile(name, take); });
    if (form == BytesForm::Detect && isWaveFile(name))
        return importWaveform(name, readWaveFile(name, options.threshold), options);
    if (form == BytesForm::Detect && isOnlyNamedCapture(name))
        return ImportError{ImportError::Kind::NoEntries, name, {}};
    auto content = readAll(name);
    if (const auto *error = std::get_if<ImportError>(&content))
        return *error;
    const auto &bytes = std::get<QByteArray>(content);
    if (form == BytesForm::Detect && looksLikeCapture(bytes))
        return importedCapture(name, [&bytes](const auto &take) {
            QBuffer nothing;
            nothing.open(QIODevice::ReadOnly);
            return readCapture(nothing, bytes, take);
        });
    if (form == BytesForm::Detect && looksLikeWebPage(bytes))
        return ImportError{ImportError::Kind::WebPage, name, {}};
    if (form == BytesForm::Detect && name.endsWith(u".hex", Qt::CaseInsensitive))
        form = BytesForm::Hex;
    if (form == BytesForm::Detect
        && looksLikeWaveform(name, bytes.first(std::min(waveHeadSize, bytes.size()))))
        return importWaveform(name, readWaveform(name, bytes, options.threshold), options);
    auto imported = importBytes(bytes, form, options.format);
    if (auto *error = std::get_if<ImportError>(&imported))
        error->name = name;
    return imported;
}

} // namespace optoscope
