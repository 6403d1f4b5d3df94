// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/theme.h"

#include <QApplication>

#include <array>
#include <cmath>

namespace optoscope {
namespace theme {
namespace {

struct TonePair {
    QRgb light;
    QRgb dark;
};

// In the order of Tone.
constexpr std::array<TonePair, 6> tones{{
    {0xFF0B5E8A, 0xFF6DB9E8},
    {0xFF8A4A00, 0xFFF2AE5D},
    {0xFF14734A, 0xFF76D3A1},
    {0xFF7A5C00, 0xFFE6C15C},
    {0xFFA8201A, 0xFFFF8C82},
    {0xFF555F6B, 0xFF9AA5B1},
}};

// Colours that people with any kind of colour blindness tell apart: searched for the largest least
// distance, as those see it; darker on light and paler on dark.
constexpr std::array<TonePair, curveColorCount> curves{{
    {0xFF2A76CA, 0xFF7CD8FF},
    {0xFFAB6209, 0xFFDE742D},
    {0xFF0C4948, 0xFF3395A6},
    {0xFF542976, 0xFFFFADAC},
    {0xFF896B46, 0xFFD9D50F},
    {0xFF0E0000, 0xFFECFFFF},
    {0xFF590BDD, 0xFFA284FF},
    {0xFF512300, 0xFF9F7F5C},
}};

QColor blend(const QColor &below, const QColor &above, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return QColor(mix(below.red(), above.red()), mix(below.green(), above.green()),
                  mix(below.blue(), above.blue()));
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

struct Shades {
    QRgb window, base, alternate, button, text, disabled, highlight, highlightedText, link;
};

QPalette paletteOf(const Shades &shades)
{
    QPalette palette(QColor::fromRgb(shades.button), QColor::fromRgb(shades.window));
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) {
        palette.setColor(role, QColor::fromRgb(color));
    };
    set(QPalette::Base, shades.base);
    set(QPalette::AlternateBase, shades.alternate);
    set(QPalette::Text, shades.text);
    set(QPalette::WindowText, shades.text);
    set(QPalette::ButtonText, shades.text);
    set(QPalette::BrightText, shades.highlightedText);
    set(QPalette::ToolTipBase, shades.alternate);
    set(QPalette::ToolTipText, shades.text);
    set(QPalette::PlaceholderText, shades.disabled);
    set(QPalette::Highlight, shades.highlight);
    set(QPalette::HighlightedText, shades.highlightedText);
    set(QPalette::Link, shades.link);
    set(QPalette::LinkVisited, shades.link);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(shades.disabled));
    return palette;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::WindowText))
        > luminance(palette.color(QPalette::Window));
}

QColor color(Tone tone, const QPalette &palette)
{
    const TonePair &pair = tones.at(static_cast<size_t>(tone));
    return QColor::fromRgb(isDark(palette) ? pair.dark : pair.light);
}

QString mark(Tone tone)
{
    switch (tone) {
    case Tone::Sent: return QStringLiteral("→");
    case Tone::Received: return QStringLiteral("←");
    case Tone::Good: return QStringLiteral("✓");
    case Tone::Warning: return QStringLiteral("!");
    case Tone::Error: return QStringLiteral("✗");
    case Tone::Quiet: break;
    }
    return {};
}

Tone toneOf(Severity severity)
{
    switch (severity) {
    case Severity::note: return Tone::Quiet;
    case Severity::warning: return Tone::Warning;
    case Severity::error: break;
    }
    return Tone::Error;
}

QColor curve(int number, const QPalette &palette)
{
    const TonePair &pair = curves.at(static_cast<size_t>(number % curveColorCount));
    return QColor::fromRgb(isDark(palette) ? pair.dark : pair.light);
}

QColor selection(const QPalette &palette)
{
    return blend(palette.color(QPalette::Base), palette.color(QPalette::Highlight),
                 isDark(palette) ? 0.35 : 0.16);
}

QColor panel(const QPalette &palette)
{
    return blend(palette.color(QPalette::Window), palette.color(QPalette::Base), 0.5);
}

QColor hairline(const QPalette &palette)
{
    return blend(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.22);
}

QColor wash(Tone tone, const QPalette &palette)
{
    return blend(palette.color(QPalette::Base), color(tone, palette), 0.18);
}

QPalette indicators(const QPalette &palette)
{
    QPalette own;
    if (isDark(palette))
        own.setColor(QPalette::Base, hairline(palette).lighter(130));
    return own;
}

double contrast(const QColor &first, const QColor &second)
{
    const double one = luminance(first);
    const double two = luminance(second);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

QPalette lightPalette()
{
    return paletteOf({0xFFF1F3F5, 0xFFFFFFFF, 0xFFF6F8FA, 0xFFE9ECEF, 0xFF1B2128, 0xFF8A929B,
                      0xFF1F6FA8, 0xFFFFFFFF, 0xFF0B5E8A});
}

QPalette darkPalette()
{
    return paletteOf({0xFF22262B, 0xFF191C20, 0xFF1F2328, 0xFF2D3238, 0xFFE6E9ED, 0xFF6E7781,
                      0xFF2F6F9F, 0xFFFFFFFF, 0xFF6DB9E8});
}

} // namespace theme

void applyAppearance(Appearance appearance)
{
    switch (appearance) {
    case Appearance::System: QApplication::setPalette(QPalette()); break;
    case Appearance::Light: QApplication::setPalette(theme::lightPalette()); break;
    case Appearance::Dark: QApplication::setPalette(theme::darkPalette()); break;
    }
}

} // namespace optoscope
