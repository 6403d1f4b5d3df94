// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollresult.h"
#include "core/polling/readingstore.h"

namespace optoscope {

/// Polls that wait for a server that is away, in a file of this machine, so that they outlive the
/// program. What the server last said of the plan is kept, too: polling can begin without it.
class SpoolFile
{
public:
    static StoreResult<std::unique_ptr<SpoolFile>> open(const QString &file,
                                                        const SqlOptions &options = {});
    ~SpoolFile();

    std::optional<StoreError> put(const PollResult &result);
    /// The oldest ones, with what remove() wants to know.
    struct Waiting {
        QList<PollResult> results;
        qint64 last = 0;
    };
    StoreResult<Waiting> oldest(int most = 100);
    /// These are stored: all up to \a last.
    std::optional<StoreError> remove(qint64 last);
    StoreResult<qint64> count();

    /// What the server knows of the plan, and what it does not know yet.
    struct Memory {
        QString meter;
        QByteArray identification;
        bool isMeterNew = false; ///< The server has not been told of the meter.
        /// It was only the first that answered, before the server could be asked.
        bool isMeterAssumed = false;
        SchedulePast past;
        UtcTime day{}; ///< when the local day of the wake-ups began
    };
    StoreResult<Memory> memory();
    std::optional<StoreError> remember(const Memory &memory);

private:
    explicit SpoolFile(std::unique_ptr<SqlConnection> connection);
    std::optional<StoreError> execute(const QString &statement, const QVariantList &values);

    std::unique_ptr<SqlConnection> m_connection;
};

} // namespace optoscope
