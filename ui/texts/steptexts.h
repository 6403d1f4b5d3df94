// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/person.h"

#include <QList>
#include <QString>

namespace optoscope::texts {

/// A step of the self-test in words.
struct StepText {
    QString title; ///< a few words
    QString proves; ///< one sentence
    QString cannot; ///< what it does not prove, one sentence
    QString leftOpen; ///< what nobody knows while it is left out, one sentence
};

StepText stepText(TestStep step);

/// What a person is asked to do, in words.
struct ActionText {
    QString task; ///< what to do with the hands, or the question
    QString why; ///< one sentence
    QString warning; ///< where something can be damaged; else empty
};

ActionText actionText(PersonAction action);

/// The answers that make sense to \a action, the usual one first. Every action can be declined or
/// answered with "not sure".
QList<PersonReply> repliesFor(PersonAction action);
/// The words of an answer, as on a button.
QString replyText(PersonAction action, PersonReply reply);

} // namespace optoscope::texts
