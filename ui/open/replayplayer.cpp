// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/replayplayer.h"

#include "ui/session/sessiondocument.h"

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds step(20);
/// The window stays quick while much comes at once.
constexpr qsizetype mostAtOnce = 500;

} // namespace

ReplayPlayer::ReplayPlayer(SessionDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&m_timer, &QTimer::timeout, this, &ReplayPlayer::advance);
}

void ReplayPlayer::play(const QString &file, const Trace &trace, double speed)
{
    m_timer.stop();
    m_file = file;
    m_trace = trace;
    m_next = 0;
    m_first = trace.isEmpty() ? Instant() : trace.timeOf(0);
    m_position = {};
    m_speed = speed;
    m_playing = true;
    m_paused = false;
    m_document->beginReplay(file);
    m_document->setAnchor(trace.anchor());
    m_sinceLast.start();
    m_timer.start(step);
    Q_EMIT changed();
}

void ReplayPlayer::setSpeed(double speed)
{
    advance();
    m_speed = speed;
}

void ReplayPlayer::setPaused(bool paused)
{
    if (!m_playing || paused == m_paused)
        return;
    m_paused = paused;
    if (paused) {
        m_timer.stop();
    } else {
        m_sinceLast.start();
        m_timer.start(step);
    }
    Q_EMIT changed();
}

void ReplayPlayer::stop()
{
    if (m_playing)
        end();
}

nanoseconds ReplayPlayer::length() const
{
    return m_trace.isEmpty() ? nanoseconds(0) : m_trace.timeOf(m_trace.count() - 1) - m_first;
}

void ReplayPlayer::advance()
{
    if (!m_playing || m_paused)
        return;
    const nanoseconds passed(m_sinceLast.nsecsElapsed());
    m_sinceLast.start();
    if (m_speed > 0)
        m_position += std::chrono::duration_cast<nanoseconds>(
            std::chrono::duration<double, std::nano>(passed) * m_speed);
    TraceEntries due;
    while (m_next < m_trace.count() && due.size() < mostAtOnce
           && (m_speed <= 0 || m_trace.timeOf(m_next) - m_first <= m_position))
        due.append(m_trace.entry(m_next++));
    if (m_speed <= 0 && !due.isEmpty())
        m_position = std::max(m_position, due.constLast().at - m_first);
    m_document->append(due);
    Q_EMIT moved();
    if (m_next >= m_trace.count())
        end();
}

void ReplayPlayer::end()
{
    m_timer.stop();
    m_playing = false;
    m_paused = false;
    m_trace = {};
    m_document->finish(Outcome::done);
    Q_EMIT changed();
}

} // namespace optoscope
