// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/characterformat.h"

namespace optoscope {

namespace {
constexpr QStringView parityLetters = u"NEOMS";
}

std::optional<CharacterFormat> CharacterFormat::fromText(QStringView text)
{
    if (text.size() != 3)
        return {};
    const int dataBits = text[0].unicode() - u'0';
    const qsizetype parity = parityLetters.indexOf(text[1].toUpper());
    const int stopBits = text[2].unicode() - u'0';
    if (dataBits < 5 || dataBits > 8 || parity < 0 || stopBits < 1 || stopBits > 2)
        return {};
    return CharacterFormat{dataBits, static_cast<Parity>(parity), stopBits};
}

QString CharacterFormat::toText() const
{
    return QString::number(dataBits) + parityLetters[static_cast<int>(parity)]
        + QString::number(stopBits);
}

} // namespace optoscope
