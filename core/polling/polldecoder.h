// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/knowledge/knowledge.h"
#include "core/polling/pollresult.h"
#include "core/recognise/lineclassifier.h"
#include "core/trace/session.h"

#include <QDateTime>

namespace optoscope {

/// Reads what one poll's session brought, as it comes.
class PollDecoder
{
public:
    /// Only the values of \a codes are wanted; of all if there are none. \a knowledge must outlive
    /// it.
    PollDecoder(const Knowledge &knowledge, QList<QByteArray> codes);

    void append(const TraceEntries &entries);
    /// The session has ended. \a anchor is the wall-clock time of Instant 0. Key, plan, due and
    /// retries are the caller's to fill in.
    PollResult finish(Outcome outcome, const QDateTime &anchor);

private:
    QList<RegisterReading> readings(const DataSets &sets) const;
    static void leaveOut(PollResult &result);
    bool isWanted(QByteArrayView code) const;

    const Knowledge &m_knowledge;
    QList<QByteArray> m_codes;
    Conversation m_conversation;
    LineClassifier m_classifier;
    int m_lineErrors = 0;
};

/// The meter's own number: its serial or device number, wherever it stands among the data sets;
/// empty if it tells none.
QString meterNumber(const DataSets &sets);

/// The worst of \a findings that is more than a note; its name, empty if there is none.
QString worstFinding(const Findings &findings);

} // namespace optoscope
