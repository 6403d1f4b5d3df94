// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/capabilitytexts.h"

#include "ui/texts/texts.h"
#include "ui/texts/words.h"

namespace optoscope::texts {

namespace {

QString errorsText(PortCapabilities::Answer answer)
{
    switch (answer) {
    case PortCapabilities::Answer::Yes: return Words::tr("Framing errors: reported");
    case PortCapabilities::Answer::No:
        return Words::tr("Framing errors: not reported, so none seen does not mean none");
    case PortCapabilities::Answer::Unknown:
        return Words::tr("Framing errors: unknown whether reported until one is seen");
    }
    return {};
}

QString parityMakerText(ParityBy parity)
{
    switch (parity) {
    case ParityBy::Software: return Words::tr("Parity: made and checked in software");
    case ParityBy::Hardware: return Words::tr("Parity: made and checked by the hardware");
    case ParityBy::None: return Words::tr("Parity: none on this link");
    }
    return {};
}

QString delayText(std::optional<nanoseconds> latency)
{
    return latency ? Words::tr("Delay: up to %1").arg(durationText(*latency))
                   : Words::tr("Delay: not told");
}

} // namespace

QStringList capabilityTexts(const PortCapabilities &capabilities)
{
    return {errorsText(capabilities.framingErrors), parityMakerText(capabilities.parity),
            capabilities.controlLines ? Words::tr("DTR and RTS: yes")
                                      : Words::tr("DTR and RTS: not on this link"),
            delayText(capabilities.latency)};
}

} // namespace optoscope::texts
