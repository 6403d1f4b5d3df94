// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/linesettings.h"

namespace optoscope {

LineSettings withSoftwareParity(Baud baud, CharacterFormat format)
{
    if (format.parity == Parity::None)
        return {baud, format, format, ParityBy::Hardware};
    if (format.dataBits == 8)
        return withHardwareParity(baud, format);
    const CharacterFormat portFormat{format.dataBits + 1, Parity::None, format.stopBits};
    return {baud, format, portFormat, ParityBy::Software};
}

LineSettings withHardwareParity(Baud baud, CharacterFormat format)
{
    return {baud, format, format, ParityBy::Hardware};
}

LineSettings withoutUart(Baud baud, CharacterFormat format)
{
    return {baud, format, format8N1, ParityBy::None};
}

LineSettings withParity(Baud baud, CharacterFormat format, ParityBy parity)
{
    switch (parity) {
    case ParityBy::Software: return withSoftwareParity(baud, format);
    case ParityBy::Hardware: return withHardwareParity(baud, format);
    case ParityBy::None: break;
    }
    return withoutUart(baud, format);
}

} // namespace optoscope
