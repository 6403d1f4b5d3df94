// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/capturesaver.h"

#include "core/capture/pcapngwriter.h"
#include "core/capture/vcdwriter.h"
#include "ui/texts/commandtexts.h"
#include "ui/texts/tracewording.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QSaveFile>

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds shortly(300);

/// False: whoever is told wants no more.
using Told = std::function<bool(qsizetype done, qsizetype all)>;

bool isVcd(const QString &file)
{
    return file.endsWith(QLatin1String(".vcd"), Qt::CaseInsensitive);
}

bool isPcapng(const QString &file)
{
    return file.endsWith(QLatin1String(".pcapng"), Qt::CaseInsensitive);
}

bool writeCapture(QIODevice &out, const Trace &trace, const CaptureFacts &facts, const Told &told)
{
    constexpr qsizetype atOnce = 2000;
    PcapngWriter writer(facts, std::make_shared<texts::TraceWording>());
    for (qsizetype i = 0; i < trace.count(); ++i) {
        writer.append(trace.entry(i));
        if (i % atOnce != atOnce - 1)
            continue;
        const QByteArray bytes = writer.take();
        if (out.write(bytes) != bytes.size() || !told(i, trace.count()))
            return false;
    }
    writer.finish();
    const QByteArray bytes = writer.take();
    return out.write(bytes) == bytes.size();
}

bool write(QIODevice &out, const QString &file, const Trace &trace, const CaptureFacts &facts,
           const Told &told)
{
    if (!isVcd(file))
        return writeCapture(out, trace, facts, told);
    const VcdLines lines = drawLines(trace);
    return writeVcd(out, lines, texts::vcdCommentText(lines));
}

/// Why \a file was not written, as the system says it; empty if it was.
QString writeFile(const QString &file, const Trace &trace, const CaptureFacts &facts,
                  const Told &told)
{
    QSaveFile out(file);
    const bool isWritten = out.open(QIODevice::WriteOnly) && write(out, file, trace, facts, told);
    if (isWritten && out.commit())
        return {};
    const QString why = out.errorString();
    return why.isEmpty() ? file : why;
}

} // namespace

CaptureSaver::CaptureSaver(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

CaptureSaver::~CaptureSaver()
{
    m_future.cancel();
}

bool CaptureSaver::canWrite(const QString &file)
{
    return isPcapng(file) || isVcd(file);
}

void CaptureSaver::save(const QString &file, const Trace &trace, const CaptureFacts &facts)
{
    m_saving = true;
    m_file = file;
    m_since.start();
    auto promise = std::make_shared<QPromise<QString>>();
    promise->setProgressRange(0, 100);
    m_future = promise->future();
    auto *watcher = new QFutureWatcher<QString>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this](int percent) {
        if (m_saving && m_since.hasExpired(shortly.count()))
            Q_EMIT progressed(percent);
    });
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, file] {
                watcher->deleteLater();
                if (watcher->isCanceled() || watcher->future().resultCount() == 0)
                    return;
                m_saving = false;
                const QString why = watcher->result();
                if (why.isEmpty())
                    Q_EMIT saved(file);
                else
                    Q_EMIT failed(file, why);
            });
    watcher->setFuture(m_future);
    m_pool.start([promise, file, trace, facts] {
        promise->start();
        const auto told = [&promise](qsizetype done, qsizetype all) {
            promise->setProgressValue(static_cast<int>(100 * done / std::max<qsizetype>(all, 1)));
            return !promise->isCanceled();
        };
        const QString why = writeFile(file, trace, facts, told);
        promise->addResult(why);
        promise->finish();
    });
}

void CaptureSaver::cancel()
{
    if (!m_saving)
        return;
    m_saving = false;
    m_future.cancel();
    Q_EMIT cancelled();
}

} // namespace optoscope
