// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace optoscope::texts
