// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/vcdreader.h"

#include "core/capture/analoglevels.h"
#include "core/capture/wavelines.h"

#include <QHash>
#include <QIODevice>

#include <array>
#include <charconv>

namespace optoscope {

namespace {

/// The words of a text, with the line they stand in.
class Words
{
public:
    explicit Words(QIODevice &file)
        : m_lines(file)
    {
    }

    std::optional<QByteArrayView> next()
    {
        for (;;) {
            while (m_at < m_line.size() && isBlank(m_line[m_at]))
                ++m_at;
            if (m_at < m_line.size())
                break;
            const auto line = m_lines.next();
            if (!line)
                return {};
            m_line = *line;
            m_at = 0;
        }
        const qsizetype begin = m_at;
        while (m_at < m_line.size() && !isBlank(m_line[m_at]))
            ++m_at;
        return m_line.sliced(begin, m_at - begin);
    }

    /// The word read last ends with the file.
    bool isCut() const { return m_lines.isCut() && m_at == m_line.size(); }
    const WaveLines &lines() const { return m_lines; }

private:
    static bool isBlank(char character) { return character == ' ' || character == '\t'; }

    WaveLines m_lines;
    QByteArrayView m_line;
    qsizetype m_at = 0;
};

/// One line while the dump is read: a variable, or a bit of one.
struct Variable {
    QString name;
    std::optional<Waveform> line; ///< from its first level on
    std::vector<std::pair<Instant, double>> values; ///< of a real one
};

/// The lines of a variable, the highest bit first.
struct Place {
    size_t first = 0;
    size_t width = 1;
    bool isReal = false;
};

class VcdReader
{
public:
    VcdReader(QIODevice &file, std::optional<double> threshold)
        : m_words(file)
        , m_threshold(threshold)
    {
    }

    WaveResult read()
    {
        if (auto error = readHeader())
            return *error;
        if (auto error = readChanges())
            return *error;
        WaveFile file;
        for (Variable &variable : m_variables) {
            if (!variable.values.empty())
                variable.line = lineOf(variable.values);
            file.channels.push_back(
                {variable.name, variable.line ? std::move(*variable.line) : Waveform()});
        }
        file.begin = m_begin.value_or(Instant());
        file.end = m_now;
        return file;
    }

private:
    using Failure = std::optional<ImportError>;

    ImportError error(ImportError::Kind kind, QByteArrayView what, qint64 limit = 0) const
    {
        return m_words.lines().error(kind, what, limit);
    }

    /// The words up to $end.
    std::optional<std::vector<QByteArray>> section()
    {
        constexpr size_t enough = 32;
        std::vector<QByteArray> words;
        while (const auto word = m_words.next()) {
            if (*word == "$end")
                return words;
            if (words.size() < enough)
                words.push_back(word->toByteArray());
        }
        return {};
    }

    Failure truncated() const
    {
        const Failure failure = m_words.lines().failure();
        return failure ? failure : error(ImportError::Kind::Truncated, {});
    }

    Failure readHeader()
    {
        while (const auto word = m_words.next()) {
            const QByteArray keyword = word->toByteArray();
            if (!keyword.startsWith('$'))
                return error(ImportError::Kind::NotThisFormat, keyword);
            const auto words = section();
            if (!words)
                return truncated();
            if (keyword == "$enddefinitions")
                return m_variables.empty() ? error(ImportError::Kind::NoChannels, {}) : Failure();
            if (keyword == "$timescale") {
                if (!setScale(*words))
                    return error(ImportError::Kind::NotThisFormat, keyword);
            } else if (keyword == "$var") {
                if (auto failure = addVariable(*words))
                    return failure;
            }
        }
        return truncated();
    }

    bool setScale(const std::vector<QByteArray> &words)
    {
        QByteArray text;
        for (const QByteArray &word : words)
            text += word;
        qsizetype digits = 0;
        while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
            ++digits;
        const int count = text.first(digits).toInt();
        const QByteArray unit = text.sliced(digits);
        m_scale = 0;
        constexpr std::array units{"s", "ms", "us", "ns", "ps", "fs"};
        constexpr std::array nanosecondsOf{1e9, 1e6, 1e3, 1.0, 1e-3, 1e-6};
        for (size_t i = 0; i < units.size(); ++i)
            if (unit == units[i])
                m_scale = count * nanosecondsOf[i];
        return count >= 1 && count <= 1000 && m_scale > 0;
    }

    /// `wire 1 ! RX`, perhaps with `[0]` behind it.
    Failure addVariable(const std::vector<QByteArray> &words)
    {
        if (words.size() < 4)
            return error(ImportError::Kind::NotThisFormat, "$var");
        const bool isReal = words[0] == "real";
        bool isNumber = false;
        const qint64 width = isReal ? 1 : words[1].toLongLong(&isNumber);
        if (!isReal && (!isNumber || width < 1))
            return error(ImportError::Kind::NotThisFormat, words[1]);
        if (m_places.contains(words[2]))
            return {};
        if (static_cast<qint64>(m_variables.size()) > waveChannelsLimit - width
            || width > waveChannelsLimit)
            return error(ImportError::Kind::TooManyChannels, {}, waveChannelsLimit);
        m_places.insert(words[2], {m_variables.size(), static_cast<size_t>(width), isReal});
        if (width == 1) {
            m_variables.push_back({QString::fromUtf8(words[3]), {}, {}});
            return {};
        }
        const QByteArray name = words[3].split('[').front();
        for (qint64 bit = width - 1; bit >= 0; --bit)
            m_variables.push_back(
                {QString::fromUtf8(QByteArray(name + '[' + QByteArray::number(bit) + ']')),
                 {},
                 {}});
        return {};
    }

    Waveform lineOf(const std::vector<std::pair<Instant, double>> &values) const
    {
        AnalogLevels levels(m_threshold);
        for (const auto &[at, value] : values)
            levels.add(value);
        levels.settle();
        Waveform line(levels.levelOf(values.front().second, Level::Mark));
        for (const auto &[at, value] : values)
            line.set(at, levels.levelOf(value, line.final()));
        return line;
    }

    Failure readChanges()
    {
        while (const auto word = m_words.next()) {
            Failure failure;
            switch (word->front()) {
            case '#': failure = setTime(word->sliced(1)); break;
            case '$':
                if (*word == "$comment" && !section())
                    return truncated();
                break;
            case 'b':
            case 'B': {
                const QByteArray value = word->sliced(1).toByteArray();
                const auto variable = m_words.next();
                if (variable)
                    failure = changeBits(value, *variable);
                break;
            }
            case 'r':
            case 'R': {
                const QByteArray value = word->sliced(1).toByteArray();
                const auto variable = m_words.next();
                if (variable)
                    failure = changeReal(value, *variable);
                break;
            }
            default: failure = changeBits(word->first(1).toByteArray(), word->sliced(1));
            }
            if (failure && !m_words.isCut())
                return failure;
        }
        return m_words.lines().failure();
    }

    Failure setTime(QByteArrayView digits)
    {
        quint64 ticks = 0;
        const auto [stop, failure] = std::from_chars(digits.begin(), digits.end(), ticks);
        const double time = static_cast<double>(ticks) * m_scale;
        if (failure != std::errc() || stop != digits.end() || !(time < waveSecondsLimit * 1e9))
            return error(ImportError::Kind::BadTime, digits);
        const Instant now{nanoseconds(static_cast<qint64>(time))};
        if (m_begin && now < m_now)
            return error(ImportError::Kind::TimeGoesBack, digits);
        m_now = now;
        if (!m_begin)
            m_begin = now;
        return {};
    }

    QHash<QByteArray, Place>::const_iterator placeOf(QByteArrayView identifier) const
    {
        return m_places.constFind(QByteArray::fromRawData(identifier.data(), identifier.size()));
    }

    /// \a bits begin with the highest; those that are left out are 0, x or z as the first one is.
    Failure changeBits(const QByteArray &bits, QByteArrayView identifier)
    {
        for (const char bit : bits)
            if (QByteArrayView("01xXzZ").indexOf(bit) < 0)
                return error(ImportError::Kind::NotThisFormat, QByteArray(1, bit));
        const auto place = placeOf(identifier);
        if (place == m_places.cend() || place->isReal || bits.isEmpty())
            return {};
        const auto count = static_cast<size_t>(bits.size());
        for (size_t i = 0; i < place->width; ++i) {
            const size_t fromEnd = place->width - i;
            char bit = bits.front() == '1' ? '0' : bits.front();
            if (fromEnd <= count)
                bit = bits[static_cast<qsizetype>(count - fromEnd)];
            if (Failure failure = change(bit, place->first + i))
                return failure;
        }
        return {};
    }

    Failure changeReal(const QByteArray &text, QByteArrayView identifier)
    {
        const auto place = placeOf(identifier);
        if (place == m_places.cend() || !place->isReal)
            return {};
        const auto value = numberOf(text);
        if (!value)
            return error(ImportError::Kind::BadNumber, text);
        m_variables[place->first].values.emplace_back(m_now, *value);
        return countEdge();
    }

    Failure countEdge()
    {
        if (++m_edges > waveEdgesLimit)
            return error(ImportError::Kind::TooManyEdges, {}, waveEdgesLimit);
        return {};
    }

    Failure change(char value, size_t variable)
    {
        if (value != '0' && value != '1')
            return {};
        std::optional<Waveform> &line = m_variables[variable].line;
        const Level level = value == '1' ? Level::Mark : Level::Space;
        // A variable that nothing was said of at the beginning had the other level.
        const bool isFirst = !m_begin || m_now == *m_begin;
        if (!line)
            line.emplace(isFirst == (level == Level::Mark) ? Level::Mark : Level::Space);
        if (!isFirst) {
            const size_t before = line->edges().size();
            line->set(m_now, level);
            if (line->edges().size() > before)
                return countEdge();
        } else if (line->initial() != level) {
            line.emplace(level);
        }
        return {};
    }

    Words m_words;
    std::optional<double> m_threshold;
    double m_scale = 1;
    QHash<QByteArray, Place> m_places;
    std::vector<Variable> m_variables;
    std::optional<Instant> m_begin;
    Instant m_now;
    qint64 m_edges = 0;
};

} // namespace

bool looksLikeVcd(QByteArrayView head)
{
    const QByteArrayView text = head.trimmed();
    constexpr std::array keywords{"$date", "$version", "$timescale", "$comment", "$scope", "$var"};
    return std::ranges::any_of(keywords,
                               [&](const char *keyword) { return text.startsWith(keyword); });
}

WaveResult readVcd(QIODevice &file, std::optional<double> threshold)
{
    return VcdReader(file, threshold).read();
}

} // namespace optoscope
