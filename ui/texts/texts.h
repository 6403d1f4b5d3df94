// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/scenarioerror.h"
#include "core/capture/importerror.h"
#include "core/iec62056/conversation.h"
#include "core/iec62056/message.h"
#include "core/knowledge/tablereader.h"
#include "core/link/linkerror.h"
#include "core/link/target.h"
#include "core/recognise/lineclass.h"
#include "core/trace/session.h"
#include "ui/texts/surface.h"

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
QString linkErrorText(const LinkError &error, Surface surface = Surface::CommandLine);
/// Why a virtual meter could not be put on a TCP port or on a pseudo terminal's link.
QString serveErrorText(const LinkError &error, bool isTcp);
/// The same for a scenario that cannot be used.
QString scenarioErrorText(const ScenarioError &error);
/// What is wrong with a table of knowledge, by file and line.
QString tableErrorText(const QString &file, const TableError &error);
/// The same for a file that is not read.
QString importErrorText(const ImportError &error);
QString targetErrorText(TargetError error, const QString &text);
QString messageTitle(MessageKind kind);
/// What is heard on a line, in a sentence without its full stop.
QString lineClassText(LineClass lineClass);
/// "IEC 62056-21 (99 % sure), 9600 baud, 7E1"
QString lineVerdictText(const LineVerdict &verdict);
QString outcomeText(Outcome outcome);
QString blameText(Blame blame);
QString severityText(Severity severity);
QString partyText(Party party);
/// "C", or that it is not known.
QString modeText(Mode mode);
/// Which check fitted, with both characters where none did.
QString checkText(const CheckResult &check);
/// "The meter answered after 251 ms. Allowed: 200 to 1500 ms."
QString reactionText(Party by, nanoseconds reaction, ReactionLimits limits);
/// "251 ms", "33.3 ms", "12.5 s".
QString durationText(nanoseconds time);
/// "1 character", "12 characters".
QString characterCountText(qint64 count);

/// "STX", "CR" … for control characters, empty for the others.
QString controlName(quint8 character);
/// Bytes as text on one line, control characters as their Unicode pictures (␂, ␍), bytes from 80
/// as `\x80`.
QString visibleText(QByteArrayView bytes);
/// The same for text that came from outside: what would move a terminal's cursor is shown instead.
QString visibleText(QStringView text);

} // namespace optoscope::texts
