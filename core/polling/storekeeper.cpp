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
    auto failure =
        address.kind == StoreAddress::Kind::Server ? openSpool(spool) : std::optional<StoreError>();
    if (failure) {
        Q_EMIT refused(*failure);
        return;
    }
    failure = openStore();
    if (failure && !failure->isPassing()) {
        Q_EMIT refused(*failure);
        return;
    }
    if (!plan.meter.isEmpty() && plan.meter != m_memory.meter)
        takeMeter({plan.meter, {}}, false);
    m_isOpen = true;
    Q_EMIT opened({m_memory.meter, m_memory.identification}, m_memory.past);
    if (failure)
        onTrouble(*failure);
    else
        flush();
}

std::optional<StoreError> StoreKeeper::openSpool(const QString &file)
{
    auto opened = SpoolFile::open(file, m_options);
    if (const auto *failure = std::get_if<StoreError>(&opened))
        return *failure;
    m_spool = std::get<std::unique_ptr<SpoolFile>>(std::move(opened));
    const auto memory = m_spool->memory();
    if (const auto *known = std::get_if<SpoolFile::Memory>(&memory))
        m_memory = *known;
    m_isKnown = (!m_memory.meter.isEmpty() && !m_memory.isMeterAssumed)
        || m_memory.past.lastDue.has_value();
    if (m_memory.day != m_dayBegan)
        m_memory.past.wakeUpsToday = 0;
    m_memory.day = m_dayBegan;
    return {};
}

std::optional<StoreError> StoreKeeper::openStore()
{
    auto opened = ReadingStore::open(m_address, m_options);
    if (const auto *failure = std::get_if<StoreError>(&opened))
        return *failure;
    auto store = std::get<std::unique_ptr<ReadingStore>>(std::move(opened));
    // Often it can be read while nothing can be written.
    if (auto failure = recall(*store))
        return failure;
    const auto saved = store->savePlan(m_plan);
    if (const auto *failure = std::get_if<StoreError>(&saved))
        return *failure;
    m_planId = std::get<StoredPlan>(saved).id;
    m_store = std::move(store);
    return {};
}

std::optional<StoreError> StoreKeeper::recall(ReadingStore &store)
{
    const auto found = store.findPlan(m_plan);
    if (const auto *failure = std::get_if<StoreError>(&found))
        return *failure;
    const auto &plan = std::get<StoredPlan>(found);
    const auto past = store.pastOf(plan.id, m_dayBegan);
    if (const auto *failure = std::get_if<StoreError>(&past))
        return *failure;
    learn(plan, std::get<SchedulePast>(past));
    return {};
}

/// What somebody has said of the meter counts most, then what the store knows, then who answered.
void StoreKeeper::learn(const StoredPlan &plan, const SchedulePast &past)
{
    const bool isLate = !std::exchange(m_isKnown, true) && m_isOpen;
    const QString before = m_memory.meter;
    if (plan.meter.isEmpty()) {
        m_memory.isMeterNew = !before.isEmpty(); // It may be a file that was made anew.
    } else if (!m_memory.isMeterNew || m_memory.isMeterAssumed) {
        m_wrongMeter = m_memory.isMeterNew && before != plan.meter ? before : QString();
        m_memory.meter = plan.meter;
        m_memory.identification = plan.identification;
        m_memory.isMeterNew = false;
    }
    m_memory.isMeterAssumed = false;
    SchedulePast &known = m_memory.past;
    if (isLate && known.lastDue)
        known.wakeUpsToday += past.wakeUpsToday;
    else if (!known.lastDue || (past.lastDue && *past.lastDue >= *known.lastDue))
        known = past;
    if (isLate || (m_isOpen && m_memory.meter != before))
        Q_EMIT recalled({m_memory.meter, m_memory.identification}, isLate ? past : SchedulePast());
}

void StoreKeeper::takeMeter(const PollCourse::KnownMeter &meter, bool isAssumed)
{
    m_memory.meter = meter.number;
    m_memory.identification = meter.identification;
    m_memory.isMeterNew = true;
    m_memory.isMeterAssumed = isAssumed;
    remember();
}

void StoreKeeper::meetMeter(const PollCourse::KnownMeter &meter)
{
    if (m_memory.meter.isEmpty())
        takeMeter(meter, !m_isKnown);
}

void StoreKeeper::setMeter(const PollCourse::KnownMeter &meter)
{
    takeMeter(meter, false);
    if (!m_retry.isActive())
        flush(); // Until the next poll comes the program may have ended.
}

/// For the next start without the server.
void StoreKeeper::remember()
{
    if (m_spool)
        m_spool->remember(m_memory); // If that fails, what is put aside fails, too, and is told.
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

void StoreKeeper::rememberPast(const PollResult &result)
{
    m_memory.past.lastDue = result.record.began;
    m_memory.past.wasInterrupted = result.record.outcome == PollOutcome::interrupted;
    if (result.record.outcome != PollOutcome::missed)
        m_memory.past.wakeUpsToday += result.record.retries + 1;
    remember();
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
        prepare(waiting.results);
        if (auto failure = add(waiting.results))
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
        prepare(some);
        if (auto failure = add(some))
            return failure;
        m_results.remove(0, some.size());
        for (const PollResult &result : std::as_const(some)) {
            m_readings -= result.readings.size();
            Q_EMIT kept(result);
        }
    }
    return {};
}

void StoreKeeper::prepare(QList<PollResult> &results) const
{
    for (PollResult &result : results) {
        result.record.plan = m_planId;
        if (!m_wrongMeter.isEmpty() && result.meter == m_wrongMeter
            && result.meter != m_memory.meter && result.record.outcome == PollOutcome::done)
            PollCourse::refuseMeter(result, m_memory.meter);
    }
}

std::optional<StoreError> StoreKeeper::add(QList<PollResult> &results)
{
    auto failure = m_store->add(results);
    if (!failure || failure->kind != StoreError::Kind::Other)
        return failure;
    for (PollResult &result : results) {
        if (auto refusal = addAlone(result))
            return refusal;
    }
    return {};
}

/// One poll that a database does not take must not hold up all that follow: it is stored without
/// what it brought. If that is not taken either, it is not because of the poll.
std::optional<StoreError> StoreKeeper::addAlone(PollResult &result)
{
    const auto added = m_store->add(result);
    const auto *refusal = std::get_if<StoreError>(&added);
    if (!refusal || refusal->kind != StoreError::Kind::Other)
        return refusal ? std::optional(*refusal) : std::nullopt;
    constexpr int longestDetail = 200;
    PollResult bare;
    bare.key = result.key;
    bare.utc = result.utc;
    bare.record = result.record;
    bare.record.capture.clear();
    bare.record.entry = -1;
    bare.record.finding = findingName(FindingId::valuesLeftOut);
    bare.findings = {{FindingId::valuesLeftOut,
                      Severity::warning,
                      Blame::meter,
                      {},
                      -1,
                      double(result.readings.size()),
                      0,
                      refusal->detail.left(longestDetail)}};
    const auto stored = m_store->add(bare);
    if (std::holds_alternative<StoreError>(stored))
        return *refusal;
    Q_EMIT setAside(*refusal, std::exchange(result, bare));
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
    // What waits for a server that is away is safe: asking once more would only take time. For a
    // lock the database waits as long as the options say.
    const bool isMeterUntold = m_memory.isMeterNew && !m_spool && m_isOpen;
    if (!m_results.isEmpty() || isMeterUntold) {
        const auto failure = flushAll();
        if (failure && m_results.isEmpty())
            Q_EMIT troubled(*failure, waiting());
        else if (failure)
            Q_EMIT lost(*failure, m_results.size());
    }
    m_results.clear();
    m_store.reset();
    m_spool.reset();
    Q_EMIT closed();
}

} // namespace optoscope
