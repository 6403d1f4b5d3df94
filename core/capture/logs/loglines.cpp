// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/loglines.h"

namespace optoscope {

LogLines::LogLines(QByteArrayView text)
    : m_text(text)
    , m_end(text.contains('\n') ? '\n' : '\r')
{
}

bool LogLines::next()
{
    if (m_at >= m_text.size())
        return false;
    const qsizetype end = m_text.indexOf(m_end, m_at);
    m_line = m_text.sliced(m_at, (end < 0 ? m_text.size() : end) - m_at);
    m_at = end < 0 ? m_text.size() : end + 1;
    m_hasEnd = end >= 0;
    if (m_end == '\n' && m_line.endsWith('\r'))
        m_line.chop(1);
    ++m_number;
    return true;
}

} // namespace optoscope
