// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/formattexts.h"

#include "ui/texts/commandtexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

QString bytesFormText(BytesForm form)
{
    switch (form) {
    case BytesForm::Detect: return Words::tr("found out");
    case BytesForm::Raw: return Words::tr("raw bytes");
    case BytesForm::Hex: return Words::tr("hexadecimal digits");
    case BytesForm::HexDump: return Words::tr("hex dump with offsets");
    case BytesForm::Array: return Words::tr("arrays of a program");
    case BytesForm::Decimal: return Words::tr("decimal numbers");
    case BytesForm::Written: return Words::tr("text with <STX>, \\r\\n …");
    case BytesForm::Remarked: return Words::tr("read-out with remarks");
    case BytesForm::Log: return Words::tr("log: times, TX/RX, > <");
    case BytesForm::Tasmota: return Words::tr("Tasmota console");
    case BytesForm::Portmon: return Words::tr("Portmon log");
    case BytesForm::Vzlogger: return Words::tr("vzlogger dump file");
    case BytesForm::Smartmeter: return Words::tr("ioBroker smartmeter log");
    case BytesForm::Text: return Words::tr("Optoscope text");
    case BytesForm::Csv: return Words::tr("Optoscope table");
    }
    return {};
}

QString exportFormatText(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Pcapng: return Words::tr("Capture with all that is known");
    case ExportFormat::Text: return Words::tr("Text");
    case ExportFormat::Csv: return Words::tr("Table");
    case ExportFormat::Html: return Words::tr("Page for a browser");
    case ExportFormat::Vcd: return Words::tr("Levels over time");
    }
    return {};
}

QString exportFilter(ExportFormat format)
{
    return exportFormatText(format) + u" (*"_qs + exportEnding(format) + u')';
}

QString exportEndingsText()
{
    QStringList endings;
    for (const ExportFormat format : exportFormats())
        endings.append(exportEnding(format));
    const QString last = endings.takeLast();
    return Words::tr("%1 or %2").arg(endings.join(u", "_qs), last);
}

QString exportedText(const QString &file, const ExportSummary &summary)
{
    switch (summary.format) {
    case ExportFormat::Pcapng: return convertedCaptureText(file, summary.count);
    case ExportFormat::Vcd: return convertedText(file, summary.count) + u'\n' + summary.comment;
    default: break;
    }
    return Words::tr("%1 was written: %2 rows.")
        .arg(visibleText(QStringView(file)))
        .arg(summary.count);
}

QString exportErrorText(const ExportError &error)
{
    switch (error.kind) {
    case ExportError::Kind::UnknownEnding:
        return Words::tr("\"%1\" cannot be written. Choose a name that ends in %2.")
            .arg(visibleText(QStringView(error.file)), exportEndingsText());
    case ExportError::Kind::CannotWrite: return notWrittenText(error.file, error.detail);
    case ExportError::Kind::Cancelled: break;
    }
    return Words::tr("%1 was not written: the writing was cancelled.")
        .arg(visibleText(QStringView(error.file)));
}

} // namespace optoscope::texts
