// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/icons.h"
#include "ui/palette/theme.h"

#include <QApplication>
#include <QSet>
#include <QStyle>
#include <QStyleFactory>
#include <QTest>

#include <algorithm>
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

/// What is left of a colour for who does not see red (protan), green (deutan) or blue (tritan):
/// the projections of Viénot, Brettel and Mollon on linear light.
static QColor seenBy(int kind, const QColor &color)
{
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const auto coded = [](double v) {
        v = std::clamp(v, 0.0, 1.0);
        return v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    };
    static const double sight[3][9] = {
        {0.1121, 0.8853, -0.0005, 0.1127, 0.8897, -0.0001, 0.0045, 0, 1.0019},
        {0.2920, 0.7054, -0.0003, 0.2934, 0.7089, 0, -0.0210, 0.0256, 1},
        {1.0125, 0.1368, -0.1492, -0.0130, 0.8704, 0.1426, 0.0772, 0.8188, 0.1040}};
    const double *m = sight[kind];
    const double r = linear(color.redF());
    const double g = linear(color.greenF());
    const double b = linear(color.blueF());
    return QColor::fromRgbF(static_cast<float>(coded(m[0] * r + m[1] * g + m[2] * b)),
                            static_cast<float>(coded(m[3] * r + m[4] * g + m[5] * b)),
                            static_cast<float>(coded(m[6] * r + m[7] * g + m[8] * b)));
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
            for (int kind = 0; kind < 3; ++kind) {
                const QColor a = seenBy(kind, one);
                const QColor b = seenBy(kind, other);
                const int distance = std::abs(a.red() - b.red()) + std::abs(a.green() - b.green())
                    + std::abs(a.blue() - b.blue());
                QVERIFY2(distance >= 30,
                         qPrintable(QStringLiteral("%1 and %2: %3, kind %4")
                                        .arg(one.name(), other.name())
                                        .arg(distance)
                                        .arg(kind)));
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
