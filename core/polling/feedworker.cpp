// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/feedworker.h"

#include <utility>

using namespace std::chrono_literals;

namespace optoscope {

namespace {

constexpr std::chrono::milliseconds lookEvery = 1s;

} // namespace

FeedWorker::FeedWorker()
{
    m_timer.setParent(this); // so that it moves along
    m_timer.setInterval(lookEvery);
    connect(&m_timer, &QTimer::timeout, this, &FeedWorker::look);
}

void FeedWorker::open(const StoreAddress &address)
{
    close();
    m_address = address;
    m_timer.start();
    look();
}

void FeedWorker::close()
{
    m_timer.stop();
    m_reader.reset();
    m_mark = 0;
    m_isKnown = false;
    m_inTrouble = false;
}

void FeedWorker::look()
{
    if (!m_timer.isActive())
        return;
    if (const auto failure = readNews())
        onTrouble(*failure);
    else if (std::exchange(m_inTrouble, false))
        Q_EMIT recovered();
}

void FeedWorker::askFindings(qint64 poll)
{
    if (!m_reader)
        return;
    const auto findings = m_reader->findings(poll);
    if (const auto *failure = std::get_if<StoreError>(&findings))
        onTrouble(*failure);
    else
        Q_EMIT foundFindings(poll, std::get<Findings>(findings));
}

std::optional<StoreError> FeedWorker::openReader()
{
    auto result = ReadingReader::open(m_address);
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    m_reader = std::get<std::unique_ptr<ReadingReader>>(std::move(result));
    if (m_isKnown)
        return {};
    const auto plans = m_reader->plans();
    if (const auto *failure = std::get_if<StoreError>(&plans))
        return *failure;
    m_isKnown = true;
    Q_EMIT opened(std::get<QList<StoredPlan>>(plans));
    return {};
}

/// A piece at a time; between them close() and others have their turn.
std::optional<StoreError> FeedWorker::readNews()
{
    if (!m_reader) {
        if (auto failure = openReader())
            return failure;
    }
    auto result = m_reader->newsSince(m_mark);
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    const auto &news = std::get<StoreNews>(result);
    if (news.polls.isEmpty())
        return {};
    m_mark = news.mark;
    Q_EMIT newsCame(news);
    if (!news.isAll)
        QMetaObject::invokeMethod(this, &FeedWorker::look, Qt::QueuedConnection);
    return {};
}

void FeedWorker::onTrouble(const StoreError &error)
{
    m_reader.reset();
    if (!error.isPassing())
        m_timer.stop();
    if (!std::exchange(m_inTrouble, true))
        Q_EMIT troubled(error);
}

} // namespace optoscope
