// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/logrecord.h"

#include "core/capture/logs/logtext.h"

namespace optoscope {

namespace {

constexpr qsizetype longestNote = 500;
constexpr qsizetype mostNotes = 10000;
constexpr qsizetype longestExcerpt = 20;

} // namespace

void LogRecord::setStamp(const std::optional<LogStamp> &stamp)
{
    if (stamp)
        m_stamp = stamp;
}

void LogRecord::beginRun(bool bySender)
{
    m_run = m_items.size();
    m_items.append({m_stamp, DirectedBytes{bySender, {}}});
}

void LogRecord::append(QByteArrayView bytes)
{
    if (m_run < 0)
        beginRun(false);
    std::get<DirectedBytes>(m_items[m_run].what).bytes.append(bytes);
    m_byteCount += bytes.size();
}

void LogRecord::addNote(QByteArrayView text)
{
    text = trimmed(text);
    if (text.isEmpty() || m_notes >= mostNotes)
        return;
    ++m_notes;
    const bool isCut = text.size() > longestNote;
    QString note = QString::fromUtf8(text.first(std::min(text.size(), longestNote)));
    if (isCut)
        note += u'…';
    m_items.append({m_stamp, note});
}

void LogRecord::addSettings(const LineSettings &settings)
{
    m_items.append({m_stamp, settings});
}

QList<LogItem> LogRecord::takeItems()
{
    m_items.removeIf([](const LogItem &item) {
        const auto *run = std::get_if<DirectedBytes>(&item.what);
        return run && run->bytes.isEmpty();
    });
    m_run = -1;
    return std::exchange(m_items, {});
}

void LogRecord::exchangeDirections()
{
    for (LogItem &item : m_items)
        if (auto *run = std::get_if<DirectedBytes>(&item.what))
            run->bySender = !run->bySender;
}

QString logExcerpt(QByteArrayView text)
{
    return QString::fromUtf8(text.first(std::min(text.size(), longestExcerpt)));
}

ImportError logError(ImportError::Kind kind, qint64 line, qint64 column, const QString &detail)
{
    return {kind, {}, detail, line, column, 0};
}

} // namespace optoscope
