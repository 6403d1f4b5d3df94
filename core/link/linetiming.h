// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/linesettings.h"

namespace optoscope {

/// Estimates when characters were on the line from when they were written and read, for drivers
/// that do not tell (design §3).
class LineTiming
{
public:
    struct Sending {
        Instant begin; ///< the first start bit
        Instant end; ///< the end of the last stop bit
    };
    struct Run {
        Instant at; ///< the first start bit
        nanoseconds spacing{0}; ///< from one start bit to the next
    };

    explicit LineTiming(const LineSettings &settings = {});

    /// What is sent and read from now on has this character time.
    void setLine(const LineSettings &settings);
    nanoseconds characterTime() const { return m_characterTime; }

    /// \a count characters were given to the port at \a now. They go out behind what is still going
    /// out.
    Sending send(Instant now, qsizetype count);
    /// The driver says that sending took until \a end, later than estimated.
    void sendingLasted(Instant end);

    /// One read returned \a count > 0 characters at \a now. The run is back-dated by its length,
    /// but not into the run before and not before what we were sending when an echo could come. A
    /// run that would reach into our sending although that is over by more than two characters
    /// came in a burst, from a link without a UART: it begins at our last stop bit.
    Run receive(Instant now, qsizetype count);

private:
    nanoseconds m_characterTime{0};
    Instant m_sendBegin = Instant::min(); ///< of all that went out without a pause
    Instant m_sendEnd = Instant::min();
    Instant m_receiveEnd = Instant::min();
};

} // namespace optoscope
