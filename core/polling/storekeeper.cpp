// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/storekeeper.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace optoscope {

namespace {

constexpr std::chrono::milliseconds longestRetry = 60s;
/// About 20 MB.
constexpr qsizetype mostReadingsInMemory = 100000;
constexpr qsizetype mostResultsInMemory = 20000;
constexpr int batch = 100;

} // namespace

StoreKeeper::StoreKeeper(const SqlOptions &options)
    : m_options(options)
{
    m_retry.setParent(this); // so that it moves to the thread along with the keeper
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &StoreKeeper::flush);
}

StoreKeeper::~StoreKeeper() = default;

void StoreKeeper::open(const StoreAddress &address, const QString &spool, const PollPlan &plan,
                       UtcTime dayBegan)
{
    m_address = address;
    m_plan = plan;
    m_dayBegan = dayBegan;
    if (address.kind == StoreAddress::Kind::Server) {
        auto opened = SpoolFile::open(spool, m_options);
        if (const auto *failure = std::get_if<StoreError>(&opened)) {
            Q_EMIT refused(*failure);
            return;
        }
        m_spool = std::get<std::unique_ptr<SpoolFile>>(std::move(opened));
        const auto memory = m_spool->memory();
        if (const auto *known = std::get_if<SpoolFile::Memory>(&memory))
            m_memory = *known;
        if (m_memory.day != dayBegan)
            m_memory.past.wakeUpsToday = 0;
        m_memory.day = dayBegan;
    }
    const auto failure = openStore();
    if (failure && !failure->isPassing()) {
        Q_EMIT refused(*failure);
        return;
    }
    if (!plan.meter.isEmpty() && plan.meter != m_memory.meter)
        setMeter({plan.meter, {}});
    Q_EMIT opened({m_memory.meter, m_memory.identification}, m_memory.past);
    if (failure)
        onTrouble(*failure);
    else
        flush();
}

std::optional<StoreError> StoreKeeper::openStore()
{
    auto opened = ReadingStore::open(m_address, m_options);
    if (const auto *failure = std::get_if<StoreError>(&opened))
        return *failure;
    auto store = std::get<std::unique_ptr<ReadingStore>>(std::move(opened));
    const auto saved = store->savePlan(m_plan);
    if (const auto *failure = std::get_if<StoreError>(&saved))
        return *failure;
    const auto &plan = std::get<StoredPlan>(saved);
    const auto past = store->pastOf(plan.id, m_dayBegan);
    if (const auto *failure = std::get_if<StoreError>(&past))
        return *failure;
    m_planId = plan.id;
    if (!m_memory.isMeterNew && !plan.meter.isEmpty()) {
        m_memory.meter = plan.meter;
        m_memory.identification = plan.identification;
    }
    const auto &known = std::get<SchedulePast>(past);
    if (!m_memory.past.lastDue || (known.lastDue && *known.lastDue >= *m_memory.past.lastDue))
        m_memory.past = known;
    m_store = std::move(store);
    return {};
}

void StoreKeeper::setMeter(const PollCourse::KnownMeter &meter)
{
    m_memory.meter = meter.number;
    m_memory.identification = meter.identification;
    m_memory.isMeterNew = true;
    if (m_spool)
        m_spool->remember(m_memory);
}

void StoreKeeper::keep(const PollResult &result)
{
    // While nothing can be stored, missed polls in a row become one.
    if (!m_results.isEmpty() && result.record.outcome == PollOutcome::missed
        && m_results.last().record.outcome == PollOutcome::missed
        && m_results.last().record.finding == result.record.finding) {
        PollRecord &last = m_results.last().record;
        last.count += result.record.count;
        last.began = result.record.began;
        return;
    }
    m_results.append(result);
    m_readings += result.readings.size();
    rememberPast(result);
    if (!m_retry.isActive())
        flush();
    else if (const auto failure = moveToSpool())
        Q_EMIT troubled(*failure, waiting());
    setFull(m_readings >= mostReadingsInMemory || m_results.size() >= mostResultsInMemory);
}

/// For the next start without the server.
void StoreKeeper::rememberPast(const PollResult &result)
{
    m_memory.past.lastDue = result.record.began;
    m_memory.past.wasInterrupted = result.record.outcome == PollOutcome::interrupted;
    if (result.record.outcome != PollOutcome::missed)
        m_memory.past.wakeUpsToday += result.record.retries + 1;
    if (m_spool)
        m_spool->remember(m_memory);
}

void StoreKeeper::flush()
{
    const auto failure = flushAll();
    if (failure) {
        onTrouble(*failure);
        return;
    }
    m_pause = firstRetry;
    if (std::exchange(m_inTrouble, false))
        Q_EMIT recovered();
    setFull(false);
}

std::optional<StoreError> StoreKeeper::flushAll()
{
    auto failure = moveToSpool();
    if (failure)
        return failure;
    if (m_store && !m_store->isThere())
        m_store.reset(); // Somebody took the file away: a new one is made.
    if (!m_store)
        failure = openStore();
    if (!failure)
        failure = tellMeter();
    if (!failure)
        failure = m_spool ? sendSpool() : sendMemory();
    return failure;
}

std::optional<StoreError> StoreKeeper::tellMeter()
{
    if (!m_memory.isMeterNew)
        return {};
    if (auto failure = m_store->setMeter(m_planId, m_memory.meter, m_memory.identification))
        return failure;
    m_memory.isMeterNew = false;
    return m_spool ? m_spool->remember(m_memory) : std::nullopt;
}

std::optional<StoreError> StoreKeeper::moveToSpool()
{
    while (m_spool && !m_results.isEmpty()) {
        if (auto failure = m_spool->put(m_results.first()))
            return failure;
        const PollResult result = m_results.takeFirst();
        m_readings -= result.readings.size();
        Q_EMIT kept(result);
    }
    return {};
}

std::optional<StoreError> StoreKeeper::sendSpool()
{
    for (;;) {
        auto oldest = m_spool->oldest(batch);
        if (const auto *failure = std::get_if<StoreError>(&oldest))
            return *failure;
        auto &waiting = std::get<SpoolFile::Waiting>(oldest);
        if (waiting.last == 0)
            return {};
        for (PollResult &result : waiting.results)
            result.record.plan = m_planId;
        if (auto failure = m_store->add(waiting.results))
            return failure;
        // Killed here, they are sent again and known by their keys.
        if (auto failure = m_spool->remove(waiting.last))
            return failure;
    }
}

std::optional<StoreError> StoreKeeper::sendMemory()
{
    while (!m_results.isEmpty()) {
        QList<PollResult> some = m_results.mid(0, batch);
        for (PollResult &result : some)
            result.record.plan = m_planId;
        if (auto failure = m_store->add(some))
            return failure;
        m_results.remove(0, some.size());
        for (const PollResult &result : std::as_const(some)) {
            m_readings -= result.readings.size();
            Q_EMIT kept(result);
        }
    }
    return {};
}

void StoreKeeper::onTrouble(const StoreError &error)
{
    // A connection that was lost does not come back by itself.
    if (m_address.kind == StoreAddress::Kind::Server)
        m_store.reset();
    m_inTrouble = true;
    Q_EMIT troubled(error, waiting());
    m_retry.start(m_pause);
    m_pause = std::min(longestRetry, 2 * m_pause);
}

qint64 StoreKeeper::waiting()
{
    qint64 count = m_results.size();
    if (m_spool) {
        const auto spooled = m_spool->count();
        if (const auto *number = std::get_if<qint64>(&spooled))
            count += *number;
    }
    return count;
}

void StoreKeeper::setFull(bool full)
{
    if (std::exchange(m_full, full) != full)
        Q_EMIT fullChanged(full);
}

void StoreKeeper::close()
{
    m_retry.stop();
    // What waits for a server that is away is safe: asking once more would only take time.
    if (!m_results.isEmpty()) {
        if (const auto failure = flushAll())
            Q_EMIT troubled(*failure, waiting());
    }
    m_store.reset();
    m_spool.reset();
    Q_EMIT closed();
}

} // namespace optoscope
