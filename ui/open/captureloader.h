// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/captureimport.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

namespace optoscope {

/// Reads a file on a thread of its own.
class CaptureLoader final : public QObject
{
    Q_OBJECT
public:
    /// Called on a worker; see importCapture().
    using Import = std::function<OpeningResult(const QString &file, const ImportChoices &choices,
                                               const ReadProgress &progress)>;

    explicit CaptureLoader(Import import, QObject *parent = nullptr);
    /// Ends what is being read.
    ~CaptureLoader() override;

    bool isLoading() const { return m_loading; }
    const QString &file() const { return m_file; }
    /// Begins to read; what was being read is given up.
    void load(const QString &file, const ImportChoices &choices);
    /// Gives up what is being read; cancelled() follows at once.
    void cancel();

Q_SIGNALS:
    void started(const QString &file);
    /// 0 to 100
    void progressed(int percent);
    void loaded(const optoscope::ImportedCapture &capture);
    void failed(const optoscope::ImportError &error);
    void cancelled();

private:
    using Result = std::shared_ptr<const OpeningResult>;

    void drop();
    void finish(int number, const Result &result);

    Import m_import;
    QThreadPool m_pool;
    QFuture<Result> m_future;
    QString m_file;
    int m_number = 0; ///< of the loading; results of others come too late
    bool m_loading = false;
};

} // namespace optoscope
