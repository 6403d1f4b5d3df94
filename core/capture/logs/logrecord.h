// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/importerror.h"
#include "core/capture/logs/logitem.h"

namespace optoscope {

/// Collects what a reader of a log finds.
class LogRecord
{
public:
    /// The time of what comes, where a line says one.
    void setStamp(const std::optional<LogStamp> &stamp);
    /// What comes is a run of its own.
    void beginRun(bool bySender);
    /// Bytes that belong to the last run; the meter's if there is none.
    void append(QByteArrayView bytes);
    /// Words of the log; long ones are cut, and the many are left out.
    void addNote(QByteArrayView text);
    void addSettings(const LineSettings &settings);
    /// The runs are text whose line ends may have been lost.
    void setText(bool isText) { m_isText = isText; }

    bool isText() const { return m_isText; }
    bool hasBytes() const { return m_byteCount > 0; }
    qsizetype byteCount() const { return m_byteCount; }
    /// Runs without bytes are left out.
    QList<LogItem> takeItems();
    const QList<LogItem> &items() const { return m_items; }
    /// Sent becomes received and the other way round.
    void exchangeDirections();

private:
    QList<LogItem> m_items;
    std::optional<LogStamp> m_stamp;
    qsizetype m_run = -1; ///< the item that bytes go to
    qsizetype m_notes = 0;
    qsizetype m_byteCount = 0;
    bool m_isText = false;
};

/// The beginning of what stands at a place, for an error's detail.
QString logExcerpt(QByteArrayView text);
/// The error at a place of a log, counted from 1.
ImportError logError(ImportError::Kind kind, qint64 line, qint64 column, const QString &detail);

} // namespace optoscope
