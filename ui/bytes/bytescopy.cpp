// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytescopy.h"

#include "ui/session/numbertext.h"
#include "ui/texts/texts.h"

#include <algorithm>

namespace optoscope::bytescopy {
namespace {

struct Turn {
    bool isSent = false;
    QByteArray bytes;
};

QList<Turn> turnsOf(const Trace &trace, const TraceRows &rows, CharacterRange range)
{
    QList<Turn> turns;
    qint64 next = std::max<qint64>(0, range.first);
    const qint64 end = std::min(range.first + range.count, trace.characterCount());
    for (qsizetype row = rows.rowOfCharacter(next); row >= 0 && row < rows.count() && next < end;
         ++row) {
        const TraceRow &at = rows.at(row);
        if (at.count == 0)
            continue;
        const bool isSent = at.kind == TraceRow::Kind::Sent;
        if (turns.isEmpty() || turns.constLast().isSent != isSent)
            turns.append(Turn{isSent, {}});
        const qint64 to = std::min(at.first + at.count, end);
        turns.last().bytes += toBytes(trace.characters({next, to - next}), at.dataMask);
        next = to;
    }
    return turns;
}

QString linesOf(const QByteArray &bytes)
{
    QString lines;
    for (const QByteArray &line : bytes.split('\n')) {
        if (!lines.isNull())
            lines += u'\n';
        lines += texts::visibleText(line.endsWith('\r') ? line.chopped(1) : line);
    }
    return lines;
}

QString arrayOf(const Turn &turn, int number)
{
    constexpr qsizetype perLine = 12;
    QString array = QStringLiteral("const unsigned char %1%2[%3] = {")
                        .arg(turn.isSent ? QStringLiteral("sent") : QStringLiteral("received"))
                        .arg(number)
                        .arg(turn.bytes.size());
    for (qsizetype i = 0; i < turn.bytes.size(); ++i) {
        array += i % perLine == 0 ? QStringLiteral("\n    ") : QStringLiteral(" ");
        array += QStringLiteral("0x") + numbertext::hex({turn.bytes.constData() + i, 1});
        if (i + 1 < turn.bytes.size())
            array += u',';
    }
    return array + QStringLiteral("\n};\n");
}

} // namespace

QString text(const Trace &trace, const TraceRows &rows, CharacterRange range)
{
    QStringList parts;
    for (const Turn &turn : turnsOf(trace, rows, range)) {
        QString lines = linesOf(turn.bytes);
        while (lines.endsWith(u'\n'))
            lines.chop(1);
        parts.append(lines);
    }
    return parts.join(u'\n');
}

QString hex(const Trace &trace, const TraceRows &rows, CharacterRange range)
{
    QStringList parts;
    for (const Turn &turn : turnsOf(trace, rows, range))
        parts.append(numbertext::hex(turn.bytes));
    return parts.join(u'\n');
}

QString cArray(const Trace &trace, const TraceRows &rows, CharacterRange range)
{
    QString arrays;
    int number = 0;
    for (const Turn &turn : turnsOf(trace, rows, range))
        arrays += arrayOf(turn, ++number);
    return arrays;
}

} // namespace optoscope::bytescopy
