// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/capturefile.h"

#include "core/capture/captureformat.h"
#include "core/capture/pcapngreader.h"
#include "core/capture/pcapngwriter.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QtEndian>

namespace optoscope {

namespace {

constexpr qint64 pieceSize = qint64{1} << 20;
constexpr qint64 headSize = 64;

bool isUnlocked(const QString &name)
{
    QLockFile lock(lockOfRecording(name));
    lock.setStaleLockTime(0);
    return lock.tryLock(0) || lock.error() == QLockFile::PermissionError;
}

/// Whether the last block says that the recording ends here.
bool endsClosed(QFile &file)
{
    constexpr qint64 longestEnd = 4096;
    const qint64 size = std::min(longestEnd, file.size());
    if (!file.seek(file.size() - size))
        return false;
    const QByteArray end = file.read(size);
    if (end.size() < 4)
        return false;
    const auto length = qFromLittleEndian<quint32>(end.last(4).constData());
    if (length < 12 || length > static_cast<quint32>(end.size()))
        return false;
    const QByteArray block = end.last(static_cast<qsizetype>(length));
    return qFromLittleEndian<quint32>(block.constData()) == capture::statisticsBlock
        && block.contains(QByteArray(capture::closedTag.toByteArray() + capture::version));
}

bool isUnfinished(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) && looksLikeCapture(file.peek(headSize))
        && !endsClosed(file);
}

ImportError readError(const QString &name, const QString &detail)
{
    return {ImportError::Kind::ReadFailed, name, detail};
}

} // namespace

bool isCaptureFile(const QString &name)
{
    QFile file(name);
    return QFileInfo(name).isFile() && file.open(QIODevice::ReadOnly)
        && looksLikeCapture(file.peek(headSize));
}

std::variant<CaptureSummary, ImportError> readCapture(QIODevice &device, const QByteArray &head,
                                                      const std::function<bool(TraceEntries)> &take)
{
    PcapngReader reader;
    QByteArray piece = head;
    bool goesOn = true;
    while (goesOn && !piece.isEmpty()) {
        reader.feed(piece);
        const TraceEntries entries = reader.take();
        goesOn = entries.isEmpty() || take(entries);
        if (goesOn)
            piece = device.read(pieceSize);
    }
    if (goesOn) {
        reader.finish();
        const TraceEntries entries = reader.take();
        if (!entries.isEmpty())
            take(entries);
    }
    return CaptureSummary{reader.facts(), reader.problems(), reader.isClosed()};
}

CaptureResult readCaptureFile(const QString &name, const std::function<bool(TraceEntries)> &take)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return readError(name, file.errorString());
    auto result = readCapture(file, file.read(pieceSize), take);
    if (file.error() != QFileDevice::NoError)
        return readError(name, file.errorString());
    return result;
}

QStringList unfinishedRecordings(const QString &folder)
{
    QStringList found;
    const QDir dir(folder);
    const auto names = dir.entryList({u"*.pcapng"_qs}, QDir::Files, QDir::Time);
    for (const QString &name : names) {
        const QString path = dir.filePath(name);
        if (isUnlocked(path) && isUnfinished(path))
            found.append(path);
    }
    return found;
}

bool closeRecording(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    PcapngReader reader;
    for (QByteArray piece = file.read(pieceSize); !piece.isEmpty(); piece = file.read(pieceSize)) {
        reader.feed(piece);
        reader.take();
    }
    reader.finish();
    // What cannot be read now may be read another time.
    if (file.error() != QFileDevice::NoError)
        return false;
    if (!file.resize(reader.wholeBytes()) || !file.seek(reader.wholeBytes()))
        return false;
    const QByteArray end = PcapngWriter::endOfRecording();
    return file.write(end) == end.size() && file.flush();
}

QString lockOfRecording(const QString &name)
{
    return name + u".lock"_qs;
}

} // namespace optoscope
