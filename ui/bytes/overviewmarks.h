// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/theme.h"

#include <QList>

namespace optoscope {

class BytesModel;
class NoteBook;
class TraceFinder;

/// A mark of the overview strip.
struct OverviewMark {
    enum class Lane : quint8 { Hit, Error, Finding, Note };

    Lane lane = Lane::Hit;
    int y = 0; ///< pixels from the top
    int row = 0; ///< of the model
    friend bool operator==(const OverviewMark &, const OverviewMark &) = default;
};

/// Marks for all rows of \a model on \a height pixels, one a lane and pixel at most: what it takes
/// depends on the pixels, not on how much there is. \a findings are first characters, rising.
QList<OverviewMark> overviewMarks(const BytesModel &model, const TraceFinder *finder,
                                  const NoteBook *notes, const QList<qint64> &findings, int height);

Tone toneOf(OverviewMark::Lane lane);

} // namespace optoscope
