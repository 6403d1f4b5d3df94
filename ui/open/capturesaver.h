// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefacts.h"
#include "core/trace/trace.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace optoscope {

/// Writes a trace into a file on a thread of its own. What was in the file before stays there until
/// all is written.
class CaptureSaver final : public QObject
{
    Q_OBJECT
public:
    explicit CaptureSaver(QObject *parent = nullptr);
    /// Gives up what is being written.
    ~CaptureSaver() override;

    /// What the ending of \a file asks for can be written.
    static bool canWrite(const QString &file);
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
    /// \a detail is what the system says.
    void failed(const QString &file, const QString &detail);
    void cancelled();

private:
    QThreadPool m_pool;
    QFuture<QString> m_future;
    QString m_file;
    QElapsedTimer m_since;
    bool m_saving = false;
};

} // namespace optoscope
