// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/readingreader.h"

#include <QObject>
#include <QTimer>

namespace optoscope {

/// What ReadingFeed has on its thread.
class FeedWorker : public QObject
{
    Q_OBJECT
public:
    FeedWorker();

    void open(const StoreAddress &address);
    void close();
    void look();
    void askFindings(qint64 poll);

Q_SIGNALS:
    void opened(const QList<optoscope::StoredPlan> &plans);
    void newsCame(const optoscope::StoreNews &news);
    void foundFindings(qint64 poll, const optoscope::Findings &findings);
    void troubled(const optoscope::StoreError &error);
    void recovered();

private:
    std::optional<StoreError> openReader();
    std::optional<StoreError> readNews();
    void onTrouble(const StoreError &error);

    QTimer m_timer;
    StoreAddress m_address;
    std::unique_ptr<ReadingReader> m_reader;
    qint64 m_mark = 0;
    bool m_isKnown = false; ///< opened() was told.
    bool m_inTrouble = false;
};

} // namespace optoscope
