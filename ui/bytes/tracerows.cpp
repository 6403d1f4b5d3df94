// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/tracerows.h"

#include <algorithm>

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds leastPause(20);
constexpr quint8 lineFeed = 0x0A;

} // namespace

void TraceRows::append(const Trace &trace, qsizetype firstEntry)
{
    for (qsizetype index = firstEntry; index < trace.count(); ++index) {
        const TraceEntry entry = trace.entry(index);
        const auto number = static_cast<qint32>(index);
        if (const CharacterRun *run = runOf(entry)) {
            appendRun(entry, *run, number, trace.firstCharacter(index));
            continue;
        }
        if (const auto *settings = std::get_if<LineSettings>(&entry.what))
            m_dataMask = settings->format.dataMask();
        m_rows.push_back({trace.firstCharacter(index), number, 0, m_dataMask, {}});
        m_rows.back().kind = TraceRow::Kind::Other;
        m_open = false;
    }
}

void TraceRows::appendRun(const TraceEntry &entry, const CharacterRun &run, qint32 index,
                          qint64 first)
{
    const auto kind =
        std::holds_alternative<Sent>(entry.what) ? TraceRow::Kind::Sent : TraceRow::Kind::Received;
    const nanoseconds pause = std::max<nanoseconds>(3 * run.spacing, leastPause);
    if (m_open && (m_rows.back().kind != kind || entry.at - m_end > pause))
        m_open = false;
    for (qsizetype i = 0; i < run.characters.size(); ++i) {
        if (!m_open)
            m_rows.push_back({first + i, index, 0, m_dataMask, kind});
        TraceRow &row = m_rows.back();
        ++row.count;
        const bool lineEnds = (run.characters.at(i).wire & m_dataMask) == lineFeed;
        m_open = !lineEnds && row.count < TraceRow::width;
    }
    m_end = std::max(m_end, endOf(entry.at, run));
}

qsizetype TraceRows::rowOfCharacter(qint64 character) const
{
    const auto after =
        std::upper_bound(m_rows.begin(), m_rows.end(), character,
                         [](qint64 value, const TraceRow &row) { return value < row.first; });
    for (qsizetype row = std::distance(m_rows.begin(), after) - 1; row >= 0; --row) {
        if (at(row).count > 0)
            return character < at(row).first + at(row).count ? row : -1;
    }
    return -1;
}

qsizetype TraceRows::rowOfEntry(qsizetype entry) const
{
    const auto after =
        std::upper_bound(m_rows.begin(), m_rows.end(), entry,
                         [](qsizetype value, const TraceRow &row) { return value < row.entry; });
    return std::distance(m_rows.begin(), after) - 1;
}

} // namespace optoscope
