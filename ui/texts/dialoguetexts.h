// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognise/lineclass.h"
#include "core/trace/evidence.h"

#include <QString>
#include <QStringList>

namespace optoscope::texts {

// What a self-test, a search and a listener say in a terminal while they run.

/// "W6  The mirror"
QString stepLine(TestStep step);
/// The step is done a second time, because nothing else confirms what it told.
QString repeatedStepLine(TestStep step);
/// A step told nothing: not needed, not possible, or left out.
QString nothingMeasuredLine();
/// What a step has measured, one line.
QString measuredLine(const Evidence &evidence);
/// What is tried now; \a detail is that of Event::Kind::Tried.
QString triedText(const QString &detail);
/// \a text with the time before it.
QString timedLine(Instant at, const QString &text);

/// What to do, why, the warning, and the answers with the keys that give them.
QString requestText(const PersonRequest &request);
/// Nothing was understood of what was typed.
QString notAnAnswerText(const QString &typed);
/// Standard input has ended: nobody can answer.
QString inputEndedText();
/// The keys that work all the time.
QString keysText();

/// What a person may know of the place (reference probe.md §4.2).
enum class Question : quint8 { Country, Utility, MeterType, Address, EverSwapped };
/// One line; Enter skips it.
QString questionText(Question question);

/// What was heard at one setting.
QString heardText(const LineVerdict &verdict, Baud baud, CharacterFormat format);
QString listeningText(bool isFinished);

} // namespace optoscope::texts
