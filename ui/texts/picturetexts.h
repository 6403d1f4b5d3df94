// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/person.h"

#include <QStringList>

namespace optoscope::texts {

/// What a picture of the self-test shows, for those who do not see it.
struct PictureText {
    QString title; ///< a few words
    QString description; ///< a sentence or two: what the hands do
};

/// The pictures of resources/pictures/selftest: first those of the actions in the order in which
/// the self-test asks for them, then the glyphs of the chain from port to meter.
QStringList pictureNames();
/// Both empty if there is no picture \a name.
PictureText pictureText(const QString &name);
/// What to show while \a action is asked for; several where it depends on what the person has.
QStringList picturesOf(PersonAction action);
/// What was seen if that is the answer; empty for the answers that say nothing about light.
QString pictureOf(PersonReply reply);

} // namespace optoscope::texts
