// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/readingfeed.h"

#include "core/polling/feedworker.h"

namespace optoscope {

ReadingFeed::ReadingFeed(QObject *parent)
    : QObject(parent)
    , m_worker(new FeedWorker)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &FeedWorker::opened, this, &ReadingFeed::opened);
    connect(m_worker, &FeedWorker::newsCame, this, &ReadingFeed::newsCame);
    connect(m_worker, &FeedWorker::foundFindings, this, &ReadingFeed::foundFindings);
    connect(m_worker, &FeedWorker::troubled, this, &ReadingFeed::troubled);
    connect(m_worker, &FeedWorker::recovered, this, &ReadingFeed::recovered);
    m_thread.setObjectName(u"readings"_qs);
    m_thread.start();
}

ReadingFeed::~ReadingFeed()
{
    m_worker->disconnect(this);
    m_thread.quit();
    m_thread.wait();
}

void ReadingFeed::open(const StoreAddress &address)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, address] { worker->open(address); });
}

void ReadingFeed::close()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->close(); });
}

void ReadingFeed::look()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->look(); });
}

void ReadingFeed::askFindings(qint64 poll)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, poll] { worker->askFindings(poll); });
}

} // namespace optoscope
