// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/importerror.h"

#include <QByteArray>

#include <optional>

class QIODevice;

namespace optoscope {

/// Reads a text file line by line, within bounds: of the file's bytes and of a line's.
class WaveLines
{
public:
    explicit WaveLines(QIODevice &file)
        : m_file(file)
    {
    }

    /// The next line without its end; nothing at the end of the file or at a failure. It is valid
    /// until the next call.
    std::optional<QByteArrayView> next();
    /// The line has no end: the file may have been cut there.
    bool isCut() const { return m_cut; }
    /// Why there are no more lines, unless the file came to its end.
    std::optional<ImportError> failure() const { return m_failure; }
    /// An error in the line read last, with what stands there.
    ImportError error(ImportError::Kind kind, QByteArrayView what, qint64 limit = 0) const;

private:
    QIODevice &m_file;
    QByteArray m_buffer;
    qsizetype m_at = 0; ///< how much of the buffer was given
    qint64 m_read = 0;
    qint64 m_line = 0;
    bool m_cut = false;
    std::optional<ImportError> m_failure;
};

/// A number with a decimal point, or with \a decimal instead; nothing if it is none, or not
/// finite.
std::optional<double> numberOf(QByteArrayView text, char decimal = '.');

} // namespace optoscope
