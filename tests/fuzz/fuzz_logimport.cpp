// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesimport.h"
#include "core/capture/exports/csvwriter.h"
#include "core/capture/exports/exportnotation.h"
#include "core/capture/exports/exportreaders.h"
#include "core/capture/exports/textwriter.h"
#include "tests/fuzz/fuzz.h"

#include <QBuffer>

using namespace optoscope;

namespace {

// What repeated rows of a hex dump may stand for, besides what is there.
constexpr qsizetype mostRepeated = qsizetype{16} * 1024 * 1024;
// Larger ones would take the fuzzer's time for little.
constexpr qsizetype largestExport = 20000;

class NoWording : public ExportWording
{
public:
    QString entryText(const TraceEntry &) const override { return {}; }
    QString exportWord(ExportWord) const override { return {}; }
    QString findingText(const Finding &) const override { return {}; }
    QString controlName(quint8) const override { return {}; }
    QString levelsText(const VcdLines &) const override { return {}; }
};

QByteArray charactersIn(const TraceEntries &entries)
{
    QByteArray all;
    LineSettings settings{Baud{0}, format8N1, format8N1, ParityBy::None};
    for (const TraceEntry &entry : entries) {
        if (const auto *told = std::get_if<LineSettings>(&entry.what))
            settings = *told;
        const CharacterRun *run = runOf(entry);
        if (!run || run->characters.isEmpty())
            continue;
        all += std::holds_alternative<Sent>(entry.what) ? '>' : '<';
        all += exportHex(run->characters.constData(), run->characters.size(), dataMask(settings));
    }
    return all;
}

template <typename Writer>
QByteArray written(const TraceEntries &entries)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const NoWording wording;
    Writer writer(buffer, wording);
    writer.begin({}, {});
    quint8 mask = 0xFF;
    for (const TraceEntry &entry : entries) {
        if (const auto *settings = std::get_if<LineSettings>(&entry.what))
            mask = dataMask(*settings);
        if (const CharacterRun *run = runOf(entry))
            writer.writeRun({entry.at, std::holds_alternative<Sent>(entry.what), *run, mask, 0});
        else
            writer.writeOther(entry);
    }
    writer.end();
    require(writer.flush(), "memory takes it");
    return buffer.data();
}

void requireRoundTrip(const TraceEntries &entries)
{
    const QByteArray characters = charactersIn(entries);
    const auto text = readTextExport(written<TextWriter>(entries));
    const auto *fromText = std::get_if<ImportedBytes>(&text);
    require(fromText && charactersIn(fromText->entries) == characters, "text is read back");
    const auto table = readCsvExport(written<CsvWriter>(entries));
    const auto *fromTable = std::get_if<ImportedBytes>(&table);
    require(fromTable && charactersIn(fromTable->entries) == characters, "a table is read back");
}

} // namespace

/// Whatever a log holds, it is read within bounds or refused with a place, and what was read can be
/// written and read again.
void fuzz(QByteArrayView data)
{
    if (data.isEmpty())
        return;
    const QList<BytesForm> forms = bytesForms();
    const auto choice = static_cast<quint8>(data.front()) % (forms.size() + 1);
    const BytesForm form = choice == 0 ? BytesForm::Detect : forms.at(choice - 1);
    const QByteArray content = data.sliced(1).toByteArray();
    const auto result = importBytes(content, form);
    if (const auto *error = std::get_if<ImportError>(&result)) {
        require(error->line >= 0 && error->column >= 0, "a place is counted from 1");
        return;
    }
    const auto &imported = std::get<ImportedBytes>(result);
    qsizetype count = 0;
    Instant last = Instant::min();
    for (const TraceEntry &entry : imported.entries) {
        if (const CharacterRun *run = runOf(entry))
            count += run->characters.size();
        const bool isOurs = imported.form == BytesForm::Text || imported.form == BytesForm::Csv;
        require(isOurs || entry.at >= last, "the times of a log rise");
        last = entry.at;
    }
    require(count <= 2 * content.size() + mostRepeated, "a log says no more than is in it");
    if (count > 0 && count <= largestExport)
        requireRoundTrip(imported.entries);
}
