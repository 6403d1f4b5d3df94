// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/logmarker.h"

#include "core/capture/logs/lognotation.h"
#include "core/capture/logs/logtext.h"

#include <algorithm>
#include <array>

namespace optoscope {

namespace {

struct Word {
    QByteArrayView word;
    bool bySender;
    bool standsFree = false; ///< A blank is enough behind it.
};

/// Longer ones before those that they begin with.
constexpr std::array words{
    Word{"TXD", true, true}, Word{"TX", true, true},  Word{"RXD", false, true},
    Word{"RX", false, true}, Word{"Sending", true},   Word{"Sent", true},
    Word{"Send", true},      Word{"Senden", true},    Word{"Sende", true},
    Word{"Gesendet", true},  Word{"Received", false}, Word{"Receiving", false},
    Word{"Receive", false},  Word{"Recv", false},     Word{"Empfangen", false},
    Word{"Empfang", false},  Word{"Request", true},   Word{"Response", false},
    Word{"Answer", false},   Word{"Anfrage", true},   Word{"Antwort", false},
    Word{"Запрос", true},    Word{"Ответ", false},    Word{"Отправлено", true},
    Word{"Передано", true},  Word{"Принято", false},  Word{"Получено", false},
    Word{"Written", true},   Word{"Write", true},     Word{"Read", false},
    Word{"Output", true},    Word{"Out", true},       Word{"Input", false},
    Word{"In", false},       Word{"HHU", true},       Word{"Host", true},
    Word{"Master", true},    Word{"Client", true},    Word{"PC", true},
    Word{"Meter", false},    Word{"Slave", false},    Word{"Server", false},
    Word{"Device", false},   Word{"Zähler", false},   Word{"Zaehler", false},
};

struct Arrow {
    QByteArrayView arrow;
    bool bySender;
};

constexpr std::array arrows{
    Arrow{">>>", true}, Arrow{"<<<", false}, Arrow{"-->", true}, Arrow{"<--", false},
    Arrow{"==>", true}, Arrow{"<==", false}, Arrow{">>", true},  Arrow{"<<", false},
    Arrow{"->", true},  Arrow{"<-", false},  Arrow{"=>", true},  Arrow{"<=", false},
    Arrow{"→", true},   Arrow{"←", false},   Arrow{">", true},   Arrow{"<", false},
};

char at(QByteArrayView text, qsizetype index)
{
    return index < text.size() ? text.at(index) : '\0';
}

qsizetype afterBlanks(QByteArrayView text, qsizetype from)
{
    while (isBlank(at(text, from)))
        ++from;
    return from;
}

/// Behind `(5)` or `5 bytes`, if that stands there.
qsizetype afterCount(QByteArrayView line, qsizetype from)
{
    qsizetype end = afterBlanks(line, from);
    const bool hasBracket = at(line, end) == '(' || at(line, end) == '[';
    end += hasBracket ? 1 : 0;
    const qsizetype digits = end;
    while (at(line, end) >= '0' && at(line, end) <= '9')
        ++end;
    if (end == digits)
        return from;
    const qsizetype unit = afterBlanks(line, end);
    bool hasUnit = false;
    for (const QByteArrayView name : {"bytes", "byte", "characters", "chars", "Bytes", "B"}) {
        if (!hasUnit && hasWordAt(line, unit, name)) {
            end = unit + name.size();
            hasUnit = true;
        }
    }
    const bool isClosed = at(line, end) == ')' || at(line, end) == ']';
    return hasBracket && isClosed ? end + 1 : hasUnit && !hasBracket ? end : from;
}

/// Behind the sign that ends a word, and \a isEnded if there is one.
qsizetype afterSign(QByteArrayView line, qsizetype from, bool &isEnded)
{
    qsizetype end = afterBlanks(line, from);
    if (QByteArrayView(":|=").contains(at(line, end)) || (at(line, end) == '-' && end > from)) {
        isEnded = true;
        ++end;
        if (at(line, end) == '>')
            ++end;
        return end;
    }
    isEnded = end >= line.size();
    return from;
}

std::optional<LogMarker> takeWord(QByteArrayView &line)
{
    const bool isBracketed = at(line, 0) == '[' || at(line, 0) == '(' || at(line, 0) == '<';
    const qsizetype begin = isBracketed ? 1 : 0;
    for (const Word &word : words) {
        if (!hasWordAt(line, begin, word.word))
            continue;
        qsizetype end = begin + word.word.size();
        if (isBracketed) {
            if (!QByteArrayView("])>").contains(at(line, end)))
                continue;
            ++end;
        }
        const bool isWhole = end >= line.size() || isBlank(at(line, end))
            || QByteArrayView(":|=([-").contains(at(line, end));
        if (!isWhole && !isBracketed)
            continue;
        bool isEnded = false;
        const qsizetype counted = afterCount(line, end);
        const qsizetype signedEnd = afterSign(line, counted, isEnded);
        if (!isEnded && !isBracketed && !word.standsFree)
            continue;
        line = trimmedStart(line.sliced(isEnded ? signedEnd : counted));
        return LogMarker{word.bySender, false};
    }
    return {};
}

std::optional<LogMarker> takeArrow(QByteArrayView &line)
{
    for (const Arrow &arrow : arrows) {
        if (!line.startsWith(arrow.arrow))
            continue;
        const qsizetype end = arrow.arrow.size();
        // `<STX>` and `>100` are none.
        if (end == 1 && end < line.size() && !isBlank(line.at(end)))
            return {};
        if (end < line.size() && QByteArrayView("<>-=").contains(line.at(end)))
            return {};
        line = trimmedStart(line.sliced(end));
        return LogMarker{arrow.bySender, true};
    }
    return {};
}

} // namespace

std::optional<LogMarker> takeMarker(QByteArrayView &line)
{
    QByteArrayView rest = trimmedStart(line);
    auto marker = takeArrow(rest);
    if (!marker)
        marker = takeWord(rest);
    if (marker)
        line = rest;
    return marker;
}

void skipTags(QByteArrayView &line)
{
    constexpr int mostTags = 4;
    QByteArrayView rest = trimmedStart(line);
    for (int i = 0; i < mostTags && rest.startsWith('['); ++i) {
        QByteArrayView marked = rest;
        const qsizetype end = rest.indexOf(']');
        qsizetype length = 1;
        if (end < 0 || takeMarker(marked) || writtenAt(rest, 0, {}, length))
            break;
        rest = trimmedStart(rest.sliced(end + 1));
        if (rest.startsWith(':'))
            rest = trimmedStart(rest.sliced(1));
        line = rest;
    }
}

} // namespace optoscope
