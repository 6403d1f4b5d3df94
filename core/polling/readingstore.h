// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollplan.h"
#include "core/polling/pollresult.h"
#include "core/polling/schedule.h"
#include "core/polling/sqloptions.h"
#include "core/polling/storeaddress.h"
#include "core/polling/storeerror.h"

#include <QHash>

#include <memory>

namespace optoscope {

class SqlConnection;

/// A plan as a store knows it.
struct StoredPlan {
    qint64 id = 0;
    PollPlan plan;
    QString meter; ///< the number of the meter whose readings it takes; empty before the first poll
    QByteArray identification; ///< of that meter
};

/// Writes plans and polls into a store, a poll at a time, all of it or nothing. It belongs to the
/// thread that opened it and waits for the disk or the server.
class ReadingStore
{
public:
    /// Makes the store if it is not there, and brings an older one to the present version.
    static StoreResult<std::unique_ptr<ReadingStore>> open(const StoreAddress &address,
                                                           const SqlOptions &options = {});
    ~ReadingStore();

    /// Writes \a plan, or what has changed in it.
    StoreResult<StoredPlan> savePlan(const PollPlan &plan);
    /// What is known of \a plan, without writing: its id is 0 if that is nothing.
    StoreResult<StoredPlan> findPlan(const PollPlan &plan);
    /// What the plan \a id did before; its local day began at \a dayBegan.
    StoreResult<SchedulePast> pastOf(qint64 id, UtcTime dayBegan);
    /// From now on the plan \a id takes the readings of the meter \a number.
    std::optional<StoreError> setMeter(qint64 id, const QString &number,
                                       const QByteArray &identification);
    /// Stores \a result. False if a poll of its key is there already: nothing is stored twice.
    StoreResult<bool> add(const PollResult &result);
    /// The same for several, at once.
    std::optional<StoreError> add(const QList<PollResult> &results);

    /// The database file is still where it was; always so with a server.
    bool isThere() const;

private:
    struct SeriesEntry {
        qint64 id = 0;
        bool hasNumbers = false;
    };

    explicit ReadingStore(std::unique_ptr<SqlConnection> connection);
    template <typename Work>
    std::optional<StoreError> inTransaction(Work work);
    StoreResult<bool> addPoll(const PollResult &result);
    std::optional<StoreError> addReading(qint64 poll, qint64 meter, UtcTime utc,
                                         const RegisterReading &reading);
    std::optional<StoreError> addFinding(qint64 poll, int place, const Finding &finding);
    StoreResult<qint64> meterId(const QString &number, const QByteArray &identification);
    StoreResult<SeriesEntry> seriesOf(qint64 meter, const RegisterReading &reading);
    StoreResult<SeriesEntry> lastUnitOf(qint64 meter, const RegisterReading &reading);
    StoreResult<qint64> captureId(const QString &file);
    StoreResult<qint64> idFrom(const QString &statement, const QVariantList &values);
    std::optional<StoreError> execute(const QString &statement, const QVariantList &values);

    std::unique_ptr<SqlConnection> m_connection;
    QHash<QString, qint64> m_meters;
    QHash<QString, SeriesEntry> m_series; ///< by all that makes a series
};

} // namespace optoscope
