// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollrecord.h"

#include <QHash>
#include <QList>

#include <vector>

namespace optoscope {

/// Marks that lie so close that a chart shows them as one.
struct MarkGroup {
    qsizetype first = 0; ///< its number among all marks
    qsizetype count = 0;
    bool hasFailure = false; ///< A poll failed; else there were findings only.
    UtcTime utc{}; ///< of the first one
    UtcTime last{};
    friend bool operator==(const MarkGroup &, const MarkGroup &) = default;
};

/// The polls that are worth a mark: failed ones, and those with a finding. Many years of them are
/// small: what is often the same is kept once.
class PollMarks
{
public:
    /// Adds those of \a polls that are worth it.
    void append(const QList<PollRecord> &polls);
    /// Drops those that were due before \a utc.
    void forgetBefore(UtcTime utc);
    qint64 bytes() const { return static_cast<qint64>(m_marks.capacity() * sizeof(Mark)); }
    qsizetype size() const { return static_cast<qsizetype>(m_marks.size()); }
    /// By their time.
    PollRecord at(qsizetype index) const;
    std::optional<qsizetype> firstAfter(UtcTime utc) const;
    std::optional<qsizetype> lastBefore(UtcTime utc) const;
    /// From \a from to \a to, those within one of \a columns in one group.
    QList<MarkGroup> groups(UtcTime from, UtcTime to, int columns) const;

    static bool isFailure(const PollRecord &poll) { return poll.outcome != PollOutcome::done; }

private:
    struct Mark {
        qint64 due = 0;
        qint64 began = 0;
        qint64 id = 0;
        qint64 entry = -1;
        qint64 reaction = -1; ///< nanoseconds
        qint32 finding = 0;
        qint32 capture = 0;
        qint32 lineErrors = 0;
        qint32 retries = 0;
        qint32 count = 1;
        qint32 failures = 0; ///< among this and all before
        PollOutcome outcome = PollOutcome::done;
    };
    class Words
    {
    public:
        qint32 numberOf(const QString &word);
        QString word(qint32 number) const { return m_words[number]; }

    private:
        QList<QString> m_words{QString()};
        QHash<QString, qint32> m_numbers{{QString(), 0}};
    };

    qsizetype indexAfter(qint64 due) const;

    std::vector<Mark> m_marks;
    Words m_words;
};

} // namespace optoscope
