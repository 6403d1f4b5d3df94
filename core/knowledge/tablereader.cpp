// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/tablereader.h"

#include <QStringConverter>

namespace optoscope {

namespace {

constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";

bool isUtf8(QByteArrayView text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString decoded = decoder.decode(text);
    return !decoder.hasError() && !decoded.contains(QChar::Null);
}

} // namespace

TableReader::TableReader(QByteArrayView text, int least, int most)
    : m_rest(text.startsWith(byteOrderMark) ? text.sliced(byteOrderMark.size()) : text)
    , m_least(least)
    , m_most(most)
{
    Q_ASSERT(least >= 1 && least <= most && most <= mostColumns);
}

bool TableReader::next()
{
    while (!m_rest.isEmpty()) {
        const qsizetype end = m_rest.indexOf('\n');
        const QByteArrayView row = end < 0 ? m_rest : m_rest.first(end);
        m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
        ++m_line;
        const QByteArrayView content = row.trimmed();
        if (!content.isEmpty() && !content.startsWith('#') && split(row))
            return true;
    }
    return false;
}

bool TableReader::split(QByteArrayView row)
{
    m_cells.fill({});
    if (!isUtf8(row)) {
        complain(TableProblem::notUtf8);
        return false;
    }
    int columns = 0;
    qsizetype begin = 0;
    while (begin <= row.size()) {
        qsizetype end = row.indexOf('\t', begin);
        if (end < 0)
            end = row.size();
        const QByteArrayView value = row.sliced(begin, end - begin).trimmed();
        begin = end + 1;
        if (columns < m_most)
            m_cells[static_cast<size_t>(columns)] = value;
        else if (!value.isEmpty()) {
            complain(TableProblem::tooManyColumns);
            return false;
        }
        ++columns;
    }
    if (columns < m_least)
        complain(TableProblem::tooFewColumns);
    return columns >= m_least;
}

void TableReader::complain(TableProblem problem, const QString &detail)
{
    if (m_errors.size() < mostErrors)
        m_errors.append({m_line, problem, detail});
}

} // namespace optoscope
