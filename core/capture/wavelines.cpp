// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/wavelines.h"

#include "core/capture/wavefile.h"

#include <QIODevice>

#include <charconv>
#include <cmath>

namespace optoscope {

namespace {

constexpr qsizetype partSize = 256 * 1024;
constexpr qsizetype longestLine = 64 * 1024;

} // namespace

std::optional<QByteArrayView> WaveLines::next()
{
    if (m_failure || m_cut)
        return {};
    ++m_line;
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', m_at);
        if (end >= 0) {
            const QByteArrayView line = QByteArrayView(m_buffer).sliced(m_at, end - m_at);
            m_at = end + 1;
            return line.endsWith('\r') ? line.chopped(1) : line;
        }
        if (m_buffer.size() - m_at > longestLine) {
            m_failure = error(ImportError::Kind::NotThisFormat, {});
            return {};
        }
        m_buffer.remove(0, m_at);
        m_at = 0;
        const QByteArray part = m_file.read(partSize);
        if (part.isEmpty())
            break;
        m_read += part.size();
        m_buffer += part;
        if (m_read > waveBytesLimit) {
            m_failure = error(ImportError::Kind::TooLarge, {}, waveBytesLimit);
            return {};
        }
    }
    if (m_buffer.isEmpty())
        return {};
    m_cut = true;
    return m_buffer;
}

ImportError WaveLines::error(ImportError::Kind kind, QByteArrayView what, qint64 limit) const
{
    constexpr qsizetype shown = 60;
    return {kind,   {}, QString::fromUtf8(what.first(std::min(shown, what.size()))),
            m_line, 0,  limit};
}

std::optional<double> numberOf(QByteArrayView text, char decimal)
{
    QByteArray number = text.trimmed().toByteArray();
    if (decimal != '.')
        number.replace(decimal, '.');
    if (number.startsWith('+'))
        number.remove(0, 1);
    double value = 0;
    const char *end = number.constData() + number.size();
    const auto [stop, failure] = std::from_chars(number.constData(), end, value);
    if (failure != std::errc() || stop != end || !std::isfinite(value))
        return {};
    return value;
}

} // namespace optoscope
