// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/placeholders.h"

namespace optoscope {

namespace {

QString groupText(quint16 value)
{
    if (value & ObisCode::hexadecimal)
        return QString::number(value & ~ObisCode::hexadecimal, 16).toUpper();
    return QString::number(value);
}

/// The number that a placeholder stands for; groups that were not sent are 0.
QString placeholderText(char16_t letter, const ObisCode &code)
{
    switch (letter) {
    case u'A': return QString::number(code.medium.value_or(0));
    case u'B': return QString::number(code.channel.value_or(0));
    case u'F': return QString::number(code.period.value_or(0));
    default: return groupText(code.groups[static_cast<size_t>(letter - u'C')]);
    }
}

} // namespace

bool hasGoodPlaceholders(const QString &name)
{
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name[i] == u'}')
            return false;
        if (name[i] != u'{')
            continue;
        if (i + 2 >= name.size() || name[i + 2] != u'}' || name[i + 1] < u'A' || name[i + 1] > u'F')
            return false;
        i += 2;
    }
    return true;
}

QString filledIn(const QString &name, const ObisCode &code)
{
    if (!name.contains(u'{'))
        return name;
    QString text;
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name[i] != u'{') {
            text += name[i];
            continue;
        }
        text += placeholderText(name[i + 1].unicode(), code);
        i += 2;
    }
    return text;
}

} // namespace optoscope
