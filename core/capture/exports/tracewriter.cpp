// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/exports/tracewriter.h"

#include <QIODevice>

namespace optoscope {

namespace {

constexpr qsizetype mostPending = 64 * 1024;

} // namespace

TraceWriter::TraceWriter(QIODevice &out, const ExportWording &wording)
    : m_out(out)
    , m_wording(wording)
{
}

void TraceWriter::put(const QByteArray &text)
{
    m_pending.append(text);
    if (m_pending.size() >= mostPending)
        flush();
}

bool TraceWriter::flush()
{
    m_isFine = m_isFine && m_out.write(m_pending) == m_pending.size();
    m_pending.clear();
    return m_isFine;
}

QByteArray TraceWriter::word(ExportWord word) const
{
    return m_wording.exportWord(word).toUtf8();
}

} // namespace optoscope
