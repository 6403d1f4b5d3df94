// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/bytesform.h"
#include "core/capture/wavefile.h"

#include <QCommandLineParser>

namespace optoscope::cli {

/// What a command that reads waveforms lets say about them.
QList<QCommandLineOption> waveformOptions();
/// Fills \a wave with what \a parser found; or says what is wrong with it.
std::optional<QString> acceptWaveformOptions(const QCommandLineParser &parser, WaveOptions &wave);

/// `--as FORM` of a command that reads files.
QCommandLineOption formOption();
/// Fills \a form with what \a parser found; or says what is wrong with it.
std::optional<QString> acceptForm(const QCommandLineParser &parser, BytesForm &form);

} // namespace optoscope::cli
