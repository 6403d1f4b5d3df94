// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/symptom.h"

#include <QString>

namespace optoscope {

/// A virtual meter and probe with something wrong that is not told until asked for.
struct VirtualCase {
    QString target; ///< as the target parser reads it; does not tell what is wrong
    QString title; ///< "Case 17"; neither does this
    Symptom symptom = Symptom::silent;
    bool isStory = false; ///< The case of somebody who asked for help.
    QString scenario; ///< the target that says what is wrong by its name
    QString fault; ///< what is wrong, in a few words
    QString answer; ///< what a self-test should find, in a sentence
};

} // namespace optoscope
