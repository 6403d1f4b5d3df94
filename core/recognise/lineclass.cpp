// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognise/lineclass.h"

#include <QMetaEnum>

namespace optoscope {

QString lineClassName(LineClass lineClass)
{
    const auto names = QMetaEnum::fromType<LineClass>();
    return QString::fromLatin1(names.valueToKey(static_cast<int>(lineClass)));
}

bool isOtherProtocol(LineClass lineClass)
{
    return lineClass == LineClass::sml || lineClass == LineClass::hdlc
        || lineClass == LineClass::mbus || lineClass == LineClass::dsmr;
}

} // namespace optoscope
