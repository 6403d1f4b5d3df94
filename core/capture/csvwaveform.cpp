// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/csvwaveform.h"

#include "core/capture/analoglevels.h"
#include "core/capture/wavelines.h"

#include <QIODevice>
#include <QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

/// With it nanoseconds and years are told apart and stay within bounds.
constexpr double unitToProbe = 1e-3;

struct Dialect {
    char separator = ',';
    char decimal = '.';
    qsizetype timeColumn = 0; ///< The channels are behind it.
};

/// With a decimal comma, a point is one too.
constexpr Dialect dialects[] = {{';', ','}, {'\t', ','}, {',', '.'}};

QList<QByteArrayView> fieldsOf(QByteArrayView line, char separator)
{
    QList<QByteArrayView> fields;
    qsizetype at = 0;
    for (;;) {
        const qsizetype end = line.indexOf(separator, at);
        QByteArrayView field = line.sliced(at, (end < 0 ? line.size() : end) - at).trimmed();
        if (field.size() >= 2 && field.startsWith('"') && field.endsWith('"'))
            field = field.sliced(1, field.size() - 2);
        fields.append(field);
        if (end < 0 || fields.size() > waveChannelsLimit + 1)
            return fields;
        at = end + 1;
    }
}

/// Rows that begin with settings of the oscilloscope have time and level behind them (Tektronix);
/// a row of units does not (Rigol's Sequence).
constexpr qsizetype columnsOfSettings = 3;

bool isDataRow(const QList<QByteArrayView> &fields, const Dialect &dialect)
{
    const qsizetype at = dialect.timeColumn;
    return fields.size() >= at + 2 && numberOf(fields[at], dialect.decimal)
        && numberOf(fields[at + 1], dialect.decimal);
}

std::optional<Dialect> dialectOf(QByteArrayView line)
{
    for (Dialect dialect : dialects) {
        const auto fields = fieldsOf(line, dialect.separator);
        if (isDataRow(fields, dialect))
            return dialect;
        dialect.timeColumn = columnsOfSettings;
        if (fields.size() <= columnsOfSettings + 3 && isDataRow(fields, dialect)
            && fields[0] != "Sequence" && !numberOf(fields[0], dialect.decimal))
            return dialect;
    }
    return {};
}

/// Seconds of the unit in a column's name, such as "Time [ms]"; nothing if there is none.
std::optional<double> unitIn(const QString &name)
{
    QString text = name.toLower();
    for (const QChar sign : u"()[]/_-,:.\""_qs)
        text.replace(sign, u' ');
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (word == u"s" || word.startsWith(u"second") || word == u"sec")
            return 1.0;
        if (word == u"ms")
            return 1e-3;
        if (word == u"us" || word == u"\u00B5s" || word == u"\u03BCs")
            return 1e-6;
        if (word == u"ns")
            return 1e-9;
    }
    return {};
}

struct Column {
    QString name;
    AnalogLevels levels;
};

/// What a first look at the whole table tells.
struct Survey {
    Dialect dialect;
    qint64 headLines = 0;
    std::optional<double> unit;
    double firstTime = 0;
    std::vector<Column> columns; ///< without the time's
};

using Failure = std::optional<ImportError>;

class CsvReader
{
public:
    CsvReader(QIODevice &file, std::optional<double> threshold)
        : m_file(file)
        , m_threshold(threshold)
    {
    }

    WaveResult read()
    {
        if (const auto error = survey())
            return *error;
        if (const auto error = collect(m_survey.unit.value_or(unitToProbe)))
            return *error;
        if (!m_survey.unit) {
            const double unit = likelyUnit();
            if (const auto error = collect(unit))
                return *error;
        }
        return std::move(m_result);
    }

private:
    /// Goes through the rows of numbers; \a take gets the lines, the time and the fields.
    template <typename Take>
    Failure forRows(Take take)
    {
        if (!m_file.seek(0))
            return ImportError{ImportError::Kind::ReadFailed, {}, m_file.errorString()};
        WaveLines lines(m_file);
        std::optional<double> last;
        for (qint64 number = 0; const auto line = lines.next(); ++number) {
            if (number < m_survey.headLines || line->trimmed().isEmpty())
                continue;
            const auto fields = fieldsOf(*line, m_survey.dialect.separator);
            const QByteArrayView timeField = fields.value(m_survey.dialect.timeColumn);
            const auto time = numberOf(timeField, m_survey.dialect.decimal);
            // The last row may have been cut.
            if (!time && lines.isCut())
                break;
            if (!time)
                return lines.error(ImportError::Kind::BadTime, timeField);
            if (last && *time < *last && lines.isCut())
                break;
            if (last && *time < *last)
                return lines.error(ImportError::Kind::TimeGoesBack, timeField);
            last = time;
            if (Failure failure = take(lines, *time, fields))
                return failure;
        }
        return lines.failure();
    }

    Failure readHead()
    {
        constexpr qint64 longestHead = 1000;
        WaveLines lines(m_file);
        QList<QByteArray> head;
        while (const auto line = lines.next()) {
            if (const auto dialect = dialectOf(*line)) {
                const auto width = fieldsOf(*line, dialect->separator).size() - dialect->timeColumn;
                if (width - 1 > waveChannelsLimit)
                    return lines.error(ImportError::Kind::TooManyChannels, {}, waveChannelsLimit);
                m_survey.dialect = *dialect;
                m_survey.headLines = head.size();
                m_survey.columns.assign(static_cast<size_t>(width - 1),
                                        {{}, AnalogLevels(m_threshold)});
                nameColumns(head, width);
                readIncrement(head);
                return {};
            }
            head.append(line->toByteArray());
            if (head.size() > longestHead)
                break;
        }
        if (auto failure = lines.failure())
            return failure;
        return ImportError{ImportError::Kind::NoChannels};
    }

    void nameColumns(const QList<QByteArray> &head, qsizetype width)
    {
        bool named = false;
        for (auto row = head.crbegin(); row != head.crend() && !named; ++row) {
            const auto fields = fieldsOf(*row, m_survey.dialect.separator);
            named = fields.size() == width;
            for (qsizetype i = 1; named && i < width; ++i)
                m_survey.columns[static_cast<size_t>(i - 1)].name = QString::fromUtf8(fields[i]);
        }
        // A second row of the heading may have the units.
        for (const QByteArray &row : head) {
            const auto fields = fieldsOf(row, m_survey.dialect.separator);
            if (fields.size() == width && !m_survey.unit)
                m_survey.unit = unitIn(QString::fromUtf8(fields[0]));
        }
    }

    /// `X,CH1,Start,Increment`: the first column counts samples, and the row below says how long
    /// one lasts, in seconds (Rigol).
    void readIncrement(const QList<QByteArray> &head)
    {
        for (qsizetype row = 0; row + 1 < head.size(); ++row) {
            const auto names = fieldsOf(head[row], m_survey.dialect.separator);
            const auto values = fieldsOf(head[row + 1], m_survey.dialect.separator);
            qsizetype start = -1;
            for (qsizetype i = 1; i + 1 < names.size(); ++i)
                if (names[i].compare("Start", Qt::CaseInsensitive) == 0
                    && names[i + 1].compare("Increment", Qt::CaseInsensitive) == 0)
                    start = i;
            if (start < 2 || values.size() <= start + 1)
                continue;
            const auto increment = numberOf(values[start + 1], m_survey.dialect.decimal);
            if (!increment || !(*increment > 0))
                continue;
            m_survey.unit = increment;
            const auto channels = std::min(static_cast<size_t>(start - 1), m_survey.columns.size());
            m_survey.columns.resize(channels);
            for (size_t i = 0; i < channels; ++i)
                m_survey.columns[i].name = QString::fromUtf8(names[static_cast<qsizetype>(i) + 1]);
        }
    }

    Failure survey()
    {
        if (Failure failure = readHead())
            return failure;
        bool isFirst = true;
        auto failure =
            forRows([&](const WaveLines &lines, double time, const auto &fields) -> Failure {
                if (isFirst)
                    m_survey.firstTime = time;
                isFirst = false;
                return forLevels(lines, fields, [&](Column &column, size_t, double level) {
                    column.levels.add(level);
                    return true;
                });
            });
        for (Column &column : m_survey.columns)
            column.levels.settle();
        return failure;
    }

    /// Gives the levels of a row to \a take; an empty field has none.
    template <typename Take>
    Failure forLevels(const WaveLines &lines, const QList<QByteArrayView> &fields, Take take)
    {
        for (size_t i = 0; i < m_survey.columns.size(); ++i) {
            const auto field = static_cast<qsizetype>(i) + m_survey.dialect.timeColumn + 1;
            if (field >= fields.size() || fields[field].isEmpty())
                continue;
            const auto level = numberOf(fields[field], m_survey.dialect.decimal);
            if (!level && lines.isCut())
                return {};
            if (!level) {
                ImportError error = lines.error(ImportError::Kind::BadNumber, fields[field]);
                error.column = field + 1;
                return error;
            }
            if (!take(m_survey.columns[i], i, *level))
                return lines.error(ImportError::Kind::TooManyEdges, {}, waveEdgesLimit);
        }
        return {};
    }

    Failure collect(double unit)
    {
        m_result = {};
        qint64 edges = 0;
        std::vector<bool> begun(m_survey.columns.size(), false);
        for (const Column &column : m_survey.columns)
            m_result.channels.push_back({column.name, Waveform()});
        return forRows([&](const WaveLines &lines, double time, const auto &fields) -> Failure {
            const double seconds = (time - m_survey.firstTime) * unit;
            if (!(seconds <= waveSecondsLimit))
                return lines.error(ImportError::Kind::BadTime, fields[m_survey.dialect.timeColumn]);
            const Instant now{nanoseconds(std::llround(seconds * 1e9))};
            m_result.end = now;
            return forLevels(lines, fields, [&](const Column &column, size_t i, double value) {
                Waveform &line = m_result.channels[i].line;
                const Level before = begun[i] ? line.final() : Level::Mark;
                const Level level = column.levels.levelOf(value, before);
                if (!begun[i])
                    line = Waveform(level);
                begun[i] = true;
                if (level != line.final()) {
                    line.set(now, level);
                    ++edges;
                }
                return edges <= waveEdgesLimit;
            });
        });
    }

    /// The unit that makes the short pulses, collected in unitToProbe, those of a line: the bits of
    /// 110 to 115200 baud last 9 ms to 8.7 us, three decades as the units have.
    double likelyUnit() const
    {
        std::vector<double> pulses;
        for (const WaveChannel &channel : m_result.channels) {
            const std::vector<Edge> &edges = channel.line.edges();
            for (size_t i = 1; i < edges.size(); ++i)
                pulses.push_back(static_cast<double>((edges[i].at - edges[i - 1].at).count()));
        }
        if (pulses.empty())
            return unitToProbe;
        const auto tenth = pulses.begin() + static_cast<qsizetype>(pulses.size() / 10);
        std::ranges::nth_element(pulses, tenth);
        const double pulse = *tenth * 1e-9 / unitToProbe;
        double unit = 1e-9;
        while (unit < 0.5 && pulse * unit < 8e-6)
            unit *= 1e3;
        return unit;
    }

    QIODevice &m_file;
    std::optional<double> m_threshold;
    Survey m_survey;
    WaveFile m_result;
};

} // namespace

bool looksLikeCsvWaveform(QByteArrayView head)
{
    constexpr int enough = 8;
    int rows = 0;
    double last = 0;
    for (qsizetype at = 0; at < head.size() && rows < enough;) {
        const qsizetype end = head.indexOf('\n', at);
        if (end < 0)
            break;
        const QByteArrayView line = head.sliced(at, end - at).trimmed();
        at = end + 1;
        const auto dialect = dialectOf(line);
        if (!dialect && rows > 0)
            return false;
        if (!dialect)
            continue;
        const double time =
            *numberOf(fieldsOf(line, dialect->separator)[dialect->timeColumn], dialect->decimal);
        if (rows > 0 && time <= last)
            return false;
        last = time;
        ++rows;
    }
    return rows == enough;
}

WaveResult readCsvWaveform(QIODevice &file, std::optional<double> threshold)
{
    return CsvReader(file, threshold).read();
}

} // namespace optoscope
