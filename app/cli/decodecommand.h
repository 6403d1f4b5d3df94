// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "app/cli/recordingfile.h"

namespace optoscope::cli {

/// `decode FILE|-`: what recorded bytes say.
class DecodeCommand : public Command
{
public:
    texts::CommandText text() const override;
    QList<QCommandLineOption> options() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;

private:
    ExitStatus decodeCapture(Console &console, bool json) const;
    ExitStatus decodeBytes(Console &console, bool json) const;

    RecordingFile m_file;
};

} // namespace optoscope::cli
