// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/readingreader.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>

namespace optoscope {

/// Reads a store and looks for what is new in it, also while another program writes it. It waits
/// for the disk: it belongs on a thread of its own and is told what to do by queued calls.
class StoreWatch final : public QObject
{
    Q_OBJECT
public:
    explicit StoreWatch(QObject *parent = nullptr);

    void open(const StoreAddress &address);
    void close();
    /// Samples of the series \a id are wanted, all that there are and those that come.
    void want(qint64 id);
    /// From now on news come: those of all polls first, in pieces.
    void begin();

Q_SIGNALS:
    void opened(const QList<optoscope::StoredPlan> &plans, const QList<optoscope::Series> &series);
    void failed(const optoscope::StoreError &error);
    void seriesFound(const QList<optoscope::Series> &series);
    void samplesRead(qint64 series, const QList<optoscope::Sample> &samples);
    void pollsRead(const QList<optoscope::PollRecord> &polls);
    /// All that there is has been read; more comes when it is stored.
    void upToDate();
    /// It cannot be read at the moment; it is tried again. upToDate() follows when it can.
    void troubled(const optoscope::StoreError &error);

private:
    void look();
    void fail(const StoreError &error);
    void meet(const StoreError &error);
    bool reopen();
    void readWanted(qint64 id);
    void take(const StoreNews &news);

    std::unique_ptr<ReadingReader> m_reader;
    StoreAddress m_address;
    QTimer m_timer;
    QHash<qint64, UtcTime> m_wanted; ///< until when their samples have been read as a whole
    QSet<qint64> m_unread; ///< of them nothing could be read yet
    QSet<qint64> m_known;
    qint64 m_mark = 0;
    bool m_isUpToDate = false;
    bool m_inTrouble = false;
};

} // namespace optoscope
