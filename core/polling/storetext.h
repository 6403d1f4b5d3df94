// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollrecord.h"

#include <QByteArrayView>
#include <QMetaEnum>
#include <QString>

namespace optoscope {

/// \a text as both databases can store it: PostgreSQL has no U+0000, so ␀ stands for it.
inline QString storable(QString text)
{
    return text.replace(QChar(u'\0'), QChar(u'\u2400'));
}

/// What a meter sent, a character a byte.
inline QString textFrom(QByteArrayView bytes)
{
    const QString text = storable(QString::fromLatin1(bytes));
    return text.isNull() ? QLatin1String("") : text;
}

inline QByteArray bytesFrom(QString text)
{
    return text.replace(QChar(u'\u2400'), QChar(u'\0')).toLatin1();
}

template <typename Enum>
QString nameOf(Enum value)
{
    return QLatin1String(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

template <typename Enum>
std::optional<Enum> valueOf(const QString &name)
{
    bool isKnown = false;
    const int value = QMetaEnum::fromType<Enum>().keyToValue(name.toLatin1().constData(), &isKnown);
    return isKnown ? std::optional(static_cast<Enum>(value)) : std::nullopt;
}

inline QString outcomeName(PollOutcome outcome)
{
    return nameOf(outcome);
}

} // namespace optoscope
