// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/sigrokreader.h"

#include "core/capture/analoglevels.h"
#include "core/capture/wavelines.h"

#include <QFile>
#include <QHash>
#include <QtEndian>

#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <zip.h>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

struct ArchiveCloser {
    void operator()(zip_t *archive) const { zip_discard(archive); }
};
struct EntryCloser {
    void operator()(zip_file_t *entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, ArchiveCloser>;
using Entry = std::unique_ptr<zip_file_t, EntryCloser>;

constexpr qsizetype partSize = 256 * 1024;
constexpr zip_uint64_t metadataLimit = 64 * 1024;

ImportError makeError(ImportError::Kind kind, const QString &detail = {}, qint64 limit = 0)
{
    return {kind, {}, detail, 0, 0, limit};
}

QString textOf(zip_error_t *error)
{
    return QString::fromUtf8(zip_error_strerror(error));
}

/// "10 kHz", "1 MHz", "200000".
std::optional<double> sampleRateOf(const QByteArray &text)
{
    constexpr std::array<std::pair<const char *, double>, 4> units{
        {{"GHz", 1e9}, {"MHz", 1e6}, {"kHz", 1e3}, {"Hz", 1}}};
    for (const auto &[unit, factor] : units) {
        if (!text.endsWith(unit))
            continue;
        const auto number = numberOf(QByteArrayView(text).chopped(qstrlen(unit)));
        return number ? std::optional(*number * factor) : std::nullopt;
    }
    return numberOf(text);
}

class SigrokReader
{
public:
    SigrokReader(Archive archive, qint64 unpackedLimit, std::optional<double> threshold)
        : m_archive(std::move(archive))
        , m_unpackedLimit(unpackedLimit)
        , m_threshold(threshold)
    {
    }

    WaveResult read()
    {
        if (const auto error = readMetadata())
            return *error;
        if (!m_probes.empty())
            if (const auto error = readSamples())
                return *error;
        WaveFile file;
        for (Probe &probe : m_probes)
            file.channels.push_back({probe.name, std::move(probe.line)});
        file.end = timeOf(m_sample);
        for (const AnalogProbe &probe : m_analog) {
            WaveChannel channel{probe.name, Waveform()};
            qint64 samples = 0;
            if (const auto error = readAnalog(probe, channel.line, samples))
                return *error;
            file.channels.push_back(std::move(channel));
            file.end = std::max(file.end, timeOf(samples));
        }
        return file;
    }

private:
    using Failure = std::optional<ImportError>;

    struct Probe {
        QString name;
        size_t byte = 0;
        int bit = 0;
        Waveform line;
    };

    /// Its samples are floats in `analog-1-NUMBER-PART`.
    struct AnalogProbe {
        QString name;
        int number = 0;
    };

    Instant timeOf(qint64 sample) const
    {
        return Instant(
            nanoseconds(static_cast<qint64>(static_cast<double>(sample) * 1e9 / m_rate)));
    }

    Entry open(const QByteArray &name) const
    {
        return Entry(zip_fopen(m_archive.get(), name.constData(), 0));
    }

    Failure readMetadata()
    {
        const Entry entry = open("metadata");
        if (!entry)
            return makeError(ImportError::Kind::NotThisFormat, u"metadata"_qs);
        QByteArray text(metadataLimit, '\0');
        const zip_int64_t size = zip_fread(entry.get(), text.data(), metadataLimit);
        if (size < 0)
            return makeError(ImportError::Kind::BadArchive,
                             textOf(zip_file_get_error(entry.get())));
        QHash<QByteArray, QByteArray> values;
        const QList<QByteArray> lines = text.first(size).split('\n');
        for (const QByteArray &line : lines) {
            const qsizetype equals = line.indexOf('=');
            if (equals > 0)
                values.insert(line.first(equals).trimmed(), line.sliced(equals + 1).trimmed());
        }
        return setUp(values);
    }

    Failure setUp(const QHash<QByteArray, QByteArray> &values)
    {
        const QByteArray rate = values.value("samplerate");
        m_rate = sampleRateOf(rate).value_or(0);
        if (!(m_rate >= 1 && m_rate <= 1e9))
            return makeError(ImportError::Kind::BadSampleRate, QString::fromUtf8(rate));
        m_capture = values.value("capturefile");
        for (int number = 1; number <= waveChannelsLimit; ++number) {
            const QByteArray name = values.value("analog" + QByteArray::number(number));
            if (!name.isEmpty())
                m_analog.push_back({QString::fromUtf8(name), number});
        }
        if (auto failure = m_capture.isEmpty() ? Failure() : setUpLogic(values))
            return failure;
        const bool hasNone = m_probes.empty() && m_analog.empty();
        return hasNone ? makeError(ImportError::Kind::NoChannels) : Failure();
    }

    Failure setUpLogic(const QHash<QByteArray, QByteArray> &values)
    {
        const int unitSize = values.value("unitsize").toInt();
        if (unitSize < 1 || unitSize * 8 > waveChannelsLimit)
            return makeError(ImportError::Kind::TooManyChannels, {}, waveChannelsLimit);
        m_unit = static_cast<size_t>(unitSize);
        for (int i = 0; i < unitSize * 8; ++i) {
            const QByteArray name = values.value("probe" + QByteArray::number(i + 1));
            if (!name.isEmpty())
                m_probes.push_back(
                    {QString::fromUtf8(name), static_cast<size_t>(i / 8), i % 8, Waveform()});
        }
        return {};
    }

    /// Hands the samples of an analogue line to \a take, which is false if there are too many
    /// edges. A second pass over them is not counted as unpacked.
    template <typename Take>
    Failure forAnalog(const AnalogProbe &probe, bool isFirstPass, Take take)
    {
        const QByteArray name = "analog-1-" + QByteArray::number(probe.number) + '-';
        QByteArray rest;
        for (int part = 1;; ++part) {
            const Entry entry = open(name + QByteArray::number(part));
            if (!entry && part == 1)
                return makeError(ImportError::Kind::Truncated);
            if (!entry)
                return {};
            QByteArray buffer(partSize, '\0');
            for (;;) {
                const zip_int64_t size = zip_fread(entry.get(), buffer.data(), partSize);
                if (size < 0)
                    return makeError(ImportError::Kind::BadArchive,
                                     textOf(zip_file_get_error(entry.get())));
                if (size == 0)
                    break;
                m_unpacked += isFirstPass ? size : 0;
                if (m_unpacked > m_unpackedLimit)
                    return makeError(ImportError::Kind::TooLargeUnpacked, {}, m_unpackedLimit);
                rest += buffer.first(size);
                if (!take(rest))
                    return makeError(ImportError::Kind::TooManyEdges, {}, waveEdgesLimit);
                rest = rest.last(rest.size() % static_cast<qsizetype>(sizeof(float)));
            }
        }
    }

    /// What is no number keeps the level that the line had.
    Failure readAnalog(const AnalogProbe &probe, Waveform &line, qint64 &samples)
    {
        AnalogLevels levels(m_threshold);
        const auto forSamples = [](QByteArrayView bytes, const auto &take) {
            const auto count = bytes.size() / static_cast<qsizetype>(sizeof(float));
            for (qsizetype i = 0; i < count; ++i)
                take(qFromLittleEndian<float>(bytes.data()
                                              + i * static_cast<qsizetype>(sizeof(float))));
        };
        auto failure = forAnalog(probe, true, [&](QByteArrayView bytes) {
            forSamples(bytes, [&](float value) {
                if (std::isfinite(value))
                    levels.add(static_cast<double>(value));
            });
            return true;
        });
        if (failure)
            return failure;
        levels.settle();
        return forAnalog(probe, false, [&](QByteArrayView bytes) {
            forSamples(bytes, [&](float value) {
                const Level before = samples == 0 ? Level::Mark : line.final();
                const Level level = std::isfinite(value)
                    ? levels.levelOf(static_cast<double>(value), before)
                    : before;
                if (samples == 0) {
                    line = Waveform(level);
                } else if (level != before) {
                    line.set(timeOf(samples), level);
                    ++m_edges;
                }
                ++samples;
            });
            return m_edges <= waveEdgesLimit;
        });
    }

    /// The samples are in the file that the metadata names, or in parts of it, counted from 1.
    Failure readSamples()
    {
        if (const Entry whole = open(m_capture))
            return readEntry(whole.get());
        for (int part = 1;; ++part) {
            const Entry entry = open(m_capture + '-' + QByteArray::number(part));
            if (!entry && part == 1)
                return makeError(ImportError::Kind::Truncated);
            if (!entry)
                return {};
            if (auto failure = readEntry(entry.get()))
                return failure;
        }
    }

    Failure readEntry(zip_file_t *entry)
    {
        QByteArray buffer(partSize, '\0');
        for (;;) {
            // A sample that was cut between two parts begins the buffer.
            const auto kept = static_cast<qsizetype>(m_rest.size());
            std::memcpy(buffer.data(), m_rest.constData(), m_rest.size());
            const zip_int64_t size =
                zip_fread(entry, buffer.data() + kept, static_cast<zip_uint64_t>(partSize - kept));
            if (size < 0)
                return makeError(ImportError::Kind::BadArchive, textOf(zip_file_get_error(entry)));
            if (size == 0)
                return {};
            // What the archive says of its sizes is not believed: it is counted.
            m_unpacked += size;
            if (m_unpacked > m_unpackedLimit)
                return makeError(ImportError::Kind::TooLargeUnpacked, {}, m_unpackedLimit);
            const qsizetype all = kept + size;
            const qsizetype whole = all - all % static_cast<qsizetype>(m_unit);
            if (!readSamples(QByteArrayView(buffer).first(whole)))
                return makeError(ImportError::Kind::TooManyEdges, {}, waveEdgesLimit);
            m_rest = buffer.sliced(whole, all - whole);
        }
    }

    /// False if there are too many edges.
    bool readSamples(QByteArrayView samples)
    {
        if (m_sample == 0 && !samples.isEmpty()) {
            m_last = samples.first(static_cast<qsizetype>(m_unit)).toByteArray();
            for (Probe &probe : m_probes)
                probe.line = Waveform(levelOf(probe, m_last.constData()));
        }
        for (qsizetype at = 0; at < samples.size(); at += static_cast<qsizetype>(m_unit)) {
            const char *sample = samples.data() + at;
            if (std::memcmp(sample, m_last.constData(), m_unit) != 0) {
                const Instant now = timeOf(m_sample);
                for (Probe &probe : m_probes) {
                    const Level level = levelOf(probe, sample);
                    if (level != probe.line.final()) {
                        probe.line.set(now, level);
                        ++m_edges;
                    }
                }
                std::memcpy(m_last.data(), sample, m_unit);
                if (m_edges > waveEdgesLimit)
                    return false;
            }
            ++m_sample;
        }
        return true;
    }

    static Level levelOf(const Probe &probe, const char *sample)
    {
        return (sample[probe.byte] >> probe.bit) & 1 ? Level::Mark : Level::Space;
    }

    Archive m_archive;
    qint64 m_unpackedLimit;
    std::optional<double> m_threshold;
    double m_rate = 0;
    size_t m_unit = 1;
    QByteArray m_capture;
    std::vector<Probe> m_probes;
    std::vector<AnalogProbe> m_analog;
    QByteArray m_last;
    QByteArray m_rest;
    qint64 m_sample = 0;
    qint64 m_unpacked = 0;
    qint64 m_edges = 0;
};

WaveResult readArchive(zip_source_t *source, zip_error_t *error, qint64 unpackedLimit,
                       std::optional<double> threshold)
{
    Archive archive(source ? zip_open_from_source(source, ZIP_RDONLY, error) : nullptr);
    if (!archive) {
        if (source)
            zip_source_free(source);
        return makeError(ImportError::Kind::BadArchive, textOf(error));
    }
    return SigrokReader(std::move(archive), unpackedLimit, threshold).read();
}

struct ZipError {
    ZipError() { zip_error_init(&error); }
    ~ZipError() { zip_error_fini(&error); }
    Q_DISABLE_COPY_MOVE(ZipError)
    zip_error_t error{};
};

} // namespace

WaveResult readSigrok(const QString &archive, std::optional<double> threshold)
{
    ZipError error;
    const QByteArray name = QFile::encodeName(archive);
    return readArchive(zip_source_file_create(name.constData(), 0, -1, &error.error), &error.error,
                       waveBytesLimit, threshold);
}

WaveResult readSigrok(const QByteArray &archive, qint64 unpackedLimit,
                      std::optional<double> threshold)
{
    ZipError error;
    return readArchive(zip_source_buffer_create(archive.constData(),
                                                static_cast<zip_uint64_t>(archive.size()), 0,
                                                &error.error),
                       &error.error, unpackedLimit, threshold);
}

} // namespace optoscope
