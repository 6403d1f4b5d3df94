// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/driverquirks.h"

namespace optoscope {

bool isSilentAboutErrors(QStringView driver)
{
    // CH340 and CH341; the mini-UART of the Raspberry Pi.
    return driver == u"ch341-uart" || driver == u"ch341" || driver == u"bcm2835-aux-uart";
}

} // namespace optoscope
