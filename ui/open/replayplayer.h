// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace optoscope {

class SessionDocument;

/// Shows a recording as it happened: brings its entries into the document when their time has come.
class ReplayPlayer final : public QObject
{
    Q_OBJECT
public:
    explicit ReplayPlayer(SessionDocument *document, QObject *parent = nullptr);

    bool isPlaying() const { return m_playing; }
    bool isPaused() const { return m_paused; }
    /// Begins at the beginning. \a speed: times as fast as it was; 0: at once.
    void play(const QString &file, const Trace &trace, double speed);
    void setSpeed(double speed);
    void setPaused(bool paused);
    /// Ends it; what has not come yet is not shown.
    void stop();
    const QString &file() const { return m_file; }
    /// Since the first entry.
    nanoseconds position() const { return m_position; }
    nanoseconds length() const;

Q_SIGNALS:
    void changed();
    void moved();

private:
    void advance();
    void end();

    SessionDocument *m_document;
    QString m_file;
    Trace m_trace;
    qsizetype m_next = 0;
    Instant m_first;
    nanoseconds m_position{0};
    double m_speed = 1;
    bool m_playing = false;
    bool m_paused = false;
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
};

} // namespace optoscope
