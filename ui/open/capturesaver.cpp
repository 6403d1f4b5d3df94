// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/capturesaver.h"

#include "ui/texts/tracewording.h"

#include <QFutureWatcher>
#include <QPromise>

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds shortly(300);

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

void CaptureSaver::save(const QString &file, const Trace &trace, const CaptureFacts &facts)
{
    m_saving = true;
    m_file = file;
    m_since.start();
    auto promise = std::make_shared<QPromise<ExportResult>>();
    promise->setProgressRange(0, 100);
    m_future = promise->future();
    auto *watcher = new QFutureWatcher<ExportResult>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this](int percent) {
        if (m_saving && m_since.hasExpired(shortly.count()))
            Q_EMIT progressed(percent);
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
            finish(watcher->result());
    });
    watcher->setFuture(m_future);
    m_pool.start([promise, file, trace, facts] {
        promise->start();
        const auto told = [&promise](qsizetype done, qsizetype all) {
            promise->setProgressValue(static_cast<int>(100 * done / std::max<qsizetype>(all, 1)));
            return !promise->isCanceled();
        };
        promise->addResult(
            exportTrace(file, trace, facts, std::make_shared<texts::TraceWording>(), {}, told));
        promise->finish();
    });
}

void CaptureSaver::finish(const ExportResult &result)
{
    m_saving = false;
    if (const auto *error = std::get_if<ExportError>(&result))
        Q_EMIT failed(*error);
    else
        Q_EMIT saved(m_file);
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
