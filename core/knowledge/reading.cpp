// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/reading.h"

#include <algorithm>

namespace optoscope {

namespace {

/// A double holds every number of so many digits.
constexpr int mostDigits = 15;
/// Clause 6.3.14 item 8: a unit has at most 16 characters.
constexpr qsizetype longestUnit = 16;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isPoint(char c)
{
    return c == '.' || c == ',';
}

/// Takes what stands before the first \a mark off \a text, or all of it.
QByteArrayView takeUntil(QByteArrayView &text, char mark)
{
    const qsizetype end = text.indexOf(mark);
    const QByteArrayView first = end < 0 ? text : text.first(end);
    text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    return first;
}

/// Digits with at most one point; false if it is anything else.
bool readDigits(QByteArrayView text, Quantity &quantity)
{
    QByteArray digits;
    qint64 significant = 0;
    bool point = false;
    bool any = false;
    for (const char c : text) {
        if (isPoint(c) && !point) {
            point = true;
            digits += '.';
            continue;
        }
        if (!isDigit(c))
            return false;
        any = true;
        digits += c;
        significant += significant > 0 || c != '0' ? 1 : 0;
        quantity.decimals += point ? 1 : 0;
    }
    if (!any || significant > mostDigits)
        return false;
    quantity.value = digits.toDouble();
    return true;
}

bool isUnit(QByteArrayView text)
{
    return text.size() <= longestUnit && !isDigit(text[0]) && !isPoint(text[0]) && text[0] != '-'
        && text[0] != '+';
}

/// Value and unit, in the unit perhaps a time: `0.660*kW 1250625171500`.
void readQuantity(QByteArrayView value, QByteArrayView unit, Reading &reading)
{
    unit = unit.trimmed();
    const qsizetype blank = unit.indexOf(' ');
    if (blank > 0) {
        const auto time = MeterTime::timeStamp(unit.sliced(blank));
        if (time) {
            reading.time = time;
            unit.truncate(blank);
        }
    }
    if (isNotAvailable(value)) {
        reading.notAvailable = true;
        return;
    }
    auto quantity = numberIn(value);
    if (!quantity)
        return;
    if (!unit.isEmpty())
        quantity->unit = unit.toByteArray();
    reading.quantities.append(*quantity);
}

/// `098.5*C&096.1*C` was split at its first `*`.
Reading readNumbers(QByteArrayView value, QByteArrayView unit)
{
    Reading reading;
    if (!unit.contains('&') && !value.contains('&')) {
        readQuantity(value, unit, reading);
        return reading;
    }
    QByteArray whole = value.toByteArray();
    if (!unit.isEmpty())
        whole += '*' + unit.toByteArray();
    QByteArrayView rest = whole;
    qsizetype count = 0;
    while (!rest.isEmpty()) {
        QByteArrayView item = takeUntil(rest, '&');
        const QByteArrayView number = takeUntil(item, '*');
        readQuantity(number, item, reading);
        ++count;
    }
    // A list in which only some items are numbers is no list of quantities.
    if (reading.quantities.size() != count)
        return {};
    return reading;
}

bool isExtreme(const ObisCode &code)
{
    if (code.groupCount < 2 || code.groups[0] > 95)
        return false;
    switch (code.groups[1]) {
    case 3:
    case 6:
    case 13:
    case 16:
    case 23:
    case 26: return true;
    default: return false;
    }
}

Reading readTime(const std::optional<MeterTime> &time)
{
    Reading reading;
    reading.time = time;
    return reading;
}

} // namespace

std::optional<Quantity> numberIn(QByteArrayView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return {};
    const bool negative = text[0] == '-';
    if (negative || text[0] == '+')
        text = text.sliced(1).trimmed();
    Quantity quantity;
    QByteArrayView unit = text;
    const QByteArrayView digits = takeUntil(unit, ' ');
    unit = unit.trimmed();
    if (!readDigits(digits, quantity) || (!unit.isEmpty() && !isUnit(unit)))
        return {};
    quantity.unit = unit.toByteArray();
    if (negative && quantity.value != 0)
        quantity.value = -quantity.value;
    return quantity;
}

bool isNotAvailable(QByteArrayView text)
{
    text = text.trimmed();
    return text.contains('-')
        && std::all_of(text.begin(), text.end(), [](char c) { return c == '-' || isPoint(c); });
}

ObisKind kindOfBracket(const std::optional<ObisName> &name, int bracket)
{
    if (!name)
        return ObisKind::number;
    if (bracket == 0)
        return name->kind;
    return name->code && isExtreme(*name->code) ? ObisKind::timestamp : ObisKind::number;
}

Reading readBracket(QByteArrayView value, QByteArrayView unit, ObisKind kind)
{
    switch (kind) {
    case ObisKind::text:
    case ObisKind::status:
    case ObisKind::list: return {};
    case ObisKind::time: return readTime(MeterTime::timeOfDay(value));
    case ObisKind::date: return readTime(MeterTime::day(value));
    case ObisKind::timestamp: {
        const auto time = MeterTime::timeStamp(value);
        // Some meters send only the day, and Fluvius the time of a maximum before the maximum.
        if (time || unit.isEmpty())
            return readTime(time ? time : MeterTime::day(value));
        break;
    }
    case ObisKind::number:
        if (const auto time = MeterTime::telegramTimeStamp(value))
            return readTime(time);
        break;
    }
    return readNumbers(value, unit);
}

} // namespace optoscope
