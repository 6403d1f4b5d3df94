// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/finding.h"

#include <QMetaEnum>

namespace optoscope {

QString findingName(FindingId id)
{
    return QLatin1String(QMetaEnum::fromType<FindingId>().valueToKey(static_cast<int>(id)));
}

} // namespace optoscope
