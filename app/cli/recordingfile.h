// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "core/capture/bytesimport.h"

#include <QCommandLineParser>

namespace optoscope::cli {

/// The recording that a command is about: its one argument, read as the options of waveforms say.
class RecordingFile
{
public:
    /// A file that is no recording can hold a message a byte; this keeps judging it within bounds.
    static constexpr qsizetype mostMessages = 200000;

    /// What is wrong with the command line, if anything.
    std::optional<QString> accept(const QCommandLineParser &parser);
    /// Nothing, with a notice, if the file cannot be read; notices of what is wrong with it.
    std::optional<ImportedBytes> read(Console &console) const;

    const QString &name() const { return m_name; }
    const WaveOptions &options() const { return m_options; }
    BytesForm form() const { return m_form; }

private:
    QString m_name;
    WaveOptions m_options;
    BytesForm m_form = BytesForm::Detect;
};

} // namespace optoscope::cli
