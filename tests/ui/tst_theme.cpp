// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/icons.h"
#include "ui/palette/theme.h"

#include <QApplication>
#include <QSet>
#include <QStyle>
#include <QStyleFactory>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace optoscope;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrast_data();
    void contrast();
    void curves_data();
    void curves();
    void marksDiffer();
    void iconsFollowThePalette();
    void appearanceIsApplied();
};

void TestTheme::contrast_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << theme::lightPalette() << false;
    QTest::newRow("dark") << theme::darkPalette() << true;
    QTest::newRow("fusion") << QStyleFactory::create(QStringLiteral("fusion"))->standardPalette()
                            << false;
}

void TestTheme::contrast()
{
    QFETCH(const QPalette, palette);
    QFETCH(const bool, dark);
    QCOMPARE(theme::isDark(palette), dark);
    const QList<QColor> backgrounds{palette.color(QPalette::Base), palette.color(QPalette::Window),
                                    palette.color(QPalette::AlternateBase), theme::panel(palette),
                                    theme::selection(palette)};
    for (auto tone :
         {Tone::Sent, Tone::Received, Tone::Good, Tone::Warning, Tone::Error, Tone::Quiet}) {
        const QColor color = theme::color(tone, palette);
        for (const QColor &background : backgrounds)
            QVERIFY2(theme::contrast(color, background) >= 4.5,
                     qPrintable(color.name() + QStringLiteral(" on ") + background.name()));
        const QColor wash = theme::wash(tone, palette);
        QVERIFY2(theme::contrast(color, wash) >= 4.5, qPrintable(color.name()));
        QVERIFY(theme::contrast(palette.color(QPalette::Text), wash) >= 7);
    }
}

void TestTheme::curves_data()
{
    contrast_data();
}

using Lab = std::array<double, 3>;

/// What is left of a colour for who does not see red, green or blue (Machado, Oliveira and
/// Fernandes, 2009), or sees all, in CIE L*a*b*, where distances are those that people see.
static Lab seenBy(size_t kind, const QColor &color)
{
    using Matrix = std::array<std::array<double, 3>, 3>;
    static const std::array<Matrix, 4> sight{Matrix{{{0.152286, 1.052583, -0.204868},
                                                     {0.114503, 0.786281, 0.099216},
                                                     {-0.003882, -0.048116, 1.051998}}},
                                             Matrix{{{0.367322, 0.860646, -0.227968},
                                                     {0.280085, 0.672501, 0.047413},
                                                     {-0.011820, 0.042940, 0.968881}}},
                                             Matrix{{{1.255528, -0.076749, -0.178779},
                                                     {-0.078411, 0.930809, 0.147602},
                                                     {0.004733, 0.691367, 0.303900}}},
                                             Matrix{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}};
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const Lab in{linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
    Lab rgb{};
    for (size_t i = 0; i < 3; ++i) {
        for (size_t k = 0; k < 3; ++k)
            rgb[i] += sight[kind][i][k] * in[k];
        rgb[i] = std::clamp(rgb[i], 0.0, 1.0);
    }
    const auto curve = [](double t) {
        return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116;
    };
    const double x = curve((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
    const double y = curve(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    const double z = curve((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

void TestTheme::curves()
{
    QFETCH(const QPalette, palette);
    const QColor base = palette.color(QPalette::Base);
    for (int i = 0; i < theme::curveColorCount; ++i) {
        const QColor one = theme::curve(i, palette);
        QVERIFY2(theme::contrast(one, base) >= 4.5, qPrintable(one.name()));
        for (int k = 0; k < i; ++k) {
            const QColor other = theme::curve(k, palette);
            for (size_t kind = 0; kind < 4; ++kind) {
                const Lab a = seenBy(kind, one);
                const Lab b = seenBy(kind, other);
                const double distance = std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
                QVERIFY2(distance >= 20,
                         qPrintable(QStringLiteral("%1 and %2: %3")
                                        .arg(one.name(), other.name())
                                        .arg(distance)));
            }
        }
    }
    QCOMPARE(theme::curve(theme::curveColorCount, palette), theme::curve(0, palette));
}

void TestTheme::marksDiffer()
{
    QSet<QString> marks;
    for (auto tone : {Tone::Sent, Tone::Received, Tone::Good, Tone::Warning, Tone::Error})
        marks.insert(theme::mark(tone));
    QCOMPARE(marks.size(), 5);
    QVERIFY(theme::mark(Tone::Quiet).isEmpty());
}

void TestTheme::iconsFollowThePalette()
{
    const QIcon icon = themedIcon(QStringLiteral("stop"));
    QVERIFY(!icon.isNull());
    const auto darkest = [&icon] {
        const QImage image = icon.pixmap(24, 24).toImage();
        int opaque = 0;
        QColor color;
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, image.height() / 2);
            if (pixel.alpha() > opaque) {
                opaque = pixel.alpha();
                color = pixel;
            }
        }
        return color.lightness();
    };
    applyAppearance(Appearance::Light);
    const int light = darkest();
    applyAppearance(Appearance::Dark);
    QVERIFY(darkest() > light + 100);
    QVERIFY(themedIcon(QStringLiteral("nothing")).isNull());
}

void TestTheme::appearanceIsApplied()
{
    applyAppearance(Appearance::Dark);
    QVERIFY(theme::isDark(QApplication::palette()));
    applyAppearance(Appearance::Light);
    QVERIFY(!theme::isDark(QApplication::palette()));
    applyAppearance(Appearance::System);
    QCOMPARE(QApplication::palette().color(QPalette::Window), QPalette().color(QPalette::Window));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
