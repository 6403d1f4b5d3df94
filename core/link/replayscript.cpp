// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/replayscript.h"

#include "core/capture/bytesimport.h"

#include <algorithm>
#include <utility>

namespace optoscope {

namespace {

/// Other programs record each character by itself: a message goes on where so much less than a
/// pause was.
constexpr int charactersOfPause = 3;

bool goesOn(const ReplayScript::Message &message, Instant at, const LineSettings &settings)
{
    if (settings.baud.value <= 0 || message.end == message.begin)
        return false;
    return at <= message.end + settings.characterTime() * charactersOfPause;
}

} // namespace

void ReplayScript::append(const TraceEntries &entries)
{
    for (const TraceEntry &entry : entries) {
        m_trace.append({entry});
        if (const auto *settings = std::get_if<LineSettings>(&entry.what)) {
            m_settings = *settings;
            if (!std::exchange(m_hasSettings, true))
                m_parity = settings->parity;
        }
        const CharacterRun *run = runOf(entry);
        if (!run || run->characters.isEmpty())
            continue;
        m_isTimed = m_isTimed || run->spacing > nanoseconds(0)
            || entry.at != m_firstRun.value_or(entry.at);
        m_firstRun = m_firstRun.value_or(entry.at);
        if (std::holds_alternative<Sent>(entry.what))
            addSent(entry.at, *run);
        else
            m_sentLast = false;
    }
}

void ReplayScript::addSent(Instant at, const CharacterRun &run)
{
    const QByteArray data = toBytes(run.characters, m_settings.format.dataMask());
    const Instant end = endOf(at, run);
    if (m_sentLast && goesOn(m_messages.constLast(), at, m_settings)) {
        Message &last = m_messages.last();
        last.data += data;
        last.end = std::max(last.end, end);
        last.next = m_trace.count();
        return;
    }
    m_messages.append({data, at, end, m_trace.count(), m_settings});
    m_sentLast = true;
}

qsizetype ReplayScript::find(const QByteArray &data, qsizetype from) const
{
    const auto is = [&data](const Message &message) { return message.data == data; };
    const auto begin = m_messages.cbegin();
    const auto middle = begin + std::clamp<qsizetype>(from, 0, m_messages.size());
    auto found = std::find_if(middle, m_messages.cend(), is);
    if (found == m_messages.cend()) {
        found = std::find_if(begin, middle, is);
        if (found == middle)
            return -1;
    }
    return found - begin;
}

std::optional<ReplayScript::Piece> ReplayScript::take(Place &place) const
{
    while (place.entry < m_trace.count()) {
        const TraceEntry entry = m_trace.entry(place.entry);
        if (std::holds_alternative<Sent>(entry.what) && !place.goesPastSent)
            return {};
        ++place.entry;
        if (const auto *settings = std::get_if<LineSettings>(&entry.what))
            place.settings = *settings;
        const auto *received = std::get_if<Received>(&entry.what);
        if (received && !received->run.characters.isEmpty())
            return Piece{entry.at, received->run, place.settings};
    }
    return {};
}

std::variant<ReplayScript, ImportError> loadReplay(const QString &file)
{
    ReplayScript script;
    if (isCaptureFile(file)) {
        const auto result = readCaptureFile(file, [&script](const TraceEntries &entries) {
            script.append(entries);
            return true;
        });
        if (const auto *error = std::get_if<ImportError>(&result))
            return *error;
    } else {
        const auto result = importFile(file);
        if (const auto *error = std::get_if<ImportError>(&result))
            return *error;
        script.append(std::get<ImportedBytes>(result).entries);
    }
    if (script.isEmpty())
        return ImportError{ImportError::Kind::NoEntries, file, {}};
    return script;
}

} // namespace optoscope
