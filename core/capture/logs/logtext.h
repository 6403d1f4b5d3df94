// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace optoscope {

/// The text of a log as bytes, whatever its program wrote: UTF-16 becomes UTF-8, and the mark at
/// the beginning goes. Other bytes stay as they are.
QByteArray logText(const QByteArray &content);

/// A text line by line, with the numbers that people count them by. Lines end with LF or CR LF, or
/// with CR where the text has no LF.
class LogLines
{
public:
    explicit LogLines(QByteArrayView text);

    /// Goes to the next line; false after the last.
    bool next();
    /// Without its end.
    QByteArrayView line() const { return m_line; }
    qint64 number() const { return m_number; } ///< from 1
    bool hasEnd() const { return m_hasEnd; } ///< The line ends with a line end.
    bool isLast() const { return m_at >= m_text.size(); }

private:
    QByteArrayView m_text;
    QByteArrayView m_line;
    qsizetype m_at = 0;
    qint64 m_number = 0;
    char m_end = '\n';
    bool m_hasEnd = false;
};

/// The beginning of a log by which its form is found: lines with something in them, cut if long.
QList<QByteArrayView> logSample(QByteArrayView text);

bool isBlank(char character);
QByteArrayView trimmedStart(QByteArrayView text);
QByteArrayView trimmed(QByteArrayView text);
/// Whether \a text has \a word at \a at, whatever the case of its Latin letters.
bool hasWordAt(QByteArrayView text, qsizetype at, QByteArrayView word);
/// A line as it may stand in a read-out: an identification, data sets, the end mark or nothing.
bool looksLikeTelegramLine(QByteArrayView line);

} // namespace optoscope
