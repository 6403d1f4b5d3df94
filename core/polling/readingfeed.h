// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/readingreader.h"

#include <QObject>
#include <QThread>

namespace optoscope {

class FeedWorker;

/// Follows a store that is polled into, here or by another program, without making anybody wait:
/// reads it on a thread of its own and hands over what is in it, and then what is new, in pieces.
class ReadingFeed : public QObject
{
    Q_OBJECT
public:
    explicit ReadingFeed(QObject *parent = nullptr);
    ~ReadingFeed() override;

    /// Reads all of \a address and goes on with it until close(). What was followed before is left.
    void open(const StoreAddress &address);
    void close();
    /// Looks for news now, not only every second: after Poller::kept().
    void look();
    /// Asks for the findings of a poll; foundFindings() follows.
    void askFindings(qint64 poll);

Q_SIGNALS:
    /// The store is open. The pieces follow.
    void opened(const QList<optoscope::StoredPlan> &plans);
    /// What came since the piece before; isAll in the last one for now. None for an empty store.
    void newsCame(const optoscope::StoreNews &news);
    void foundFindings(qint64 poll, const optoscope::Findings &findings);
    /// The store cannot be opened or read. What passes is tried again every second.
    void troubled(const optoscope::StoreError &error);
    /// After troubled(): it can be read again.
    void recovered();

private:
    QThread m_thread;
    FeedWorker *m_worker = nullptr; ///< lives on the thread and ends with it
};

} // namespace optoscope
