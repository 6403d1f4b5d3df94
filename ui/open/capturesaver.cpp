// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/capturesaver.h"

#include "core/capture/exports/traceexport.h"
#include "ui/texts/tracewording.h"

#include <QFutureWatcher>
#include <QPromise>

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds shortly(300);

/// Why \a file was not written, as the system says it; empty if it was.
QString writeFile(const QString &file, const Trace &trace, const CaptureFacts &facts,
                  const ExportProgress &told)
{
    const auto result =
        exportTrace(file, trace, facts, std::make_shared<texts::TraceWording>(), {}, told);
    const auto *error = std::get_if<ExportError>(&result);
    if (!error)
        return {};
    return error->detail.isEmpty() ? file : error->detail;
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
    return exportFormatOf(file).has_value();
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
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, file] {
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
