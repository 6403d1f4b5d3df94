// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/exports/exportformat.h"

using namespace Qt::StringLiterals;

namespace optoscope {

QList<ExportFormat> exportFormats()
{
    return {ExportFormat::Pcapng, ExportFormat::Text, ExportFormat::Csv, ExportFormat::Html,
            ExportFormat::Vcd};
}

QString exportEnding(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Pcapng: return u".pcapng"_qs;
    case ExportFormat::Text: return u".txt"_qs;
    case ExportFormat::Csv: return u".csv"_qs;
    case ExportFormat::Html: return u".html"_qs;
    case ExportFormat::Vcd: return u".vcd"_qs;
    }
    return {};
}

std::optional<ExportFormat> exportFormatOf(QStringView file)
{
    for (const ExportFormat format : exportFormats())
        if (file.endsWith(exportEnding(format), Qt::CaseInsensitive))
            return format;
    return file.endsWith(u".htm", Qt::CaseInsensitive) ? std::optional(ExportFormat::Html)
                                                       : std::nullopt;
}

} // namespace optoscope
