// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/recordingfolder.h"

#include "core/capture/capturefile.h"

#include <QDir>
#include <QLockFile>

namespace optoscope {

namespace {

constexpr qsizetype longestName = 40;

/// What of a target can stand in the name of a file on every system.
QString nameOf(const QString &target)
{
    QString name;
    for (const QChar character : target.section(u'/', -1)) {
        const bool isPlain = character.unicode() < 0x80
            && (character.isLetterOrNumber() || character == u'-' || character == u'.');
        if (isPlain)
            name.append(character);
        else if (!name.endsWith(u'_') && !name.isEmpty())
            name.append(u'_');
    }
    while (name.endsWith(u'_') || name.endsWith(u'.'))
        name.chop(1);
    return name.left(longestName);
}

bool isBeingRecorded(const QString &file)
{
    QLockFile lock(lockOfRecording(file));
    lock.setStaleLockTime(0);
    return !lock.tryLock(0) && lock.error() == QLockFile::LockFailedError;
}

} // namespace

RecordingFolder::RecordingFolder(QString path, Limits limits)
    : m_path(std::move(path))
    , m_limits(limits)
{
}

bool RecordingFolder::holds(const QString &file) const
{
    return !m_path.isEmpty() && QFileInfo(file).absolutePath() == QDir(m_path).absolutePath();
}

QString RecordingFolder::newFile(const QDateTime &now, const QString &target) const
{
    const QDir folder(m_path);
    folder.mkpath(u"."_qs);
    const QString name = nameOf(target);
    const QString begin = now.toString(u"yyyy-MM-dd_HH-mm-ss"_qs)
        + (name.isEmpty() ? QString() : QString(u'_' + name));
    QString file = folder.filePath(begin + u".pcapng"_qs);
    for (int number = 2; QFile::exists(file); ++number)
        file = folder.filePath(u"%1_%2.pcapng"_qs.arg(begin).arg(number));
    return file;
}

QList<RecordingFolder::Kept> RecordingFolder::kept() const
{
    QList<Kept> found;
    if (m_path.isEmpty())
        return found;
    // Names begin with the time; the time of the file tells which of one second is newer.
    const auto files = QDir(m_path).entryInfoList({u"*.pcapng"_qs}, QDir::Files, QDir::Time);
    for (const QFileInfo &file : files)
        found.append({file.filePath(), file.lastModified(), file.size()});
    return found;
}

void RecordingFolder::prune() const
{
    qint64 bytes = 0;
    qsizetype count = 0;
    for (const Kept &one : kept()) {
        bytes += one.size;
        ++count;
        const bool isTooMany = count > m_limits.count || (count > 1 && bytes > m_limits.bytes);
        if (isTooMany && !isBeingRecorded(one.file)) {
            QFile::remove(one.file);
            QFile::remove(lockOfRecording(one.file));
        }
    }
}

} // namespace optoscope
