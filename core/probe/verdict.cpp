// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/verdict.h"

#include <QMetaEnum>

namespace optoscope {

namespace {

template <typename Enum>
QString nameOf(Enum value)
{
    return QLatin1String(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

} // namespace

QString verdictName(ProbeVerdict verdict)
{
    return nameOf(verdict);
}

QString verdictName(MeterVerdict verdict)
{
    return nameOf(verdict);
}

QString nextName(NextStep next)
{
    return nameOf(next);
}

} // namespace optoscope
