// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/bytesform.h"
#include "core/capture/exports/traceexport.h"

#include <QString>

namespace optoscope::texts {

/// What a file holds, in a few words.
QString bytesFormText(BytesForm form);
/// What a format is good for, in a few words.
QString exportFormatText(ExportFormat format);
/// The same with its ending, as file dialogs want it: "Table (*.csv)".
QString exportFilter(ExportFormat format);
/// The endings that can be written, as ".pcapng, .txt, .csv, .html or .vcd".
QString exportEndingsText();
/// \a file was written, with how much in it.
QString exportedText(const QString &file, const ExportSummary &summary);
/// Why nothing was written, and what to do.
QString exportErrorText(const ExportError &error);

} // namespace optoscope::texts
