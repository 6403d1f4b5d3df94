// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/readingstore.h"
#include "core/polling/series.h"

#include <QHash>

namespace optoscope {

/// What was stored since somebody looked last.
struct StoreNews {
    QList<PollRecord> polls; ///< in the order in which they were stored
    QList<Series> series; ///< those that samples are of, new or not
    QHash<qint64, QList<Sample>> samples; ///< by the id of their series, in the same order
    qint64 mark = 0; ///< to ask with next time
    bool isAll = true; ///< There is no more yet.
};

/// How much a store holds.
struct StoreSpan {
    qint64 polls = 0; ///< missed ones among them
    std::optional<UtcTime> first; ///< when the first was due
    std::optional<UtcTime> last;
};

/// What a store holds of a register.
struct SeriesSummary {
    Series series;
    qint64 count = 0; ///< of numbers; never 0
    Sample last; ///< by its time
};

/// Reads a store, also one that another thread or program is writing to. What it gives is of one
/// moment. It belongs to the thread that opened it and waits for the disk or the server.
class ReadingReader
{
public:
    static StoreResult<std::unique_ptr<ReadingReader>>
    open(const StoreAddress &address, std::chrono::milliseconds patience = std::chrono::seconds(5));
    ~ReadingReader();

    StoreResult<StoreSpan> span();
    /// In the order in which they came.
    StoreResult<QList<StoredPlan>> plans();
    /// All that ever had a number, in the order in which they came: that of the read-out.
    StoreResult<QList<Series>> series();
    /// Numbers with \a from <= utc < \a to by their time.
    StoreResult<QList<Sample>> samples(qint64 series, UtcTime from = UtcTime::min(),
                                       UtcTime to = UtcTime::max());
    /// How many numbers each of them has, and which came last.
    StoreResult<QList<SeriesSummary>> summaries();
    /// Polls with \a from <= due < \a to by their due time.
    StoreResult<QList<PollRecord>> polls(UtcTime from = UtcTime::min(),
                                         UtcTime to = UtcTime::max());
    /// Those stored after the one with the id \a mark, at most \a most.
    StoreResult<QList<PollRecord>> pollsSince(qint64 mark, int most = 500);
    StoreResult<Findings> findings(qint64 poll);

    /// What came after \a mark (0: from the beginning), at most \a mostPolls polls of it. Ask
    /// again with its mark, at once if it is not all, else now and then: so a store is loaded in
    /// pieces and followed while it grows.
    StoreResult<StoreNews> newsSince(qint64 mark, int mostPolls = 5000);

    /// Every reading, in the order of polls, with its poll: for exports.
    struct Row {
        QString key; ///< of the poll
        UtcTime utc{};
        QString meter;
        RegisterReading reading;
        PollRecord poll;
    };
    /// Readings of at most \a mostPolls polls after \a mark, which moves on; none: that was all.
    StoreResult<QList<Row>> rows(qint64 &mark, int mostPolls = 500);

private:
    explicit ReadingReader(std::unique_ptr<SqlConnection> connection);
    template <typename T, typename Work>
    StoreResult<T> read(const QString &statement, const QVariantList &values, Work work);
    template <typename T, typename Work>
    StoreResult<T> atOneMoment(Work work);
    StoreResult<StoreNews> news(qint64 mark, int mostPolls);

    std::unique_ptr<SqlConnection> m_connection;
};

} // namespace optoscope
