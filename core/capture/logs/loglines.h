// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace optoscope {

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

} // namespace optoscope
