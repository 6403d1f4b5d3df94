// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/encoder.h"

#include <optional>

namespace optoscope {

/// Characters that a meter sends without gaps.
struct MeterRun {
    Instant at; ///< the first start bit
    Characters characters;
    Baud baud;
    CharacterFormat format;
};

/// A meter as the line sees it: characters in, characters out, in its own time.
class LineMeter
{
public:
    virtual ~LineMeter() = default;

    virtual void start(Instant now) = 0;
    /// A character whose last stop bit ended at \a end, read with the meter's own settings.
    virtual void receive(Instant end, Character character) = 0;
    /// After its data a meter may wait for a new request at the baud of the sign-on as well.
    virtual bool listensForSignOn() const { return false; }
    /// The same as receive(), for a character that was read at the baud of the sign-on.
    virtual void receiveSignOn(Instant end, Character character)
    {
        Q_UNUSED(end)
        Q_UNUSED(character)
    }
    virtual void expire(Instant now) = 0;
    virtual std::optional<Instant> deadline() const = 0;
    virtual std::optional<MeterRun> takeOutput() = 0;

    /// At which the meter listens.
    virtual Baud baud() const = 0;
    virtual CharacterFormat format() const = 0;
};

} // namespace optoscope
