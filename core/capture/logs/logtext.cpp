// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/logtext.h"

#include <QStringDecoder>

#include <algorithm>

namespace optoscope {

namespace {

constexpr qsizetype sampleLines = 400;
constexpr qsizetype sampleWidth = 2048;
constexpr qsizetype encodingHead = 512;

/// UTF-16 without a mark: most of the letters that logs have leave every second byte zero.
std::optional<QStringDecoder::Encoding> wideEncoding(QByteArrayView content)
{
    if (content.startsWith("\xFF\xFE"))
        return QStringDecoder::Utf16LE;
    if (content.startsWith("\xFE\xFF"))
        return QStringDecoder::Utf16BE;
    const QByteArrayView head = content.first(std::min(content.size(), encodingHead));
    std::array<qsizetype, 2> zeros{};
    for (qsizetype i = 0; i < head.size(); ++i)
        zeros.at(static_cast<size_t>(i % 2)) += head.at(i) == '\0';
    const qsizetype half = head.size() / 2;
    if (half < 8 || std::max(zeros[0], zeros[1]) < half * 3 / 4
        || std::min(zeros[0], zeros[1]) > half / 8)
        return {};
    return zeros[1] > zeros[0] ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE;
}

bool isCodeCharacter(char character)
{
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z')
        || QByteArrayView(".:*-").contains(character);
}

bool isLetter(char character)
{
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

bool isIdentification(QByteArrayView line)
{
    return line.size() >= 5 && line.at(0) == '/'
        && ((isLetter(line.at(1)) && isLetter(line.at(2)) && isLetter(line.at(3)))
            || line.at(1) == '?');
}

bool isEnd(QByteArrayView line)
{
    const QByteArrayView rest = line.sliced(1);
    return rest.size() <= 4 && std::ranges::all_of(rest, isCodeCharacter);
}

} // namespace

QByteArray logText(const QByteArray &content)
{
    if (const auto encoding = wideEncoding(content)) {
        QStringDecoder decoder(*encoding);
        const QString text = decoder(content);
        return text.toUtf8();
    }
    return content.startsWith("\xEF\xBB\xBF") ? content.sliced(3) : content;
}

LogLines::LogLines(QByteArrayView text)
    : m_text(text)
    , m_end(text.contains('\n') ? '\n' : '\r')
{
}

bool LogLines::next()
{
    if (m_at >= m_text.size())
        return false;
    const qsizetype end = m_text.indexOf(m_end, m_at);
    m_line = m_text.sliced(m_at, (end < 0 ? m_text.size() : end) - m_at);
    m_at = end < 0 ? m_text.size() : end + 1;
    m_hasEnd = end >= 0;
    if (m_end == '\n' && m_line.endsWith('\r'))
        m_line.chop(1);
    ++m_number;
    return true;
}

QList<QByteArrayView> logSample(QByteArrayView text)
{
    QList<QByteArrayView> sample;
    LogLines lines(text);
    while (sample.size() < sampleLines && lines.next()) {
        QByteArrayView line = lines.line();
        if (line.size() > sampleWidth) {
            // Cut where no number is cut in two.
            line = line.first(sampleWidth);
            const qsizetype blank = std::max(line.lastIndexOf(' '), line.lastIndexOf(','));
            line = blank > sampleWidth / 2 ? line.first(blank) : line;
        }
        if (!trimmed(line).isEmpty())
            sample.append(line);
    }
    return sample;
}

bool isBlank(char character)
{
    return character == ' ' || character == '\t';
}

QByteArrayView trimmedStart(QByteArrayView text)
{
    const auto *begin = std::ranges::find_if_not(text, isBlank);
    return text.sliced(begin - text.begin());
}

QByteArrayView trimmed(QByteArrayView text)
{
    text = trimmedStart(text);
    while (!text.isEmpty() && (isBlank(text.back()) || text.back() == '\r'))
        text.chop(1);
    return text;
}

bool hasWordAt(QByteArrayView text, qsizetype at, QByteArrayView word)
{
    const auto lower = [](char character) {
        return character >= 'A' && character <= 'Z' ? static_cast<char>(character | 0x20)
                                                    : character;
    };
    return text.size() - at >= word.size()
        && std::ranges::equal(text.sliced(at, word.size()), word,
                              [&](char a, char b) { return lower(a) == lower(b); });
}

bool looksLikeTelegramLine(QByteArrayView line)
{
    line = trimmed(line);
    if (line.isEmpty() || isIdentification(line) || (line.at(0) == '!' && isEnd(line)))
        return true;
    const qsizetype bracket = line.indexOf('(');
    return bracket >= 0 && std::ranges::all_of(line.first(bracket), isCodeCharacter)
        && line.indexOf(')', bracket) > bracket;
}

} // namespace optoscope
