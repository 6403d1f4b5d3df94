// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/searchlog.h"

#include "ui/session/numbertext.h"
#include "ui/texts/texts.h"

#include <algorithm>

namespace optoscope {
namespace {

/// More attempts than any search makes; a line that chatters does not fill the memory.
constexpr qsizetype mostLines = 500;
constexpr nanoseconds shortest = std::chrono::seconds(1);

/// What the first characters of a message say that it is.
QString nameOf(const QByteArray &sent)
{
    if (std::ranges::all_of(sent, [](char one) { return one == 0; }))
        return SearchLog::tr("Wake-up call");
    if (sent.startsWith("/?!"))
        return SearchLog::tr("Sign-on");
    if (sent.startsWith("/?"))
        return SearchLog::tr("Sign-on with the address");
    switch (static_cast<quint8>(sent.front())) {
    case 0x06: return SearchLog::tr("Option select");
    case 0x7E: return SearchLog::tr("Call of DLMS over HDLC");
    case 0x10:
        return sent.size() > 1 && sent.at(1) == 0x40 ? SearchLog::tr("Reset of M-Bus")
                                                     : SearchLog::tr("Request of M-Bus");
    default: return SearchLog::tr("Sent");
    }
}

} // namespace

void SearchLog::clear()
{
    m_lines.clear();
    m_words.clear();
    m_begun = {};
    m_hasSent = false;
    m_heard = 0;
    Q_EMIT cleared();
}

void SearchLog::take(const TraceEntries &entries)
{
    for (const TraceEntry &entry : entries) {
        if (const auto *settings = std::get_if<LineSettings>(&entry.what)) {
            m_settings = *settings;
            // Nobody listens at 300 baud in the search: that is the rest that meters need.
            const bool isRest = settings->baud.value <= 300 && settings->format == format7E1;
            begin(entry.at, isRest ? tr("Waiting") : tr("Listening"));
        } else if (const auto *sent = std::get_if<Sent>(&entry.what)) {
            const QByteArray data = toBytes(sent->run.characters, m_settings.format.dataMask());
            if (data.isEmpty())
                continue;
            if (m_hasSent)
                begin(entry.at, nameOf(data));
            m_hasSent = true;
            m_words = nameOf(data);
            showCurrent();
        } else if (const auto *received = std::get_if<Received>(&entry.what)) {
            m_heard += received->run.characters.size();
            showCurrent();
        }
    }
}

void SearchLog::begin(Instant at, const QString &words)
{
    // Line settings that are changed again at once were no attempt.
    const bool isNothing = !m_hasSent && m_heard == 0 && at - m_begun < shortest;
    m_hasSent = false;
    m_heard = 0;
    m_words = words;
    m_begun = at;
    if (m_lines.size() >= mostLines)
        return;
    if (m_lines.isEmpty() || !isNothing)
        m_lines.append(QString());
    m_lines.last() = numbertext::seconds(at);
    showCurrent();
}

void SearchLog::showCurrent()
{
    if (m_lines.isEmpty())
        return;
    const QString time = m_lines.constLast().section(QStringLiteral(" · "), 0, 0);
    const QString line =
        QStringLiteral("%1 baud %2").arg(m_settings.baud.value).arg(m_settings.format.toText());
    const QString heard =
        m_heard == 0 ? tr("nothing heard") : tr("heard %1").arg(texts::characterCountText(m_heard));
    m_lines.last() = QStringList{time, m_words, line, heard}.join(QStringLiteral(" · "));
    Q_EMIT lineChanged(m_lines.size() - 1);
}

} // namespace optoscope
