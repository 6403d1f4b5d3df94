// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/finding.h"

#include <QColor>
#include <QPalette>

namespace optoscope {

/// What a colour and its mark stand for.
enum class Tone : quint8 { Sent, Received, Good, Warning, Error, Quiet };

/// The one place where colours come from. They follow the palette's light or dark, and their text
/// contrast is at least 4.5 : 1 on every background named here.
namespace theme {

bool isDark(const QPalette &palette);
QColor color(Tone tone, const QPalette &palette);
/// The sign beside the colour, for those who do not see colours; empty for Quiet.
QString mark(Tone tone);
Tone toneOf(Severity severity);

/// The colour of a chart's line. After so many they come again; lines differ by their dashes too.
inline constexpr int curveColorCount = 8;
QColor curve(int number, const QPalette &palette);

/// Behind what is selected. The tones stay readable on it.
QColor selection(const QPalette &palette);
/// Behind a panel that is set off from its surroundings.
QColor panel(const QPalette &palette);
/// For frames, dividers and axes.
QColor hairline(const QPalette &palette);
/// A pale fill of a tone, for areas.
QColor wash(Tone tone, const QPalette &palette);

/// For check boxes and radio buttons: where the palette is dark, what the style draws of one that
/// is not chosen is hardly seen. Only the roles that differ are set.
QPalette indicators(const QPalette &palette);

/// Contrast of two colours as WCAG 2.1 defines it, 1 to 21.
double contrast(const QColor &first, const QColor &second);

/// Complete palettes for those whose system does not say light or dark.
QPalette lightPalette();
QPalette darkPalette();

} // namespace theme

/// Which palette the person wants.
enum class Appearance : quint8 { System, Light, Dark };
/// Gives the whole program that palette.
void applyAppearance(Appearance appearance);

} // namespace optoscope
