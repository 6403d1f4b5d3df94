// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/exports/csvcells.h"

#include <algorithm>

namespace optoscope {

namespace {

constexpr char guard = '\'';
constexpr QByteArrayView formulaBegins = "=+-@\t\r";

/// Apostrophes and then what begins a formula.
bool looksLikeFormula(QByteArrayView text)
{
    const auto first =
        std::find_if(text.begin(), text.end(), [](char letter) { return letter != guard; });
    return first != text.end() && formulaBegins.contains(*first);
}

bool isNumberOrDashes(QByteArrayView text)
{
    const auto isOneOf = [](QByteArrayView letters) {
        return [letters](char letter) { return letters.contains(letter); };
    };
    if (std::all_of(text.begin(), text.end(), isOneOf("-.,")))
        return true;
    const bool isSigned = text.front() == '-' || text.front() == '+';
    return isSigned && std::all_of(text.begin() + 1, text.end(), isOneOf("0123456789.,"));
}

bool isSpace(char letter)
{
    return letter == ' ' || letter == '\t';
}

} // namespace

QByteArray csvCell(const QByteArray &text)
{
    if (text.isEmpty())
        return text;
    QByteArray cell = text;
    if (looksLikeFormula(cell) && !isNumberOrDashes(cell))
        cell.prepend(guard);
    const bool isPlain =
        std::none_of(cell.cbegin(), cell.cend(),
                     [](char letter) { return QByteArrayView(",;\t\"\n\r").contains(letter); })
        && !isSpace(cell.front()) && !isSpace(cell.back());
    return isPlain ? cell : '"' + cell.replace('"', "\"\"") + '"';
}

QByteArray csvText(const QByteArray &cell)
{
    return cell.startsWith(guard) && looksLikeFormula(cell) ? cell.sliced(1) : cell;
}

std::optional<QList<QByteArray>> takeCsvRow(QByteArrayView text, qsizetype &at, qint64 &line,
                                            char separator)
{
    constexpr qsizetype mostCells = 256;
    QList<QByteArray> cells{QByteArray()};
    bool isQuoted = false;
    for (; at < text.size(); ++at) {
        const char character = text.at(at);
        line += character == '\n';
        if (isQuoted && character == '"') {
            isQuoted = at + 1 < text.size() && text.at(at + 1) == '"';
            if (isQuoted)
                cells.last() += text.at(++at);
        } else if (!isQuoted && character == '"' && cells.last().isEmpty()) {
            isQuoted = true;
        } else if (!isQuoted && character == separator) {
            if (cells.size() >= mostCells)
                return {};
            cells.append(QByteArray());
        } else if (!isQuoted && character == '\n') {
            ++at;
            break;
        } else if (isQuoted || character != '\r') {
            cells.last() += character;
        }
    }
    return cells;
}

} // namespace optoscope
