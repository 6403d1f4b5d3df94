// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace optoscope {

/// Why a file is not read. The words are in ui/texts.
struct ImportError {
    enum class Kind : quint8 {
        NotFound,
        NoRights,
        NotAFile, ///< a folder
        TooLarge, ///< limit: bytes
        Empty,
        ReadFailed, ///< detail: what the system says
        BadHexDigit, ///< detail: the character, with its line and column
        OddHexDigits, ///< The digit at line and column has no second one.
        NotThisFormat, ///< Not what its ending or beginning says; detail: what stands at line.
        Truncated, ///< It ends before what it must have.
        BadArchive, ///< A packed file is damaged; detail: why.
        BadTime, ///< detail: a time that is none, negative or too large, at line
        TimeGoesBack, ///< detail: a time before the one above it, at line
        BadNumber, ///< detail: what is no number, at line and column
        BadSampleRate, ///< detail: the sample rate
        NoChannels, ///< no line of two levels in it
        NoSuchChannel, ///< No line has the name or number that was asked for; detail: their names.
        TooManyChannels, ///< limit: channels
        TooManyEdges, ///< limit: edges
        TooLargeUnpacked, ///< limit: bytes
        BadRow, ///< of a file that was exported; detail: what stands there, at line and column
        NoByte, ///< detail: what is no number from 0 to 255, at line and column
        BadOffset, ///< of a hex dump; detail: the offset that does not follow, at line
        LogWithoutBytes, ///< A log that has words and no bytes of the line.
        WebPage, ///< such as an export for browsers
        NoEntries, ///< A capture of which nothing could be read.
    };
    Kind kind = Kind::ReadFailed;
    QString name; ///< the file; "-" is standard input
    QString detail;
    qint64 line = 0; ///< counted from 1
    qint64 column = 0; ///< counted from 1
    qint64 limit = 0;

    friend bool operator==(const ImportError &, const ImportError &) = default;
};

} // namespace optoscope
