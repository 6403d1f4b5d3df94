// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

QString lineClassText(LineClass lineClass)
{
    switch (lineClass) {
    case LineClass::silence: return Words::tr("Silence");
    case LineClass::exactEcho: return Words::tr("Our own characters come back unchanged");
    case LineClass::damagedEcho: return Words::tr("Our own characters come back damaged");
    case LineClass::invertedEcho: return Words::tr("Our own characters come back inverted");
    case LineClass::singleBreak:
        return Words::tr("One break and then nothing: the receiver stays in the light");
    case LineClass::lampFlicker: return Words::tr("The flicker of a lamp");
    case LineClass::lightNoise: return Words::tr("Single pulses of light, no message");
    case LineClass::parityBitsLeft: return Words::tr("IEC 62056-21 in 7E1, read as 8N1");
    case LineClass::wrongBaud: return Words::tr("Characters of another baud");
    case LineClass::iec62056: return Words::tr("IEC 62056-21");
    case LineClass::sml: return Words::tr("SML");
    case LineClass::hdlc: return Words::tr("HDLC (DLMS/COSEM)");
    case LineClass::dsmr: return Words::tr("DSMR (a P1 telegram)");
    case LineClass::mbus: return Words::tr("M-Bus");
    case LineClass::unknown: return Words::tr("Nothing that Optoscope knows");
    }
    return {};
}

QString lineVerdictText(const LineVerdict &verdict)
{
    QStringList parts{lineClassText(verdict.lineClass)};
    if (verdict.confidence)
        parts.first() += Words::tr(" (%1 % sure)").arg(*verdict.confidence * 100, 0, 'f', 0);
    if (verdict.baud)
        parts += Words::tr("%1 baud").arg(verdict.baud->value);
    if (verdict.format)
        parts += verdict.format->toText();
    return parts.join(u", "_qs);
}

} // namespace optoscope::texts
