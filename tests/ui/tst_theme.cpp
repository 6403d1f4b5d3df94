// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/icons.h"
#include "ui/palette/theme.h"

#include <QApplication>
#include <QSet>
#include <QStyle>
#include <QStyleFactory>
#include <QTest>

using namespace optoscope;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrast_data();
    void contrast();
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
