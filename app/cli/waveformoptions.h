// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/wavefile.h"

#include <QCommandLineParser>

namespace optoscope::cli {

/// What a command that reads waveforms lets say about them.
QList<QCommandLineOption> waveformOptions();
/// Fills \a wave with what \a parser found; or says what is wrong with it.
std::optional<QString> acceptWaveformOptions(const QCommandLineParser &parser, WaveOptions &wave);

} // namespace optoscope::cli
