// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/viewtexts.h"

#include "ui/texts/texts.h"
#include "ui/texts/words.h"

namespace optoscope::texts {

QString patternErrorText(const PatternError &error, const QString &text)
{
    const QString letter = visibleText(QStringView(text).mid(error.position, 1));
    switch (error.kind) {
    case PatternError::Kind::Empty: return Words::tr("Type what to look for.");
    case PatternError::Kind::TooLong:
        return Words::tr("That is too long. At most %1 characters can be looked for.")
            .arg(mostPatternBytes);
    case PatternError::Kind::NotHex:
        return Words::tr("“%1” is no hexadecimal digit. Write bytes such as 2F ?? 0D; ? stands for "
                         "any digit.")
            .arg(letter);
    case PatternError::Kind::HalfByte:
        return Words::tr("“%1” is half a byte. A byte has two digits; ? stands for any digit.")
            .arg(letter);
    case PatternError::Kind::NotAByte:
        return Words::tr("“%1” is no character that a line can carry.").arg(letter);
    }
    return {};
}

QString pauseErrorText(const QString &text)
{
    if (text.trimmed().isEmpty())
        return Words::tr("Type how long a pause must be, such as 200 ms or 1.5 s.");
    return Words::tr("“%1” is no length of time. Write milliseconds such as 200, or 200 ms, 1.5 s.")
        .arg(visibleText(text));
}

QString timeErrorText(const QString &text)
{
    if (text.trimmed().isEmpty())
        return Words::tr(
            "Type a time: 2.5 s since the start, 12:34:56 on the clock, or +250 ms from "
            "here.");
    return Words::tr("“%1” is no time. Write 2.5 s since the start, 12:34:56 on the clock, or "
                     "+250 ms from here.")
        .arg(visibleText(text));
}

TroubleWords storeTrouble(RunStore::State state, qint64 residentBytes, const QString &folder)
{
    constexpr qint64 mebi = 1024 * 1024;
    switch (state) {
    case RunStore::State::InMemory:
    case RunStore::State::PutAway: break;
    case RunStore::State::NoRoom:
        return {Words::tr("There is no room for this long session in %1. All of it stays in memory "
                          "(%2 MB so far).")
                    .arg(folder)
                    .arg(residentBytes / mebi),
                Words::tr("Make room there, or save what you need and begin a new session before "
                          "memory runs out.")};
    case RunStore::State::Unreadable:
        return {Words::tr("A part of this long session cannot be read back from its temporary file "
                          "in %1. Its characters are missing here.")
                    .arg(folder),
                Words::tr("If the session was recorded, open the recording: it has everything.")};
    }
    return {};
}

} // namespace optoscope::texts
