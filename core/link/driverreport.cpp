// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/driverreport.h"

#include <algorithm>
#include <cstdlib>

namespace optoscope {

ReadBack compareWithDriver(const LineSettings &asked, const DriverState &state, Instant at)
{
    ReadBack result{asked, {}};
    if (state.format != asked.portFormat) {
        result.settings.portFormat = state.format;
        const bool parity = state.format.parity != asked.portFormat.parity;
        result.findings.append({parity ? FindingId::parityDropped : FindingId::adapterQuirk,
                                Severity::warning, Blame::line, at, -1, 0, 0,
                                state.format.toText()});
    }
    const int tolerance = asked.baud.value * 3 / 100;
    if (std::abs(state.baud - asked.baud.value) > tolerance) {
        result.settings.baud.value = state.baud;
        result.findings.append({FindingId::adapterQuirk, Severity::warning, Blame::line, at, -1,
                                double(state.baud), double(asked.baud.value),
                                QString::number(state.baud) + u" baud"_qs});
    }
    if (!state.marksErrors) {
        result.findings.append({FindingId::adapterQuirk, Severity::note, Blame::line, at, -1, 0, 0,
                                u"no line errors reported"_qs});
    }
    return result;
}

PortCapabilities::Answer errorReports(const PortCapabilities &capabilities,
                                      const AdapterTraits &traits)
{
    using Answer = PortCapabilities::Answer;
    if (!capabilities.uart || !capabilities.marksErrors || !traits.can(AdapterLimit::noLineErrors))
        return Answer::No;
    return capabilities.countsErrors ? Answer::Yes : Answer::Unknown;
}

bool proveErrorReports(const Characters &characters)
{
    return std::ranges::any_of(characters, [](const Character &character) {
        return character.flags.testFlag(CharacterFlag::FramingError)
            || character.flags.testFlag(CharacterFlag::Break);
    });
}

void applyCounters(Characters &characters, const LineSettings &settings,
                   const std::optional<DriverCounters> &before,
                   const std::optional<DriverCounters> &after)
{
    const bool counted = before && after;
    if (counted && after->overrun != before->overrun && !characters.isEmpty())
        characters.first().flags |= CharacterFlag::Overrun;
    if (settings.portFormat.parity == Parity::None)
        return;
    const bool framing = counted && after->framing != before->framing;
    const bool parity = !counted || after->parity != before->parity;
    for (Character &character : characters) {
        if (!character.flags.testFlag(CharacterFlag::FramingError))
            continue;
        character.flags.setFlag(CharacterFlag::ParityError, parity);
        character.flags.setFlag(CharacterFlag::FramingError, framing || !parity);
    }
}

} // namespace optoscope
