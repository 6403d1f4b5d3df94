// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>

namespace optoscope {

/// The folder where sessions are recorded by themselves. It keeps the newest: at most so many, and
/// of the old ones at most so many bytes.
class RecordingFolder
{
public:
    struct Limits {
        qsizetype count = 30;
        qint64 bytes = qint64{512} * 1024 * 1024;
    };
    struct Kept {
        QString file;
        QDateTime time; ///< when it was written last
        qint64 size = 0;
    };

    explicit RecordingFolder(QString path)
        : RecordingFolder(std::move(path), Limits())
    {
    }
    RecordingFolder(QString path, Limits limits);

    const QString &path() const { return m_path; }
    /// Whether \a file lies in it.
    bool holds(const QString &file) const;
    /// A file that does not exist yet, for a session with \a target that begins at \a now. The
    /// folder is made if it is missing.
    QString newFile(const QDateTime &now, const QString &target) const;
    /// The newest first.
    QList<Kept> kept() const;
    /// Removes the oldest recordings that are too many. What is being recorded stays.
    void prune() const;

private:
    QString m_path;
    Limits m_limits;
};

} // namespace optoscope
