// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/exports/traceexport.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace optoscope {

/// Writes a trace into a file on a thread of its own, as the ending of its name says. What was in
/// the file before stays there until all is written.
class CaptureSaver final : public QObject
{
    Q_OBJECT
public:
    explicit CaptureSaver(QObject *parent = nullptr);
    /// Gives up what is being written.
    ~CaptureSaver() override;

    bool isSaving() const { return m_saving; }
    const QString &file() const { return m_file; }
    /// Begins to write; not to be called while saving.
    void save(const QString &file, const Trace &trace, const CaptureFacts &facts);
    /// Gives up what is being written; cancelled() follows at once.
    void cancel();

Q_SIGNALS:
    /// 0 to 100; not for what is done in a moment.
    void progressed(int percent);
    void saved(const QString &file);
    void failed(const optoscope::ExportError &error);
    void cancelled();

private:
    void finish(const ExportResult &result);

    QThreadPool m_pool;
    QFuture<ExportResult> m_future;
    QString m_file;
    QElapsedTimer m_since;
    bool m_saving = false;
};

} // namespace optoscope
