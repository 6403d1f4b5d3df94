// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/logs/logmarker.h"
#include "core/capture/logs/lognotation.h"
#include "core/capture/logs/logrecord.h"

#include <QList>

namespace optoscope {

/// Logs of terminals, monitors and meter readers: lines that begin with a time, with who sent, or
/// with both, and hold hexadecimal digits or text with written control characters. A line may also
/// say only when or who, and rows follow. Without anybody named all is the meter's.
class LineLog
{
public:
    /// How sure \a sample is such a log, 0 to 100.
    static int score(const QList<QByteArrayView> &sample);
    static std::optional<ImportError> read(QByteArrayView text, LogRecord &record);

private:
    struct Line {
        std::optional<LogStamp> stamp;
        std::optional<LogMarker> marker;
        QByteArrayView rest;
        bool hasTags = false; ///< of a program that says more than bytes
        bool isIndented = false;
    };
    /// What was found out about all of it before it is read.
    struct Style {
        bool hasMarkers = false;
        bool hasLeftArrow = false;
        bool isHex = false;
        bool isPlainHex = false; ///< Nothing but rows of digits.
        bool hasLineEnds = false; ///< They are written; the real ones are layout.
        WrittenNames names;
    };

    explicit LineLog(LogRecord &record);

    static Line parse(QByteArrayView line, const Style &style);
    static Style styleOf(QByteArrayView text);
    static bool isProgramsOwn(QByteArrayView rest);

    bool readLine(const Line &line, bool isLast);
    bool readHex(const Line &line, bool isLast);
    void readText(const Line &line);
    void appendText(QByteArrayView rest);
    bool isContinued(const Line &line) const;
    void beginRun(const Line &line);
    bool endsLine(QByteArrayView bytes) const;
    void turnArrows();

    LogRecord &m_record;
    Style m_style;
    std::optional<ImportError> m_error;
    QByteArrayView m_whole; ///< the line that is read
    qint64 m_number = 0;
    bool m_bySender = false;
    bool m_isPending = false; ///< A direction or a time was said, and its bytes follow.
    bool m_inRun = false;
    bool m_onlyArrows = true;
    qsizetype m_runSize = 0;
};

} // namespace optoscope
