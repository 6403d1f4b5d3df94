// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readout/readoutsort.h"

namespace optoscope::readoutsort {
namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Takes a run of digits off \a text, without leading zeros.
QStringView takeDigits(QStringView &text)
{
    qsizetype end = 0;
    while (end < text.size() && isDigit(text.at(end)))
        ++end;
    QStringView digits = text.first(end);
    text = text.sliced(end);
    while (digits.size() > 1 && digits.front() == u'0')
        digits = digits.sliced(1);
    return digits;
}

} // namespace

std::optional<double> number(QStringView value)
{
    QString text = value.trimmed().toString();
    text.replace(u',', u'.');
    for (const QChar c : std::as_const(text)) {
        if (!isDigit(c) && c != u'.' && c != u'-' && c != u'+')
            return {};
    }
    bool ok = false;
    const double number = text.toDouble(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

bool valueLess(QStringView left, QStringView right)
{
    const auto one = number(left);
    const auto two = number(right);
    if (one && two)
        return *one < *two;
    if (one || two)
        return one.has_value();
    return left < right;
}

bool addressLess(QStringView left, QStringView right)
{
    while (!left.isEmpty() && !right.isEmpty()) {
        if (isDigit(left.front()) && isDigit(right.front())) {
            const QStringView one = takeDigits(left);
            const QStringView two = takeDigits(right);
            if (one.size() != two.size())
                return one.size() < two.size();
            if (one != two)
                return one < two;
            continue;
        }
        if (left.front() != right.front())
            return left.front() < right.front();
        left = left.sliced(1);
        right = right.sliced(1);
    }
    return left.size() < right.size();
}

} // namespace optoscope::readoutsort
