// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollcourse.h"
#include "core/polling/readingstore.h"
#include "core/polling/spoolfile.h"

#include <QObject>
#include <QTimer>

namespace optoscope {

/// Keeps polls until they are stored. It lives on a thread of its own, where it waits for disks and
/// servers. While a file is locked or its disk is full, polls wait in memory; while a server is
/// away they wait in a file of this machine.
class StoreKeeper : public QObject
{
    Q_OBJECT
public:
    explicit StoreKeeper(const SqlOptions &options = {});
    ~StoreKeeper() override;

    /// opened() or refused() follows. \a spool is the file for what waits for a server. The local
    /// day of wake-ups began at \a dayBegan.
    void open(const StoreAddress &address, const QString &spool, const PollPlan &plan,
              UtcTime dayBegan);
    void keep(const PollResult &result);
    /// The first meter that answered. What the store knows goes before: then recalled() follows.
    void meetMeter(const PollCourse::KnownMeter &meter);
    /// The plan takes the readings of another meter from now on: somebody has said so.
    void setMeter(const PollCourse::KnownMeter &meter);
    /// Tries once more to store what waits, and closes; lost() if it cannot be, and closed()
    /// follow.
    void close();

Q_SIGNALS:
    /// \a meter is empty before the first poll.
    void opened(const optoscope::PollCourse::KnownMeter &meter,
                const optoscope::SchedulePast &past);
    /// After opened(): only now the store could be read. \a meter is empty if it knows none.
    void recalled(const optoscope::PollCourse::KnownMeter &meter,
                  const optoscope::SchedulePast &past);
    /// It cannot be opened, and waiting would not help.
    void refused(const optoscope::StoreError &error);
    /// It is on a disk.
    void kept(const optoscope::PollResult &result);
    /// \a waiting polls wait to be stored.
    void troubled(const optoscope::StoreError &error, qint64 waiting);
    /// The store does not take what \a result brought: it was stored without.
    void setAside(const optoscope::StoreError &error, const optoscope::PollResult &result);
    /// \a polls could not be stored to the end.
    void lost(const optoscope::StoreError &error, qint64 polls);
    /// All that waited is stored.
    void recovered();
    /// So much waits in memory that no more may be kept.
    void fullChanged(bool full);
    void closed();

private:
    static constexpr std::chrono::milliseconds firstRetry = std::chrono::seconds(1);

    std::optional<StoreError> openSpool(const QString &file);
    std::optional<StoreError> openStore();
    std::optional<StoreError> recall(ReadingStore &store);
    void learn(const StoredPlan &plan, const SchedulePast &past);
    void takeMeter(const PollCourse::KnownMeter &meter, bool isAssumed);
    void remember();
    void flush();
    std::optional<StoreError> flushAll();
    std::optional<StoreError> tellMeter();
    std::optional<StoreError> moveToSpool();
    std::optional<StoreError> sendSpool();
    std::optional<StoreError> sendMemory();
    void prepare(QList<PollResult> &results) const;
    std::optional<StoreError> add(QList<PollResult> &results);
    std::optional<StoreError> addAlone(PollResult &result);
    void onTrouble(const StoreError &error);
    void rememberPast(const PollResult &result);
    void setFull(bool full);
    qint64 waiting();

    SqlOptions m_options;
    StoreAddress m_address;
    PollPlan m_plan;
    UtcTime m_dayBegan{};
    std::unique_ptr<ReadingStore> m_store;
    std::unique_ptr<SpoolFile> m_spool; ///< of a server
    SpoolFile::Memory m_memory; ///< what is known of the plan
    QString m_wrongMeter; ///< the first that answered, though the store knew another
    qint64 m_planId = 0;
    bool m_isOpen = false; ///< opened() was told.
    bool m_isKnown = false; ///< It has been read what there is of the plan.
    QList<PollResult> m_results; ///< that are on no disk yet
    qsizetype m_readings = 0; ///< in them
    QTimer m_retry;
    std::chrono::milliseconds m_pause = firstRetry; ///< before the next try
    bool m_inTrouble = false;
    bool m_full = false;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::PollCourse::KnownMeter)
Q_DECLARE_METATYPE(optoscope::SchedulePast)
