// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/sigrokreader.h"
#include "core/capture/vcdwriter.h"
#include "tests/fuzz/fuzz.h"

#include <QBuffer>

#include <array>
#include <zip.h>

using namespace optoscope;
using namespace Qt::StringLiterals;

namespace {

/// A session file with whole check sums, so that its metadata and samples are looked at: \a content
/// up to the first empty line is the metadata, the rest are the samples.
QByteArray sessionOf(const QByteArray &content)
{
    const qsizetype end = content.indexOf("\n\n");
    const QByteArray metadata = content.left(end);
    const QByteArray samples = end < 0 ? QByteArray() : content.mid(end + 2);
    zip_source_t *source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(source);
    zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, nullptr);
    require(archive != nullptr, "an archive can be made");
    const auto add = [&](const char *name, const QByteArray &bytes) {
        zip_source_t *entry = zip_source_buffer(archive, bytes.constData(),
                                                static_cast<zip_uint64_t>(bytes.size()), 0);
        const zip_int64_t index = zip_file_add(archive, name, entry, ZIP_FL_OVERWRITE);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    };
    add("metadata", metadata);
    for (const char *name : {"logic-1-1", "analog-1-1-1", "analog-1-2-1"})
        add(name, samples);
    require(zip_close(archive) == 0, "an archive can be closed");
    zip_source_open(source);
    zip_source_seek(source, 0, SEEK_END);
    QByteArray bytes(static_cast<qsizetype>(zip_source_tell(source)), '\0');
    zip_source_seek(source, 0, SEEK_SET);
    zip_source_read(source, bytes.data(), static_cast<zip_uint64_t>(bytes.size()));
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

void requireOrder(const Waveform &line)
{
    Level level = line.initial();
    Instant last = Instant::min();
    for (const Edge &edge : line.edges()) {
        require(edge.at > last, "edges ascend");
        require(edge.level != level, "edges change the level");
        last = edge.at;
        level = edge.level;
    }
}

void requireDecodes(const WaveFile &file)
{
    require(file.channels.size() <= static_cast<size_t>(waveChannelsLimit), "lines are bounded");
    require(file.begin <= file.end, "a recording ends after its beginning");
    for (const WaveChannel &channel : file.channels)
        requireOrder(channel.line);
    const ChosenChannels chosen = chooseChannels(file);
    Instant last = Instant::min();
    for (const TraceEntry &entry : decodeChannels(chosen)) {
        require(entry.at >= last, "entries ascend");
        last = entry.at;
    }
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    require(writeVcd(out, measuredLines(chosen, file.begin, file.end), {}), "it can be written");
}

} // namespace

/// Whatever a waveform's file holds, it is read or refused, and what was read can be decoded and
/// written. The first byte says what the file is.
void fuzz(QByteArrayView data)
{
    if (data.isEmpty())
        return;
    const std::array names{u"a.vcd"_qs, u"a.csv"_qs, u"a.txt"_qs, u"a.sr"_qs, u"session.sr"_qs};
    const size_t form = static_cast<quint8>(data.front()) % names.size();
    QByteArray content = data.sliced(1).toByteArray();
    if (form + 1 == names.size())
        content = sessionOf(content);
    const WaveResult result = readWaveform(names[form], content);
    if (const auto *error = std::get_if<ImportError>(&result))
        require(error->line >= 0 && error->column >= 0, "a place is counted from 1");
    else
        requireDecodes(std::get<WaveFile>(result));
}
