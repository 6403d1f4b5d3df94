// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/message.h"
#include "core/link/linkerror.h"
#include "core/link/target.h"
#include "core/trace/session.h"

#include <QString>

namespace optoscope::texts {

/// A finding in words: what it is, what was measured against which limit, and what to do.
struct FindingText {
    QString title; ///< a few words
    QString text; ///< one or two sentences with the numbers
    QString advice; ///< the next thing to do; empty if nothing needs doing
};

FindingText findingText(const Finding &finding);
/// What happened and what to do, in one or two sentences.
QString linkErrorText(const LinkError &error);
QString targetErrorText(TargetError error, const QString &text);
QString messageTitle(MessageKind kind);
QString outcomeText(Outcome outcome);
QString blameText(Blame blame);
/// "STX", "CR" … for control characters, empty for the others.
QString controlName(quint8 character);
/// Bytes as text on one line, control characters as their Unicode pictures (␂, ␍), bytes from 80
/// as `\x80`.
QString visibleText(QByteArrayView bytes);

} // namespace optoscope::texts
