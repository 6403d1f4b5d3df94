// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/captureloader.h"

#include <QPromise>

#include <memory>

namespace optoscope {

CaptureLoader::CaptureLoader(Import import, QObject *parent)
    : QObject(parent)
    , m_import(std::move(import))
{
    m_pool.setMaxThreadCount(1);
}

CaptureLoader::~CaptureLoader()
{
    drop();
}

void CaptureLoader::load(const QString &file, const ImportChoices &choices)
{
    drop();
    m_file = file;
    m_loading = true;
    const int number = ++m_number;
    auto promise = std::make_shared<QPromise<Result>>();
    promise->setProgressRange(0, 100);
    m_future = promise->future();
    auto *watcher = new QFutureWatcher<Result>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this, number](int percent) {
        if (number == m_number && m_loading)
            Q_EMIT progressed(percent);
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, number, watcher] {
        watcher->deleteLater();
        if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
            finish(number, watcher->result());
    });
    watcher->setFuture(m_future);
    Q_EMIT started(file);
    m_pool.start([promise, file, choices, import = m_import] {
        promise->start();
        const auto progress = [&promise](qint64 done, qint64 total) {
            promise->setProgressValue(total > 0 ? static_cast<int>(100 * done / total) : 0);
            return !promise->isCanceled();
        };
        if (!promise->isCanceled())
            promise->addResult(
                std::make_shared<const OpeningResult>(import(file, choices, progress)));
        promise->finish();
    });
}

void CaptureLoader::cancel()
{
    if (!m_loading)
        return;
    drop();
    Q_EMIT cancelled();
}

void CaptureLoader::drop()
{
    m_loading = false;
    m_future.cancel();
}

void CaptureLoader::finish(int number, const Result &result)
{
    if (number != m_number || !m_loading)
        return;
    m_loading = false;
    if (const auto *error = std::get_if<ImportError>(result.get()))
        Q_EMIT failed(*error);
    else
        Q_EMIT loaded(std::get<ImportedCapture>(*result));
}

} // namespace optoscope
