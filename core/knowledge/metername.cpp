// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/metername.h"

#include <QRegularExpression>

namespace optoscope {

namespace {

constexpr QLatin1String landisGyr("landisgyr");
/// Shorter beginnings of a maker's name are none.
constexpr qsizetype leastMaker = 3;

/// The maker whose name is written in the most ways.
QString withOneLandisGyr(QString text)
{
    static const QRegularExpression ways(
        u"(?<![a-z0-9])(?:landis\\s*(?:\\+|&|und|and|-)?\\s*gyr|l\\s*(?:\\+|&)\\s*g(?![a-z]))"_qs);
    return text.replace(ways, u' ' + landisGyr + u' ');
}

/// The length of the beginning of \a words, joined from the word \a first on, that is \a model, if
/// what follows in the same word does not go on with the model's number.
bool beginsWith(const QStringList &words, qsizetype first, const QString &model)
{
    qsizetype matched = 0;
    for (qsizetype i = first; i < words.size(); ++i) {
        const QString &word = words[i];
        const QStringView rest = QStringView(model).sliced(matched);
        if (rest.size() > word.size()) {
            if (!rest.startsWith(word))
                return false;
            matched += word.size();
            continue;
        }
        if (!QStringView(word).startsWith(rest))
            return false;
        const bool goesOn =
            rest.size() < word.size() && model.back().isDigit() && word[rest.size()].isDigit();
        return !goesOn;
    }
    return false;
}

QByteArray withoutEscapes(QByteArrayView identification)
{
    QByteArray text;
    for (qsizetype i = 0; i < identification.size(); ++i) {
        if (identification[i] == '\\')
            ++i;
        else
            text += identification[i];
    }
    return text;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

QStringList MeterName::wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    const QString plain = withOneLandisGyr(text.toLower());
    for (const QChar c : plain) {
        if (c.isLetterOrNumber()) {
            word += c;
        } else if (!word.isEmpty()) {
            words += word;
            word.clear();
        }
    }
    if (!word.isEmpty())
        words += word;
    return words;
}

MeterName::MeterName(const QString &text)
    : m_words(wordsOf(text))
{
}

bool MeterName::hasModel(const QString &model) const
{
    const QString joined = wordsOf(model).join(QString());
    if (joined.isEmpty())
        return false;
    for (qsizetype i = 0; i < m_words.size(); ++i)
        if (beginsWith(m_words, i, joined))
            return true;
    return false;
}

bool MeterName::hasMaker(const QString &maker) const
{
    const QString joined = wordsOf(maker).join(QString());
    if (joined.isEmpty())
        return false;
    return std::any_of(m_words.cbegin(), m_words.cend(), [&](const QString &word) {
        return word.startsWith(joined) || (word.size() >= leastMaker && joined.startsWith(word));
    });
}

bool MeterName::fitsIdentification(QByteArrayView identification, QByteArrayView pattern)
{
    if (identification.startsWith('/'))
        identification = identification.sliced(1);
    const QByteArray text = withoutEscapes(identification);
    if (pattern.isEmpty() || text.size() < pattern.size())
        return false;
    for (qsizetype i = 0; i < pattern.size(); ++i)
        if (pattern[i] != '?' && lower(pattern[i]) != lower(text[i]))
            return false;
    return true;
}

} // namespace optoscope
