// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/phases.h"

namespace optoscope::phases {

using namespace std::chrono_literals;

namespace {

/// A USB adapter holds a character for up to 16 ms, a slow receiver and a busy machine add to it
/// (reference probe.md §4.4).
constexpr nanoseconds echoPause = 100ms;

} // namespace

Phase ask(PersonAction action)
{
    Phase phase;
    phase.ask = action;
    return phase;
}

Phase listen(Phase::Name name, Baud baud, CharacterFormat format, nanoseconds time)
{
    Phase phase;
    phase.name = name;
    phase.baud = baud;
    phase.format = format;
    phase.listen = time;
    return phase;
}

Phase listenWhile(Phase::Name name, PersonAction action, Baud baud, CharacterFormat format)
{
    Phase phase = listen(name, baud, format, 200ms);
    phase.ask = action;
    phase.listenWhileAsked = true;
    return phase;
}

Phase send(Phase::Name name, const QByteArray &data, Baud baud, int times)
{
    Phase phase;
    phase.name = name;
    phase.baud = baud;
    phase.send = data;
    phase.times = times;
    phase.pause = echoPause + LineSettings{baud, format7E1, {}, {}}.characterTime() * 2;
    return phase;
}

Phase read(Phase::Name name, const ReadoutOptions &options)
{
    Phase phase;
    phase.name = name;
    phase.baud = options.baud;
    phase.format = options.format;
    phase.read = options;
    return phase;
}

} // namespace optoscope::phases
