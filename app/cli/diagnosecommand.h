// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "app/cli/recordingfile.h"

namespace optoscope::cli {

/// `diagnose FILE`: both verdicts and all findings of a recording.
class DiagnoseCommand : public Command
{
public:
    texts::CommandText text() const override;
    QList<QCommandLineOption> options() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;

private:
    RecordingFile m_file;
};

} // namespace optoscope::cli
