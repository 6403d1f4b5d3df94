// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/lineinput.h"

namespace optoscope::cli {

namespace {

/// Nobody types more; the rest of a longer line is dropped.
constexpr qsizetype longestLine = 4096;

} // namespace

void LineInput::take(const QByteArray &bytes)
{
    for (const char byte : bytes) {
        if (byte == '\n') {
            const QString text = QString::fromLocal8Bit(m_begun).trimmed();
            m_begun.clear();
            Q_EMIT line(text);
        } else if (m_begun.size() < longestLine) {
            m_begun.append(byte);
        }
    }
}

void LineInput::end()
{
    if (!m_begun.isEmpty())
        take("\n");
    Q_EMIT ended();
}

} // namespace optoscope::cli
