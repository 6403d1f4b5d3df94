// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/metertime.h"

#include <algorithm>

namespace optoscope {

namespace {

using Season = MeterTime::Season;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool areDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// \a text is digits.
int numberOf(QByteArrayView text)
{
    int value = 0;
    for (const char c : text)
        value = value * 10 + (c - '0');
    return value;
}

int fullYear(int twoDigits)
{
    return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
}

std::optional<Season> seasonOf(char digit)
{
    switch (digit) {
    case '0': return Season::Standard;
    case '1': return Season::Summer;
    case '2': return Season::Utc;
    default: return {};
    }
}

/// YYMMDD or YYYYMMDD.
QDate dateOf(QByteArrayView digits)
{
    const bool shortYear = digits.size() == 6;
    const int year = shortYear ? fullYear(numberOf(digits.first(2))) : numberOf(digits.first(4));
    // No meter had a clock before, and 16 11 07 19 00 00 is no day of the year 1611.
    if (year < 1970 || year > 2099)
        return {};
    const QByteArrayView rest = digits.last(4);
    return QDate(year, numberOf(rest.first(2)), numberOf(rest.last(2)));
}

/// hhmm or hhmmss.
QTime timeOf(QByteArrayView digits)
{
    const int seconds = digits.size() == 6 ? numberOf(digits.last(2)) : 0;
    return QTime(numberOf(digits.first(2)), numberOf(digits.sliced(2, 2)), seconds);
}

std::optional<MeterTime> checked(const MeterTime &time, bool needsDate, bool needsTime)
{
    if (needsDate != time.date.isValid() || needsTime != time.time.isValid())
        return {};
    return time;
}

/// The digits of \a text if \a mark stands at the \a places and nothing but digits elsewhere.
std::optional<QByteArray> withoutMarks(QByteArrayView text, char mark,
                                       std::initializer_list<qsizetype> places)
{
    QByteArray digits;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPlace = std::find(places.begin(), places.end(), i) != places.end();
        if (isPlace ? text[i] != mark : !isDigit(text[i]))
            return {};
        if (!isPlace)
            digits += text[i];
    }
    return digits;
}

/// hh:mm or hh:mm:ss as digits.
std::optional<QByteArray> clockDigits(QByteArrayView text)
{
    if (text.size() == 5)
        return withoutMarks(text, ':', {2});
    if (text.size() == 8)
        return withoutMarks(text, ':', {2, 5});
    return {};
}

/// YY-MM-DD or YYYY-MM-DD as digits.
std::optional<QByteArray> calendarDigits(QByteArrayView text)
{
    if (text.size() == 8)
        return withoutMarks(text, '-', {2, 5});
    if (text.size() == 10)
        return withoutMarks(text, '-', {4, 7});
    return {};
}

/// A date of \a dateDigits digits and a time of day behind it.
std::optional<MeterTime> stampOf(QByteArrayView digits, qsizetype dateDigits)
{
    const MeterTime time{dateOf(digits.first(dateDigits)), timeOf(digits.sliced(dateDigits)),
                         Season::Unknown};
    return checked(time, true, true);
}

std::optional<MeterTime> stampBehindSeason(QByteArrayView digits)
{
    const auto season = seasonOf(digits[0]);
    auto time = stampOf(digits.sliced(1), 6);
    if (!season || !time)
        return {};
    time->season = *season;
    return time;
}

std::optional<MeterTime> digitStamp(QByteArrayView digits)
{
    switch (digits.size()) {
    case 10: return stampOf(digits, 6);
    case 11:
    case 13: return stampBehindSeason(digits);
    case 14: return stampOf(digits, 8);
    case 12: break;
    default: return {};
    }
    const auto withSeconds = stampOf(digits, 6);
    const auto withCentury = stampOf(digits, 8);
    if (withSeconds && withCentury)
        return {};
    return withSeconds ? withSeconds : withCentury;
}

} // namespace

std::optional<MeterTime> MeterTime::timeOfDay(QByteArrayView text)
{
    text = text.trimmed();
    MeterTime time;
    if (const auto digits = clockDigits(text)) {
        time.time = timeOf(*digits);
    } else if (areDigits(text) && (text.size() == 4 || text.size() == 6)) {
        time.time = timeOf(text);
    } else if (areDigits(text) && text.size() == 7 && seasonOf(text[0])) {
        time.season = *seasonOf(text[0]);
        time.time = timeOf(text.sliced(1));
    }
    return checked(time, false, true);
}

std::optional<MeterTime> MeterTime::day(QByteArrayView text)
{
    text = text.trimmed();
    MeterTime time;
    if (const auto digits = calendarDigits(text)) {
        time.date = dateOf(*digits);
    } else if (areDigits(text) && (text.size() == 6 || text.size() == 8)) {
        time.date = dateOf(text);
    } else if (areDigits(text) && text.size() == 7 && seasonOf(text[0])) {
        time.season = *seasonOf(text[0]);
        time.date = dateOf(text.sliced(1));
    }
    return checked(time, true, false);
}

std::optional<MeterTime> MeterTime::timeStamp(QByteArrayView text)
{
    text = text.trimmed();
    if (areDigits(text))
        return digitStamp(text);
    if (const auto time = telegramTimeStamp(text))
        return time;
    const auto isMark = [](char c) { return c == ',' || c == '&' || c == ' '; };
    const auto mark = std::find_if(text.begin(), text.end(), isMark);
    if (mark == text.end())
        return {};
    const qsizetype place = mark - text.begin();
    const auto date = calendarDigits(text.first(place));
    const auto clock = clockDigits(text.sliced(place + 1).trimmed());
    if (!date || !clock)
        return {};
    return checked({dateOf(*date), timeOf(*clock), Season::Unknown}, true, true);
}

std::optional<MeterTime> MeterTime::telegramTimeStamp(QByteArrayView text)
{
    text = text.trimmed();
    if (text.size() != 13 || !areDigits(text.first(12)))
        return {};
    const char season = text[12];
    if (season != 'W' && season != 'S')
        return {};
    auto time = stampOf(text.first(12), 6);
    if (time)
        time->season = season == 'S' ? Season::Summer : Season::Standard;
    return time;
}

} // namespace optoscope
