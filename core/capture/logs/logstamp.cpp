// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/logstamp.h"

#include "core/capture/logs/logtext.h"

#include <QDate>

#include <array>

namespace optoscope {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int fractionDigits = 9;
constexpr qsizetype epochDigits = 10;
constexpr seconds mostSeconds(9'200'000'000); // 64 bits of nanoseconds

/// Reads parts of a time one after the other.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
    }

    qsizetype at() const { return m_at; }
    bool isEnd() const { return m_at >= m_text.size(); }
    char peek() const { return isEnd() ? '\0' : m_text.at(m_at); }
    bool take(char character)
    {
        if (peek() != character)
            return false;
        ++m_at;
        return true;
    }
    std::optional<char> takeOf(QByteArrayView characters)
    {
        if (isEnd() || !characters.contains(peek()))
            return {};
        return m_text.at(m_at++);
    }
    void skipBlanks()
    {
        while (isBlank(peek()))
            ++m_at;
    }
    /// A number of \a least to \a most digits, and no more.
    std::optional<qint64> number(qsizetype least, qsizetype most)
    {
        qsizetype end = m_at;
        while (end < m_text.size() && m_text.at(end) >= '0' && m_text.at(end) <= '9')
            ++end;
        if (end - m_at < least || end - m_at > most)
            return {};
        const qint64 value = m_text.sliced(m_at, end - m_at).toLongLong();
        m_digits = end - m_at;
        m_at = end;
        return value;
    }
    /// Digits of the last number.
    qsizetype digits() const { return m_digits; }
    bool word(QByteArrayView word)
    {
        if (!hasWordAt(m_text, m_at, word))
            return false;
        m_at += word.size();
        return true;
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
    qsizetype m_digits = 0;
};

/// Nanoseconds of the digits behind a decimal sign.
nanoseconds fraction(qint64 value, qsizetype digits)
{
    for (; digits < fractionDigits; ++digits)
        value *= 10;
    return nanoseconds(value);
}

std::optional<QDate> monthAndDay(Scanner &scanner)
{
    static constexpr std::array<QByteArrayView, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (const QByteArrayView month : months) {
        if (!scanner.word(month))
            continue;
        scanner.skipBlanks();
        const auto day = scanner.number(1, 2);
        // The year is nobody's guess: such a date tells days apart, no more.
        return day ? std::optional(QDate(0, 1, 1)) : std::nullopt;
    }
    return {};
}

/// A date by its separators. Where day and month could be exchanged the date is year 0.
std::optional<QDate> takeDate(Scanner &scanner)
{
    if (!(scanner.peek() >= '0' && scanner.peek() <= '9'))
        return monthAndDay(scanner);
    const auto first = scanner.number(1, 4);
    const bool yearFirst = scanner.digits() == 4;
    const auto sign = scanner.takeOf("-./");
    const auto second = first && sign ? scanner.number(1, 2) : std::nullopt;
    if (!second || !scanner.take(*sign))
        return {};
    const auto third = scanner.number(yearFirst ? 1 : 2, yearFirst ? 2 : 4);
    if (!third)
        return {};
    const auto date = [](qint64 year, qint64 month, qint64 day) {
        return QDate(static_cast<int>(year < 100 ? year + 2000 : year), static_cast<int>(month),
                     static_cast<int>(day));
    };
    if (yearFirst)
        return date(*first, *second, *third);
    if (*sign != '/' || *first > 12)
        return date(*third, *second, *first);
    return *second > 12 || *first == *second ? date(*third, *first, *second) : QDate(0, 1, 1);
}

std::optional<nanoseconds> takeTimeOfDay(Scanner &scanner)
{
    const auto hour = scanner.number(1, 2);
    const auto minute = hour && scanner.take(':') ? scanner.number(2, 2) : std::nullopt;
    const auto second = minute && scanner.take(':') ? scanner.number(2, 2) : std::nullopt;
    if (!second || *hour > 23 || *minute > 59 || *second > 60)
        return {};
    nanoseconds time = hours(*hour) + minutes(*minute) + seconds(*second);
    Scanner before = scanner;
    if (scanner.takeOf(".,:")) {
        if (const auto part = scanner.number(1, fractionDigits))
            time += fraction(*part, scanner.digits());
        else
            scanner = before;
    }
    before = scanner;
    scanner.skipBlanks();
    if (scanner.word("PM"))
        time += *hour < 12 ? hours(12) : hours(0);
    else if (scanner.word("AM"))
        time -= *hour == 12 ? hours(12) : hours(0);
    else
        scanner = before;
    return time;
}

/// Where the zone lies: seconds east of UTC.
std::optional<qint64> takeZone(Scanner &scanner)
{
    if (scanner.take('Z'))
        return 0;
    Scanner before = scanner;
    const auto sign = scanner.takeOf("+-");
    const auto hour = sign ? scanner.number(2, 4) : std::nullopt;
    const bool isLong = scanner.digits() == 4;
    const auto minute = hour && !isLong && scanner.take(':') ? scanner.number(2, 2) : std::nullopt;
    if (!hour || (!isLong && !minute)) {
        scanner = before;
        return {};
    }
    const qint64 east =
        isLong ? *hour / 100 * 3600 + *hour % 100 * 60 : *hour * 3600 + *minute * 60;
    return *sign == '-' ? -east : east;
}

LogStamp momentOf(const QDate &date, nanoseconds ofDay, std::optional<qint64> zone)
{
    constexpr qint64 firstDay = 2440588; // 1970-01-01 as a Julian day
    const nanoseconds local = hours(24) * (date.toJulianDay() - firstDay) + ofDay;
    return zone ? LogStamp{LogStamp::Kind::Moment, local - seconds(*zone)}
                : LogStamp{LogStamp::Kind::LocalMoment, local};
}

std::optional<LogStamp> clockStamp(Scanner &scanner)
{
    Scanner withDate = scanner;
    if (const auto date = takeDate(withDate)) {
        if (withDate.takeOf("T_"))
            withDate.skipBlanks();
        else {
            withDate.take(',');
            withDate.skipBlanks();
        }
        if (const auto time = takeTimeOfDay(withDate)) {
            const auto zone = takeZone(withDate);
            scanner = withDate;
            // Years outside these are no times of logs.
            if (!date->isValid() || date->year() < 1971 || date->year() > 2200)
                return LogStamp{LogStamp::Kind::TimeOfDay, *time};
            return momentOf(*date, *time, zone);
        }
    }
    const auto time = takeTimeOfDay(scanner);
    if (!time)
        return {};
    takeZone(scanner);
    return LogStamp{LogStamp::Kind::TimeOfDay, *time};
}

std::optional<LogStamp> elapsedStamp(Scanner &scanner)
{
    scanner.take('+');
    const auto whole = scanner.number(1, epochDigits);
    const bool isEpoch = scanner.digits() == epochDigits;
    if (!whole || !scanner.takeOf(".,"))
        return {};
    const auto part = scanner.number(3, fractionDigits);
    if (!part || seconds(*whole) > mostSeconds)
        return {};
    const nanoseconds value = seconds(*whole) + fraction(*part, scanner.digits());
    Scanner before = scanner;
    scanner.skipBlanks();
    if (!scanner.take('s'))
        scanner = before;
    return LogStamp{isEpoch ? LogStamp::Kind::Moment : LogStamp::Kind::Elapsed, value};
}

} // namespace

std::optional<LogStamp> takeStamp(QByteArrayView &line)
{
    Scanner scanner(line);
    scanner.skipBlanks();
    const auto bracket = scanner.takeOf("[(");
    if (bracket)
        scanner.skipBlanks();
    Scanner clock = scanner;
    auto stamp = clockStamp(clock);
    if (stamp)
        scanner = clock;
    else if (bracket != '(') // "(0.014)" is a value
        stamp = elapsedStamp(scanner);
    if (!stamp || (bracket && !scanner.take(*bracket == '[' ? ']' : ')')))
        return {};
    // A time is followed by something that cannot belong to a number or a word.
    if (!scanner.isEnd() && !isBlank(scanner.peek())
        && !QByteArrayView("[](:;,|<>-").contains(scanner.peek()))
        return {};
    line = trimmedStart(line.sliced(scanner.at()));
    return stamp;
}

} // namespace optoscope
