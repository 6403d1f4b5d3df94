// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/capturepieces.h"

#include <utility>

namespace optoscope {
namespace {

/// So much of a capture is some fifty thousand characters: the window takes them in some
/// milliseconds, and repaints after each piece.
constexpr qint64 pieceSize = qint64{512} * 1024;

} // namespace

void CapturePieces::open(const QString &file, int number)
{
    m_number = number;
    m_hasEntries = false;
    m_reader = std::make_unique<PcapngReader>();
    m_file = std::make_unique<QFile>(file);
    if (m_file->open(QIODevice::ReadOnly))
        return;
    const ImportError error{ImportError::Kind::ReadFailed, file, m_file->errorString()};
    close();
    Q_EMIT failed(error, number);
}

void CapturePieces::close()
{
    m_file.reset();
    m_reader.reset();
}

void CapturePieces::readNext()
{
    while (m_file) {
        const QByteArray piece = m_file->read(pieceSize);
        if (piece.isEmpty()) {
            end();
            return;
        }
        m_reader->feed(piece);
        const TraceEntries entries = m_reader->take();
        if (entries.isEmpty())
            continue;
        m_hasEntries = true;
        const qint64 size = std::max<qint64>(m_file->size(), 1);
        const auto percent = static_cast<int>(100 * m_file->pos() / size);
        Q_EMIT arrived(entries, std::min(percent, 100), m_number);
        return;
    }
}

void CapturePieces::end()
{
    m_reader->finish();
    const TraceEntries entries = m_reader->take();
    m_hasEntries = m_hasEntries || !entries.isEmpty();
    const CaptureSummary summary{m_reader->facts(), m_reader->problems(), m_reader->isClosed()};
    const QString name = m_file->fileName();
    const bool isRead = m_file->error() == QFileDevice::NoError;
    const QString why = m_file->errorString();
    close();
    if (!entries.isEmpty())
        Q_EMIT arrived(entries, 100, m_number);
    if (!isRead)
        Q_EMIT failed({ImportError::Kind::ReadFailed, name, why}, m_number);
    else if (!m_hasEntries && !summary.problems.isEmpty())
        Q_EMIT failed({ImportError::Kind::NoEntries, name, {}}, m_number);
    else
        Q_EMIT finished(summary, m_number);
}

} // namespace optoscope
