// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/capture/bytesimport.h"
#include "core/capture/exports/traceexport.h"

namespace optoscope::cli {

/// `convert IN OUT`: a recording in another form, by the ending of OUT.
class ConvertCommand : public Command
{
public:
    texts::CommandText text() const override;
    QList<QCommandLineOption> options() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;

private:
    struct Recorded {
        Trace trace;
        CaptureFacts facts;
    };
    std::variant<Recorded, ImportError> read(Console &console) const;
    std::variant<ExportResult, ImportError> convert(Console &console) const;
    std::variant<ExportResult, ImportError> convertMeasured() const;

    QString m_in;
    QString m_out;
    WaveOptions m_wave;
    BytesForm m_form = BytesForm::Detect;
    ExportFormat m_format = ExportFormat::Pcapng;
};

} // namespace optoscope::cli
