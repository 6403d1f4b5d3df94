// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/capture/wavefile.h"

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
    ExitStatus writeCapture(Console &console, bool json) const;
    ExitStatus writeWaveform(Console &console, bool json) const;

    QString m_in;
    QString m_out;
    WaveOptions m_wave;
};

} // namespace optoscope::cli
