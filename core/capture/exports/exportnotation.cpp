// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/exports/exportnotation.h"

#include "core/capture/logs/lognotation.h"
#include "core/uart/softwareparity.h"

#include <array>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr qint64 nanosecondsInSecond = 1'000'000'000;
constexpr qsizetype decimals = 9;
constexpr qint64 mostSeconds = qint64{10} * 366 * 86400;
constexpr int mostBaud = 10'000'000;
constexpr char16_t firstPicture = 0x2400;
constexpr char16_t deletePicture = 0x2421;
constexpr char16_t otherPicture = 0x00B7;
constexpr quint8 del = 0x7F;

struct FlagLetter {
    CharacterFlag flag;
    char letter;
};
constexpr std::array flagLetters{
    FlagLetter{CharacterFlag::ParityError, 'P'}, FlagLetter{CharacterFlag::FramingError, 'F'},
    FlagLetter{CharacterFlag::Break, 'B'}, FlagLetter{CharacterFlag::Overrun, 'O'}};

struct ParityName {
    ParityBy parity;
    QByteArrayView name;
};
constexpr std::array parityNames{ParityName{ParityBy::Software, "software"},
                                 ParityName{ParityBy::Hardware, "hardware"},
                                 ParityName{ParityBy::None, "none"}};

struct LineName {
    bool ControlLines::*line;
    QByteArrayView name;
};
constexpr std::array lineNames{
    LineName{&ControlLines::dtr, "DTR"}, LineName{&ControlLines::rts, "RTS"},
    LineName{&ControlLines::cts, "CTS"}, LineName{&ControlLines::dsr, "DSR"},
    LineName{&ControlLines::dcd, "DCD"}, LineName{&ControlLines::ring, "RI"}};

QChar pictureOf(quint8 byte)
{
    if (byte == del)
        return deletePicture;
    return byte >= 0x80 ? QChar(otherPicture)
        : byte < ' '    ? QChar(static_cast<char16_t>(firstPicture + byte))
                        : QChar(char16_t{byte});
}

} // namespace

QByteArray exportSeconds(Instant at)
{
    const qint64 value = at.time_since_epoch().count();
    const qint64 positive = std::abs(value);
    return (value < 0 ? "-" : "") + QByteArray::number(positive / nanosecondsInSecond) + '.'
        + QByteArray::number(positive % nanosecondsInSecond).rightJustified(decimals, '0');
}

std::optional<Instant> instantFromSeconds(QByteArrayView text)
{
    const bool isNegative = text.startsWith('-');
    if (isNegative)
        text = text.sliced(1);
    const qsizetype point = text.indexOf('.');
    const QByteArrayView whole = point < 0 ? text : text.first(point);
    QByteArray part = point < 0 ? QByteArray() : text.sliced(point + 1).toByteArray();
    if (whole.isEmpty() || part.size() > decimals)
        return {};
    part = part.leftJustified(decimals, '0');
    bool isWhole = false;
    bool isPart = false;
    const qint64 seconds = whole.toByteArray().toLongLong(&isWhole);
    const qint64 rest = part.toLongLong(&isPart);
    if (!isWhole || !isPart || seconds < 0 || rest < 0 || seconds > mostSeconds)
        return {};
    const qint64 value = seconds * nanosecondsInSecond + rest;
    return Instant(nanoseconds(isNegative ? -value : value));
}

QByteArray exportSettings(const LineSettings &settings)
{
    QByteArray text = QByteArray::number(settings.baud.value) + ' '
        + settings.format.toText().toLatin1() + ' ' + settings.portFormat.toText().toLatin1() + ' ';
    for (const ParityName &name : parityNames)
        if (name.parity == settings.parity)
            text.append(name.name);
    return text;
}

std::optional<LineSettings> settingsFromText(QByteArrayView text)
{
    const QList<QByteArray> parts = text.toByteArray().split(' ');
    if (parts.size() != parityNames.size() + 1)
        return {};
    bool isNumber = false;
    const int baud = parts.at(0).toInt(&isNumber);
    const auto format = CharacterFormat::fromText(QString::fromLatin1(parts.at(1)));
    const auto portFormat = CharacterFormat::fromText(QString::fromLatin1(parts.at(2)));
    if (!isNumber || baud < 0 || baud > mostBaud || !format || !portFormat)
        return {};
    for (const ParityName &name : parityNames)
        if (name.name == parts.at(3))
            return LineSettings{Baud{baud}, *format, *portFormat, name.parity};
    return {};
}

QByteArray exportLines(const ControlLines &lines)
{
    QByteArray text;
    for (const LineName &name : lineNames)
        if (lines.*name.line)
            text.append(text.isEmpty() ? "" : " ").append(name.name);
    return text.isEmpty() ? QByteArray("-") : text;
}

std::optional<ControlLines> linesFromText(QByteArrayView text)
{
    ControlLines lines;
    if (text == "-")
        return lines;
    for (const QByteArray &part : text.toByteArray().split(' ')) {
        bool isKnown = false;
        for (const LineName &name : lineNames) {
            if (name.name == part) {
                lines.*name.line = true;
                isKnown = true;
            }
        }
        if (!isKnown)
            return {};
    }
    return lines;
}

quint8 dataMask(const LineSettings &settings)
{
    return settings.format.dataBits < 8 ? static_cast<quint8>((1 << settings.format.dataBits) - 1)
                                        : quint8{0xFF};
}

QByteArray exportHex(const Character *begin, qsizetype count, quint8 mask)
{
    static constexpr QByteArrayView digits = "0123456789ABCDEF";
    QByteArray text;
    text.reserve(3 * count);
    for (qsizetype i = 0; i < count; ++i) {
        const quint8 data = begin[i].wire & mask;
        if (i > 0)
            text += ' ';
        text += digits.at(data >> 4);
        text += digits.at(data & 0x0F);
        if (!begin[i].isDamaged())
            continue;
        text += '!';
        for (const FlagLetter &letter : flagLetters)
            if (begin[i].flags.testFlag(letter.flag))
                text += letter.letter;
    }
    return text;
}

std::optional<Character> characterFromHex(QByteArrayView token, const LineSettings &settings)
{
    if (token.size() < 2 || hexDigit(token.at(0)) < 0 || hexDigit(token.at(1)) < 0)
        return {};
    Character character;
    const auto data = static_cast<quint8>(hexDigit(token.at(0)) << 4 | hexDigit(token.at(1)));
    character.wire = encodeCharacter(data, settings);
    if (token.size() == 2)
        return character;
    if (token.at(2) != '!' || token.size() > 3 + static_cast<qsizetype>(flagLetters.size()))
        return {};
    for (const char letter : token.sliced(3)) {
        bool isKnown = false;
        for (const FlagLetter &known : flagLetters) {
            if (known.letter == letter) {
                character.flags.setFlag(known.flag);
                isKnown = true;
            }
        }
        if (!isKnown)
            return {};
    }
    const bool hasParityBit = settings.parity == ParityBy::Software
        && settings.format.parity != Parity::None && settings.format.dataBits < 8;
    if (hasParityBit && character.flags.testFlag(CharacterFlag::ParityError))
        character.wire ^= static_cast<quint8>(1 << settings.format.dataBits);
    return character;
}

QByteArray exportCharacters(const Character *begin, qsizetype count, quint8 mask)
{
    QString text;
    text.reserve(count);
    for (qsizetype i = 0; i < count; ++i)
        text += pictureOf(begin[i].wire & mask);
    return text.toUtf8();
}

QByteArray exportLine(const QString &words)
{
    QString line = words;
    for (QChar &character : line)
        if (character.unicode() < ' ' || character.unicode() == del)
            character = pictureOf(static_cast<quint8>(character.unicode()));
    return line.toUtf8();
}

QString wordsFromLine(QByteArrayView line)
{
    QString words = QString::fromUtf8(line);
    for (QChar &character : words) {
        const char16_t unicode = character.unicode();
        if (unicode >= firstPicture && unicode < firstPicture + ' ')
            character = QChar(static_cast<char16_t>(unicode - firstPicture));
    }
    return words;
}

} // namespace optoscope
