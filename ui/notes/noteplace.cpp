// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/noteplace.h"

#include <algorithm>

namespace optoscope::noteplace {
namespace {

constexpr QChar takesBack(0x2421); // the picture of DEL

} // namespace

QString takingBack(const QString &text)
{
    return takesBack + QString(u' ') + text;
}

std::optional<QString> takenBack(const QString &text)
{
    if (!text.startsWith(takesBack))
        return {};
    return text.mid(2);
}

qint64 characterAt(const Trace &trace, Instant at)
{
    const RunStore &runs = trace.runs();
    if (runs.characterCount() == 0)
        return -1;
    qint64 before = -1;
    qint64 after = runs.runCount();
    while (after - before > 1) {
        const qint64 middle = before + (after - before) / 2;
        if (runs.head(middle).at <= at)
            before = middle;
        else
            after = middle;
    }
    if (before < 0)
        return 0;
    const RunHead head = runs.head(before);
    const qint64 last = std::max<qint64>(head.count - 1, 0);
    const qint64 into = head.spacing.count() > 0 ? (at - head.at) / head.spacing : 0;
    return runs.firstCharacter(before) + std::min(into, last);
}

bool isOnItsOwn(const Trace &trace, qsizetype index)
{
    const TraceEntry entry = trace.entry(index);
    const auto *note = std::get_if<Note>(&entry.what);
    if (!note || takenBack(note->text))
        return false;
    const qint64 characters = trace.firstCharacter(index);
    if (characters == 0)
        return true;
    const RunStore &runs = trace.runs();
    return runs.head(runs.runOfCharacter(characters - 1)).end() <= entry.at;
}

} // namespace optoscope::noteplace
