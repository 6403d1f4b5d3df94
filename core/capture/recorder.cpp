// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/recorder.h"

#include "core/capture/capturefile.h"

#include <QFileInfo>

#include <cstdio>
#include <utility>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace optoscope {

namespace {

// The runner gathers for at most 50 ms; together they stay below the 200 ms of design §9.
constexpr std::chrono::milliseconds flushTime(100);
constexpr std::chrono::milliseconds syncTime(1000);

void syncToDisk(int handle)
{
#if defined(Q_OS_WIN)
    _commit(handle);
#elif defined(Q_OS_LINUX)
    fdatasync(handle);
#else
    fsync(handle);
#endif
}

/// A pipe or a device is nobody's recording.
bool isLockable(const QString &file)
{
    const QFileInfo info(file);
    return !info.exists() || info.isFile();
}

} // namespace

Recorder::Recorder(const QString &file, const CaptureFacts &facts,
                   std::shared_ptr<const Wording> wording)
    : m_facts(facts)
    , m_wording(std::move(wording))
    , m_file(file)
    , m_flushTimer(this)
    , m_syncTimer(this)
    , m_isOutput(file == u"-")
{
    m_file.setParent(this);
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(flushTime);
    m_syncTimer.setSingleShot(true);
    m_syncTimer.setInterval(syncTime);
    connect(&m_flushTimer, &QTimer::timeout, this, &Recorder::flush);
    connect(&m_syncTimer, &QTimer::timeout, this, &Recorder::sync);
}

void Recorder::open()
{
    if (m_isOutput) {
        if (!m_file.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered))
            fail(RecordTrouble::Kind::CannotOpen, m_file.errorString());
        return;
    }
    if (isLockable(m_file.fileName())) {
        m_lock = std::make_unique<QLockFile>(lockOfRecording(m_file.fileName()));
        m_lock->setStaleLockTime(0);
        if (!m_lock->tryLock(0) && m_lock->error() == QLockFile::LockFailedError) {
            fail(RecordTrouble::Kind::InUse, {});
            return;
        }
    }
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        fail(RecordTrouble::Kind::CannotOpen, m_file.errorString());
    else
        Q_EMIT opened(m_file.fileName());
}

void Recorder::openNext()
{
    finish();
    const RecordingPlan plan = std::exchange(m_next, {})();
    m_failure.reset();
    m_written = 0;
    m_isOutput = false;
    m_facts = plan.facts;
    m_file.setFileName(plan.file);
    open();
}

void Recorder::begin(const QDateTime &anchor)
{
    if (m_next)
        openNext();
    if (m_failure)
        return;
    if (m_writer)
        flush();
    m_facts.anchor = anchor;
    m_writer = std::make_unique<PcapngWriter>(m_facts, m_wording);
    flush();
}

void Recorder::append(const TraceEntries &entries)
{
    if (m_failure || !m_writer)
        return;
    for (const TraceEntry &entry : entries)
        m_writer->append(entry);
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void Recorder::flush()
{
    m_flushTimer.stop();
    m_writer->endPacket();
    write(m_writer->take());
}

void Recorder::write(const QByteArray &bytes)
{
    for (qsizetype from = 0; from < bytes.size() && !m_failure;) {
        const qint64 written = m_file.write(bytes.constData() + from, bytes.size() - from);
        if (written <= 0) {
            const QString why = m_file.errorString();
            // What was written half would be taken for damage. Of an output that is somebody
            // else's file only a part is ours.
            if (!m_isOutput && !m_file.isSequential())
                m_file.resize(m_written);
            fail(RecordTrouble::Kind::CannotWrite, why);
            return;
        }
        from += written;
    }
    m_written += bytes.size();
    if (!m_syncTimer.isActive() && !m_file.isSequential())
        m_syncTimer.start();
}

void Recorder::sync() const
{
    if (m_file.isOpen())
        syncToDisk(m_file.handle());
}

void Recorder::finish()
{
    if (m_writer && !m_failure) {
        m_writer->finish();
        flush();
    }
    m_flushTimer.stop();
    m_syncTimer.stop();
    if (m_file.isOpen() && !m_file.isSequential())
        sync();
    m_file.close();
    m_writer.reset();
    m_lock.reset();
}

void Recorder::fail(RecordTrouble::Kind kind, const QString &detail)
{
    m_failure = RecordTrouble{kind, m_isOutput ? u"-"_qs : m_file.fileName(), detail};
    m_flushTimer.stop();
    m_syncTimer.stop();
    m_file.close();
    m_lock.reset();
    Q_EMIT trouble(*m_failure);
}

} // namespace optoscope
