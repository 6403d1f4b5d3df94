// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <QObject>
#include <QStringList>

namespace optoscope {

/// What a search has tried, a line for each attempt, read from what happened on the line.
class SearchLog final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void take(const TraceEntries &entries);
    void clear();
    const QStringList &lines() const { return m_lines; }

Q_SIGNALS:
    /// Line \a index is new or says more than before.
    void lineChanged(qsizetype index);
    void cleared();

private:
    void begin(Instant at, const QString &words);
    void showCurrent();

    QStringList m_lines;
    LineSettings m_settings;
    QString m_words; ///< of the attempt that goes on
    Instant m_begun;
    bool m_hasSent = false;
    qsizetype m_heard = 0;
};

} // namespace optoscope
