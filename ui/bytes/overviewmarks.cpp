// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/overviewmarks.h"

#include "ui/bytes/bytesmodel.h"
#include "ui/notes/notebook.h"
#include "ui/search/tracefinder.h"

#include <algorithm>
#include <limits>

namespace optoscope {
namespace {

/// Rows of the trace, and their characters, that a pixel stands for.
struct Stretch {
    int row = 0; ///< of the model
    qint64 first = 0; ///< character
    qint64 end = 0;
    quint32 firstRow = 0; ///< of the trace
    quint32 endRow = 0;
    bool holds(qint64 character) const { return character >= first && character < end; }
};

class Strip
{
public:
    Strip(const BytesModel &model, int height)
        : m_model(model)
        , m_height(height)
        , m_count(model.rowCount())
    {
    }

    Stretch at(int y) const
    {
        Stretch stretch;
        stretch.row = rowAt(y);
        const int behind = std::max(stretch.row + 1, rowAt(y + 1));
        stretch.firstRow = traceRow(stretch.row);
        stretch.endRow = traceRow(behind);
        stretch.first = firstOf(stretch.firstRow);
        stretch.end = firstOf(stretch.endRow);
        return stretch;
    }

private:
    int rowAt(int y) const
    {
        return static_cast<int>(static_cast<qint64>(y) * m_count / std::max(1, m_height));
    }
    quint32 traceRow(int row) const
    {
        const TraceRows &rows = m_model.traceRows();
        if (row >= m_count)
            return static_cast<quint32>(rows.count());
        const ShownRows::Item item = m_model.shownRows().at(row);
        return item.isHead ? static_cast<quint32>(m_model.shownRows().rowsOf(item.number).first)
                           : item.number;
    }
    qint64 firstOf(quint32 row) const
    {
        const TraceRows &rows = m_model.traceRows();
        return row < rows.count() ? rows.at(row).first : std::numeric_limits<qint64>::max();
    }

    const BytesModel &m_model;
    int m_height;
    int m_count;
};

bool hasHit(const TraceFinder &finder, const Stretch &stretch)
{
    const qsizetype hit = finder.hitFrom(stretch.first);
    return hit < finder.hits().size() && finder.hits().at(hit).first < stretch.end;
}

bool hasDamage(const TraceRows &rows, const Stretch &stretch)
{
    const auto found = std::ranges::lower_bound(rows.damaged(), stretch.firstRow);
    return found != rows.damaged().end() && *found < stretch.endRow;
}

} // namespace

QList<OverviewMark> overviewMarks(const BytesModel &model, const TraceFinder *finder,
                                  const NoteBook *notes, const QList<qint64> &findings, int height)
{
    QList<OverviewMark> marks;
    const Strip strip(model, height);
    int before = -1;
    for (int y = 0; y < height && model.rowCount() > 0; ++y) {
        const Stretch stretch = strip.at(y);
        // A row that is higher than a pixel is marked at its top.
        if (stretch.row == before)
            continue;
        before = stretch.row;
        const auto add = [&](OverviewMark::Lane lane, bool isThere) {
            if (isThere)
                marks.append({lane, y, stretch.row});
        };
        const auto finding = std::ranges::lower_bound(findings, stretch.first);
        add(OverviewMark::Lane::Hit, finder && hasHit(*finder, stretch));
        add(OverviewMark::Lane::Error, hasDamage(model.traceRows(), stretch));
        add(OverviewMark::Lane::Finding, finding != findings.end() && *finding < stretch.end);
        add(OverviewMark::Lane::Note,
            notes && stretch.end > stretch.first
                && notes->indexIn(
                       {stretch.first,
                        std::min(stretch.end, model.trace().characterCount()) - stretch.first})
                    >= 0);
    }
    return marks;
}

Tone toneOf(OverviewMark::Lane lane)
{
    switch (lane) {
    case OverviewMark::Lane::Hit: return Tone::Warning;
    case OverviewMark::Lane::Error: return Tone::Error;
    case OverviewMark::Lane::Finding: return Tone::Received;
    case OverviewMark::Lane::Note: break;
    }
    return Tone::Sent;
}

} // namespace optoscope
