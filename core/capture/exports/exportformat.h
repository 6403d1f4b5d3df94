// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace optoscope {

/// What a trace can be written as. The words are in ui/texts.
enum class ExportFormat : quint8 {
    Pcapng, ///< all that is known
    Text, ///< for people, and to be read back
    Csv, ///< for tables, and to be read back
    Html, ///< a page that stands alone
    Vcd, ///< both lines as levels over time
};

/// In the order in which people see them.
QList<ExportFormat> exportFormats();
/// The ending of its files, as ".csv".
QString exportEnding(ExportFormat format);
/// The format that the ending of \a file means; nothing if none does.
std::optional<ExportFormat> exportFormatOf(QStringView file);

} // namespace optoscope
