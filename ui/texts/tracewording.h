// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/exports/exportwording.h"

namespace optoscope::texts {

/// The comments in captures, and the words of exported files.
class TraceWording : public ExportWording
{
public:
    QString entryText(const TraceEntry &entry) const override;
    QString exportWord(ExportWord word) const override;
    QString findingText(const Finding &finding) const override;
    QString controlName(quint8 character) const override;
    QString levelsText(const VcdLines &lines) const override;
};

} // namespace optoscope::texts
