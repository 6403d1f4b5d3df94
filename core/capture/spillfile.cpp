// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/spillfile.h"

#include <QDir>
#include <QTemporaryFile>

#include <atomic>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <unistd.h>
#endif

namespace optoscope {

class SpillFile::File
{
public:
    explicit File(const QString &folder)
        : m_file((folder.isEmpty() ? QDir::tempPath() : folder) + u"/optoscope-XXXXXX"_qs)
    {
    }

    bool open()
    {
        if (!m_file.open())
            return false;
#ifdef Q_OS_UNIX
        // Without a name it is gone even if the program is killed.
        m_file.setAutoRemove(false);
        QFile::remove(m_file.fileName());
#endif
        return true;
    }

    QString errorString() const
    {
        return m_file.errorString();
    }

    /// Where \a bytes were written; nothing if they could not be.
    std::optional<qint64> append(const QByteArray &bytes)
    {
        const qint64 at = m_end.fetch_add(bytes.size());
        if (write(at, bytes))
            return at;
        // The room is given back unless somebody wrote behind it meanwhile.
        qint64 end = at + bytes.size();
        m_end.compare_exchange_strong(end, at);
        return {};
    }

    std::optional<QByteArray> read(qint64 at, qint64 size) const;

private:
    bool write(qint64 at, const QByteArray &bytes);

    QTemporaryFile m_file;
    std::atomic<qint64> m_end{0};
};

#ifdef Q_OS_UNIX

bool SpillFile::File::write(qint64 at, const QByteArray &bytes)
{
    for (qint64 done = 0; done < bytes.size();) {
        const auto rest = static_cast<size_t>(bytes.size() - done);
        const qint64 written = ::pwrite(m_file.handle(), bytes.constData() + done, rest, at + done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += written;
    }
    return true;
}

std::optional<QByteArray> SpillFile::File::read(qint64 at, qint64 size) const
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 done = 0; done < size;) {
        const auto rest = static_cast<size_t>(size - done);
        const qint64 got = ::pread(m_file.handle(), bytes.data() + done, rest, at + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return {};
        done += got;
    }
    return bytes;
}

#else

// A handle has one place only; so each thread opens the file for itself.
bool SpillFile::File::write(qint64 at, const QByteArray &bytes)
{
    QFile file(m_file.fileName());
    return file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) && file.seek(at)
        && file.write(bytes) == bytes.size();
}

std::optional<QByteArray> SpillFile::File::read(qint64 at, qint64 size) const
{
    QFile file(m_file.fileName());
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(at))
        return {};
    QByteArray bytes = file.read(size);
    if (bytes.size() != size)
        return {};
    return bytes;
}

#endif

namespace {

class Stretch final : public StoredChunk
{
public:
    Stretch(std::shared_ptr<const SpillFile::File> file, qint64 at, qint64 size)
        : m_file(std::move(file))
        , m_at(at)
        , m_size(size)
    {
    }

    std::optional<QByteArray> read() const override { return m_file->read(m_at, m_size); }

private:
    std::shared_ptr<const SpillFile::File> m_file;
    qint64 m_at;
    qint64 m_size;
};

} // namespace

SpillFile::SpillFile(const QString &folder)
    : m_file(std::make_shared<File>(folder))
{
    if (m_file->open())
        return;
    m_openError = m_file->errorString();
    m_file.reset();
}

std::shared_ptr<const StoredChunk> SpillFile::keep(const QByteArray &bytes)
{
    if (!m_file)
        return {};
    const std::optional<qint64> at = m_file->append(bytes);
    if (!at)
        return {};
    return std::make_shared<Stretch>(m_file, *at, bytes.size());
}

} // namespace optoscope
