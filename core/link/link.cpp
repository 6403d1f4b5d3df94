// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/link.h"

#include "core/link/lineworker.h"

namespace optoscope {

Link::Link(QObject *parent)
    : Link(makeSession, parent)
{
}

Link::Link(SessionFactory makeSession, QObject *parent)
    : QObject(parent)
    , m_worker(new LineWorker(std::move(makeSession)))
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &LineWorker::started, this, &Link::started);
    connect(m_worker, &LineWorker::entriesAppended, this, &Link::entriesAppended);
    connect(m_worker, &LineWorker::asked, this, &Link::asked);
    connect(m_worker, &LineWorker::capabilitiesKnown, this, &Link::capabilitiesKnown);
    connect(m_worker, &LineWorker::failed, this, &Link::failed);
    connect(m_worker, &LineWorker::presenceChanged, this, &Link::presenceChanged);
    connect(m_worker, &LineWorker::finished, this, [this](Outcome outcome) {
        m_running = false;
        Q_EMIT finished(outcome);
    });
    m_thread.setObjectName(u"line"_qs);
    m_thread.start();
}

Link::~Link()
{
    m_worker->disconnect(this);
    m_thread.quit();
    m_thread.wait();
}

void Link::start(const LinkRequest &request)
{
    Q_ASSERT(!m_running);
    m_running = true;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, request] { worker->start(request); });
}

void Link::answer(const PersonAnswer &answer)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, answer] { worker->answer(answer); });
}

void Link::setControlLines(const ControlLineChoice &choice)
{
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, choice] { worker->setControlLines(choice); });
}

void Link::setBreak(bool on)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, on] { worker->setBreak(on); });
}

void Link::tap(const QObject *receiver, const std::function<void(const QDateTime &)> &begin,
               const std::function<void(const TraceEntries &)> &append)
{
    connect(m_worker, &LineWorker::started, receiver, begin);
    connect(m_worker, &LineWorker::entriesAppended, receiver, append);
}

void Link::stop()
{
    QMetaObject::invokeMethod(m_worker, &LineWorker::stop);
}

} // namespace optoscope
