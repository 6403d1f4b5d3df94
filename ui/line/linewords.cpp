// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linewords.h"

#include "ui/line/linebits.h"
#include "ui/line/timeaxis.h"
#include "ui/session/numbertext.h"
#include "ui/texts/texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace optoscope::linewords {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("optoscope::linewords", text);
}

QString sideText(LineSide side)
{
    return side == LineSide::Sent ? QStringLiteral("TX") : QStringLiteral("RX");
}

QString nameOf(quint8 byte)
{
    const char character = static_cast<char>(byte);
    QString name = texts::controlName(byte);
    if (name.isEmpty() && byte == ' ')
        name = tr("space");
    const QString hex = numbertext::hex({&character, 1});
    if (name.isEmpty() && byte < 0x7F)
        name = QString(QLatin1Char(character));
    return name.isEmpty() ? hex : QStringLiteral("%1 (%2)").arg(name, hex);
}

QString errorsOf(CharacterFlags flags)
{
    QStringList errors;
    if (flags.testFlag(CharacterFlag::ParityError))
        errors.append(tr("parity error"));
    if (flags.testFlag(CharacterFlag::FramingError))
        errors.append(tr("framing error"));
    if (flags.testFlag(CharacterFlag::Overrun))
        errors.append(tr("characters lost before it"));
    return errors.join(QStringLiteral(", "));
}

QString bitText(const LineBit &bit)
{
    switch (bit.kind) {
    case LineBit::Kind::Start: return tr("start bit");
    case LineBit::Kind::Data: return tr("data bit %1").arg(bit.number);
    case LineBit::Kind::Parity: return tr("parity bit");
    case LineBit::Kind::Stop: break;
    }
    return tr("stop bit");
}

QString bitAt(const LineCharacter &character, const LineSettings &settings, Instant at)
{
    const LineBits bits = lineBits(character.character, settings);
    const qint64 length = std::max<qint64>(1, (character.end - character.begin).count());
    const qint64 place = (at - character.begin).count() * bits.size() / length;
    return bitText(bits[std::clamp<qsizetype>(place, 0, bits.size() - 1)]);
}

QString number(double value)
{
    const int digits = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
    return QString::number(value, 'f', digits);
}

} // namespace

QString duration(nanoseconds time)
{
    return timeText(Instant(time), time / 2000);
}

QString measure(const LineMeasure &measure)
{
    QStringList parts{tr("Δ %1").arg(duration(measure.time))};
    if (measure.hertz > 0)
        parts.append(tr("1/Δ %1 baud (Hz)").arg(number(measure.hertz)));
    if (measure.bits > 0)
        parts.append(tr("%1 bits at %2 baud").arg(measure.bits, 0, 'f', 1).arg(measure.baud.value));
    parts.append(tr("%1 sent, %2 received").arg(measure.sent).arg(measure.received));
    return parts.join(QStringLiteral("  ·  "));
}

QString character(LineSide side, const LineCharacter &character, const LineSettings &settings)
{
    const Character what = character.character;
    if (what.flags.testFlag(CharacterFlag::Break))
        return tr("%1 break").arg(sideText(side));
    QString text =
        sideText(side) + QLatin1Char(' ') + nameOf(what.wire & settings.format.dataMask());
    if (what.isDamaged())
        text += QStringLiteral(", ") + errorsOf(what.flags);
    return text;
}

QString moment(const LineIndex &index, const LineIndex::EntryAccess &entry, Instant at,
               nanoseconds resolution)
{
    QStringList parts;
    for (const LineSide side : lineSides) {
        const auto there = index.characterAt(side, at, entry);
        if (!there) {
            parts.append(tr("%1 idle").arg(sideText(side)));
            continue;
        }
        const LineSettings &settings = index.settings(there->settings);
        parts.append(character(side, *there, settings) + QStringLiteral(", ")
                     + bitAt(*there, settings, at));
    }
    return timeText(at, resolution) + QStringLiteral(":  ") + parts.join(QStringLiteral("  ·  "));
}

QString source(const LineIndex &index)
{
    return index.timesAreAssumed() ? tr("reconstructed; some times are assumed")
                                   : tr("reconstructed from character times");
}

} // namespace optoscope::linewords
