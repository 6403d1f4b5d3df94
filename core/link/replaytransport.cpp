// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/replaytransport.h"

#include "core/uart/softwareparity.h"

#include <algorithm>
#include <utility>

namespace optoscope {

namespace {

/// A long run comes in parts, as from a port.
constexpr nanoseconds partTime = std::chrono::milliseconds(50);
/// The shortest reaction that the standard allows (clause 6.4.3).
constexpr nanoseconds leastReaction = std::chrono::milliseconds(200);
/// Longer silence before the first character is no use to whoever listens.
constexpr nanoseconds longestLead = std::chrono::seconds(1);

} // namespace

ReplayTransport::ReplayTransport(Clock &clock, QString file, Way way)
    : m_clock(clock)
    , m_file(std::move(file))
    , m_way(way)
    , m_alarm(clock.makeAlarm())
{
    connect(m_alarm.get(), &Alarm::due, this, &ReplayTransport::advance);
}

void ReplayTransport::open(Baud baud, CharacterFormat format)
{
    auto loaded = loadReplay(m_file);
    if (const auto *error = std::get_if<ImportError>(&loaded)) {
        Q_EMIT failed({LinkError::Kind::BadRecording, m_file, {}, *error});
        return;
    }
    m_script = std::get<ReplayScript>(std::move(loaded));
    m_nextMessage = 0;
    setLine(baud, format);
    PortCapabilities capabilities;
    capabilities.framingErrors = PortCapabilities::Answer::Yes;
    capabilities.parity = m_settings.parity;
    Q_EMIT capabilitiesKnown(capabilities);
    if (m_way == Way::Answers) {
        // A meter may have spoken before it was asked.
        const Instant now = m_clock.now();
        const Instant then = m_script->messages().isEmpty() ? Instant()
                                                            : m_script->messages().first().begin;
        auto place = m_script->beginning(false);
        auto first = place;
        const auto piece = m_script->take(first);
        const Instant begin = piece ? piece->at : then;
        play(place, {begin, begin}, {now, now});
    }
    Q_EMIT opened();
}

void ReplayTransport::close()
{
    m_script.reset();
    m_place.reset();
    m_piece.reset();
    m_sends.clear();
    m_alarm->clear();
}

void ReplayTransport::send(const QByteArray &data)
{
    if (!m_script || data.isEmpty())
        return;
    const Characters characters = toCharacters(encodeCharacters(data, m_settings));
    const nanoseconds spacing = m_settings.characterTime();
    const Instant begin = std::max(m_clock.now(), m_sendEnd);
    m_sendEnd = begin + spacing * characters.size();
    m_sends.push_back({begin, m_sendEnd});
    if (m_way == Way::Answers) {
        const qsizetype number = m_script->find(data, m_nextMessage);
        if (number >= 0) {
            const ReplayScript::Message &message = m_script->messages().at(number);
            m_nextMessage = number + 1;
            play(m_script->after(message), {message.begin, message.end}, {begin, m_sendEnd});
        }
        arm();
        Q_EMIT sending(begin, {characters, spacing, {}, true});
        if (number < 0)
            tell(FindingId::notRecorded, QString::fromLatin1(data));
        return;
    }
    arm();
    Q_EMIT sending(begin, {characters, spacing, {}, true});
}

void ReplayTransport::setLine(Baud baud, CharacterFormat format, std::optional<ParityBy> parity)
{
    if (!m_script)
        return;
    m_settingsBefore = m_settings;
    m_settingsSince = m_clock.now();
    m_settings = withParity(baud, format, parity.value_or(m_script->parity()));
    m_toldOtherLine = false;
    Q_EMIT lineChanged(m_settingsSince, m_settings);
    if (m_way == Way::Flows)
        flow();
}

void ReplayTransport::setBreak(bool on)
{
    if (m_script)
        Q_EMIT breakChanged(m_clock.now(), on);
}

void ReplayTransport::flow()
{
    m_piece.reset();
    m_place.reset();
    auto ahead = m_script->beginning(true);
    auto place = ahead;
    auto first = m_script->take(ahead);
    while (first && !fits(first->settings, m_clock.now())) {
        place = ahead;
        first = m_script->take(ahead);
    }
    if (!first)
        return;
    const nanoseconds lead = std::clamp<nanoseconds>(first->at - Instant(), {}, longestLead);
    const Instant now = m_clock.now();
    play(place, {first->at, first->at}, {now + lead, now + lead});
}

void ReplayTransport::play(const ReplayScript::Place &place, Sending recorded, Sending now)
{
    m_place = place;
    m_recorded = recorded;
    m_now = now;
    m_lineEnd = now.begin;
    takePiece();
    arm();
}

void ReplayTransport::takePiece()
{
    m_piece = m_place ? m_script->take(*m_place) : std::nullopt;
    m_done = 0;
    if (m_piece)
        m_piece->at = timeOf(*m_piece);
    else
        m_place.reset();
}

/// When \a piece begins now. Characters that came while we were sending come so again.
Instant ReplayTransport::timeOf(const ReplayScript::Piece &piece) const
{
    if (!m_script->isTimed()) {
        const bool isFirst = m_lineEnd == m_now.begin;
        return isFirst ? m_now.end + leastReaction : m_lineEnd;
    }
    const nanoseconds shift = piece.at < m_recorded.end ? m_now.begin - m_recorded.begin
                                                        : m_now.end - m_recorded.end;
    // What has no times of its own takes as long as the line needs.
    const bool isSpaced = piece.run.spacing > nanoseconds(0);
    return isSpaced ? piece.at + shift : std::max(piece.at + shift, m_lineEnd);
}

bool ReplayTransport::fits(const LineSettings &recorded, Instant at) const
{
    const LineSettings &line = at < m_settingsSince ? m_settingsBefore : m_settings;
    return recorded.baud.value <= 0
        || (recorded.baud == line.baud && recorded.format == line.format);
}

nanoseconds ReplayTransport::spacingOf(const CharacterRun &run) const
{
    return run.spacing > nanoseconds(0) ? run.spacing : m_settings.characterTime();
}

qsizetype ReplayTransport::partLength() const
{
    const qsizetype left = m_piece->run.characters.size() - m_done;
    const auto most = static_cast<qsizetype>(partTime / spacingOf(m_piece->run));
    return std::clamp<qsizetype>(most, 1, left);
}

Instant ReplayTransport::partEnd() const
{
    return m_piece->at + spacingOf(m_piece->run) * (m_done + partLength());
}

void ReplayTransport::deliverPart()
{
    const qsizetype length = partLength();
    CharacterRun part = m_piece->run;
    part.characters = m_piece->run.characters.mid(m_done, length);
    part.spacing = spacingOf(m_piece->run);
    part.beginsRead = m_done == 0 && m_piece->run.beginsRead;
    const Instant at = m_piece->at + part.spacing * m_done;
    const LineSettings line = m_piece->settings;
    m_lineEnd = partEnd();
    m_done += length;
    if (m_done >= m_piece->run.characters.size())
        takePiece();
    // Whoever hears it may send, and something else is played.
    if (fits(line, at))
        Q_EMIT received(at, part);
    else if (m_way == Way::Answers && !std::exchange(m_toldOtherLine, true))
        tell(FindingId::recordedOtherwise,
             u"%1 %2"_qs.arg(line.baud.value).arg(line.format.toText()));
}

void ReplayTransport::advance()
{
    const Instant now = m_clock.now();
    while (m_script) {
        const bool sends = !m_sends.empty() && m_sends.front().end <= now;
        const bool hears = m_piece && partEnd() <= now;
        if (sends && (!hears || m_sends.front().end < partEnd())) {
            const Sending done = m_sends.front();
            m_sends.pop_front();
            Q_EMIT sent(done.begin, done.end);
        } else if (hears) {
            deliverPart();
        } else {
            break;
        }
    }
    arm();
}

void ReplayTransport::arm()
{
    std::optional<Instant> next;
    if (!m_sends.empty())
        next = m_sends.front().end;
    if (m_piece)
        next = std::min(next.value_or(partEnd()), partEnd());
    if (next)
        m_alarm->set(*next);
    else
        m_alarm->clear();
}

void ReplayTransport::tell(FindingId id, const QString &detail)
{
    Q_EMIT found({id, Severity::warning, Blame::us, m_clock.now(), -1, 0, 0, detail});
}

} // namespace optoscope
