// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clock.h"
#include "core/link/replayscript.h"
#include "core/link/transport.h"

#include <deque>

namespace optoscope {

/// A recording in place of a meter. What is sent is looked for among what was sent in the
/// recording; then comes what was received after it, with the recorded reaction and pauses, as far
/// as it was recorded on a line that ran as the port runs now. What is not in the recording is told
/// by found() and gets no answer. Of a recording without times, answers come after the shortest
/// time that the standard allows. It runs by its clock alone.
class ReplayTransport final : public Transport
{
    Q_OBJECT
public:
    enum class Way : quint8 {
        Answers, ///< what is sent
        Flows, ///< All that was received comes by itself, anew each time that the line is set.
    };

    /// \a file is read when the port is opened.
    ReplayTransport(Clock &clock, QString file, Way way);

    void open(Baud baud, CharacterFormat format) override;
    void close() override;
    void send(const QByteArray &data) override;
    void setLine(Baud baud, CharacterFormat format, std::optional<ParityBy> parity = {}) override;
    void setBreak(bool on) override;

private:
    struct Sending {
        Instant begin;
        Instant end;
    };

    void play(const ReplayScript::Place &place, Sending recorded, Sending now);
    void flow();
    void takePiece();
    Instant timeOf(const ReplayScript::Piece &piece) const;
    /// Whether the port hears rightly at \a at what was recorded so.
    bool fits(const LineSettings &recorded, Instant at) const;
    nanoseconds spacingOf(const CharacterRun &run) const;
    /// Where the part of the piece that is handed over next ends.
    Instant partEnd() const;
    qsizetype partLength() const;
    void deliverPart();
    void advance();
    void arm();
    void tell(FindingId id, const QString &detail);

    Clock &m_clock;
    QString m_file;
    Way m_way;
    std::unique_ptr<Alarm> m_alarm;
    std::optional<ReplayScript> m_script; ///< while it is open
    LineSettings m_settings;
    LineSettings m_settingsBefore;
    Instant m_settingsSince;
    qsizetype m_nextMessage = 0; ///< that is expected to be sent
    std::deque<Sending> m_sends;
    Instant m_sendEnd = Instant::min();

    std::optional<ReplayScript::Place> m_place; ///< what is being played
    Sending m_recorded; ///< what it follows, then and now
    Sending m_now;
    std::optional<ReplayScript::Piece> m_piece; ///< on the way; its time is the session's
    qsizetype m_done = 0; ///< its characters that were handed over
    Instant m_lineEnd = Instant::min(); ///< of what has been on the line
    bool m_toldOtherLine = false;
};

} // namespace optoscope
