// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/theme.h"
#include "ui/selftest/picture.h"
#include "ui/texts/picturetexts.h"

#include <QDir>
#include <QMetaEnum>
#include <QPainter>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <cmath>

using namespace optoscope;
using namespace Qt::StringLiterals;

namespace {

QImage shot(Picture &picture, int side, qreal ratio = 1)
{
    picture.resize(side, side);
    const int pixels = static_cast<int>(std::lround(side * ratio));
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    picture.render(&image, {}, {}, QWidget::DrawChildren);
    return image;
}

QSet<QString> coloursOf(const QByteArray &svg)
{
    static const QRegularExpression colour(u"#[0-9A-Fa-f]{3,8}\\b"_qs);
    QSet<QString> found;
    auto matches = colour.globalMatch(QString::fromUtf8(svg));
    while (matches.hasNext())
        found.insert(matches.next().captured());
    return found;
}

/// Same on light and dark: what glows on a screen.
bool staysTheSame(const QString &colour)
{
    return colour == u"#CDB8FF"_qs || colour == u"#CFE8D8"_qs;
}

/// What a label of that colour stands on: badges, pins, a screen, or the picture and its things.
QStringList backgroundsOf(const QString &colour, const QStringList &usual, const QPalette &palette)
{
    if (colour == usual.constFirst()) {
        QStringList badges;
        for (const Tone tone : {Tone::Sent, Tone::Received, Tone::Warning, Tone::Error})
            badges += theme::color(tone, palette).name();
        return badges;
    }
    const bool dark = theme::isDark(palette);
    if (colour == u"#2B3138"_qs || colour == u"#0F1215"_qs)
        return {dark ? u"#8893A0"_qs : u"#9AA5B1"_qs};
    if (colour == u"#CFE8D8"_qs)
        return {dark ? u"#0F1215"_qs : u"#2B3138"_qs};
    return usual;
}

} // namespace

class TestPicture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { applyAppearance(Appearance::Light); }
    void everyFileHasItsWords();
    void eachPicture_data();
    void eachPicture();
    void everyActionHasAPicture();
    void wordsDiffer();
    void labelsAreReadable();
    void followsThePalette();
    void keepsItsShape();
    void isSharp();
    void glyphsTakeAColour();
    void anotherNameShowsNothing();
};

void TestPicture::everyFileHasItsWords()
{
    QStringList files;
    for (const QString &file : QDir(u":/pictures/selftest"_qs).entryList(QDir::Files, QDir::Name))
        files += file.chopped(4);
    QStringList names = texts::pictureNames();
    names.sort();
    QCOMPARE(files, names);
}

void TestPicture::eachPicture_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : texts::pictureNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestPicture::eachPicture()
{
    QFETCH(const QString, name);
    Picture picture(name);
    QVERIFY(picture.isValid());
    QCOMPARE(picture.picture(), name);
    QVERIFY(!picture.accessibleName().isEmpty());
    QVERIFY(picture.accessibleDescription().endsWith(u'.'));

    const QByteArray light = Picture::source(name, theme::lightPalette());
    const QByteArray dark = Picture::source(name, theme::darkPalette());
    const auto left = coloursOf(light) & coloursOf(dark);
    for (const QString &colour : left)
        QVERIFY2(staysTheSame(colour), qPrintable(colour));
    QVERIFY(!light.contains("<style") && !light.contains("class=") && !light.contains("<filter"));

    const QImage inLight = shot(picture, 200);
    picture.setPalette(theme::darkPalette());
    QVERIFY(picture.isValid());
    QVERIFY(shot(picture, 200) != inLight);
}

void TestPicture::everyActionHasAPicture()
{
    QSet<QString> used;
    const auto actions = QMetaEnum::fromType<PersonAction>();
    for (int i = 0; i < actions.keyCount(); ++i) {
        const QStringList names = texts::picturesOf(static_cast<PersonAction>(actions.value(i)));
        QVERIFY2(!names.isEmpty(), actions.key(i));
        used.unite({names.begin(), names.end()});
    }
    const auto replies = QMetaEnum::fromType<PersonReply>();
    for (int i = 0; i < replies.keyCount(); ++i)
        used.insert(texts::pictureOf(static_cast<PersonReply>(replies.value(i))));
    used.remove({});
    for (const QString &name : texts::pictureNames())
        QCOMPARE(used.contains(name), !name.startsWith(u"chain-"));
    for (const QString &name : std::as_const(used))
        QVERIFY2(texts::pictureNames().contains(name), qPrintable(name));
}

void TestPicture::wordsDiffer()
{
    QSet<QString> words;
    for (const QString &name : texts::pictureNames()) {
        const texts::PictureText text = texts::pictureText(name);
        words.insert(text.title);
        words.insert(text.description);
    }
    QCOMPARE(words.size(), 2 * texts::pictureNames().size());
}

void TestPicture::labelsAreReadable()
{
    static const QRegularExpression label(u"<text[^>]* fill=\"(#[0-9A-Fa-f]{6})\""_qs);
    const QStringList light{u"#F4F6F8"_qs, u"#D5DBE1"_qs};
    const QStringList dark{u"#2A3037"_qs, u"#39414A"_qs};
    for (const QString &name : texts::pictureNames()) {
        for (const bool isDark : {false, true}) {
            const QPalette palette = isDark ? theme::darkPalette() : theme::lightPalette();
            const QString svg = QString::fromUtf8(Picture::source(name, palette));
            auto matches = label.globalMatch(svg);
            while (matches.hasNext()) {
                const QString colour = matches.next().captured(1);
                const QStringList behind = backgroundsOf(colour, isDark ? dark : light, palette);
                for (const QString &background : behind)
                    QVERIFY2(theme::contrast(QColor(colour), QColor(background)) >= 4.5,
                             qPrintable(name + u' ' + colour + u' ' + background));
            }
        }
    }
}

void TestPicture::followsThePalette()
{
    Picture picture(u"remote-near"_qs);
    picture.show();
    QVERIFY(QTest::qWaitForWindowExposed(&picture));
    const QImage light = shot(picture, 200);
    applyAppearance(Appearance::Dark);
    QTRY_VERIFY(theme::isDark(picture.palette()));
    const QImage dark = shot(picture, 200);
    QVERIFY(dark.pixelColor(100, 8).lightness() + 100 < light.pixelColor(100, 8).lightness());
    applyAppearance(Appearance::Light);
    QTRY_VERIFY(!theme::isDark(picture.palette()));
    QCOMPARE(shot(picture, 200), light);
}

void TestPicture::keepsItsShape()
{
    Picture picture(u"mirror-10mm"_qs);
    QCOMPARE(picture.heightForWidth(333), 333);
    picture.resize(400, 200);
    QImage image(400, 200, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    picture.render(&image, {}, {}, QWidget::DrawChildren);
    QCOMPARE(image.pixelColor(20, 100).alpha(), 0);
    QCOMPARE(image.pixelColor(380, 100).alpha(), 0);
    QCOMPARE(image.pixelColor(200, 100).alpha(), 255);
}

void TestPicture::isSharp()
{
    Picture picture(u"second-probe"_qs);
    const QImage twice = shot(picture, 200, 2);
    QCOMPARE(twice.size(), QSize(400, 400));
    // Drawn from its shapes: as many pixels as a picture of that size has, not enlarged ones.
    QImage large = shot(picture, 400);
    int different = 0;
    for (int y = 0; y < 400; ++y) {
        for (int x = 0; x < 400; ++x) {
            const int one = twice.pixelColor(x, y).lightness();
            const int other = large.pixelColor(x, y).lightness();
            different += std::abs(one - other) > 40 ? 1 : 0;
        }
    }
    QVERIFY2(different < 400, qPrintable(QString::number(different)));
}

void TestPicture::glyphsTakeAColour()
{
    for (const QString &name : texts::pictureNames().filter(u"chain-"_qs)) {
        QImage image(48, 48, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        Picture::paintGlyph(&painter, QRectF(0, 0, 48, 48), name, Qt::red);
        painter.end();
        int red = 0;
        for (int y = 0; y < 48; ++y) {
            for (int x = 0; x < 48; ++x) {
                const QColor pixel = image.pixelColor(x, y);
                red += pixel.alpha() > 200 ? 1 : 0;
                QVERIFY(pixel.alpha() < 200 || (pixel.red() > 240 && pixel.green() < 16));
            }
        }
        QVERIFY2(red > 60, qPrintable(name));
    }
}

void TestPicture::anotherNameShowsNothing()
{
    Picture picture(u"chain-port"_qs);
    picture.setPicture(u"no such picture"_qs);
    QVERIFY(!picture.isValid());
    QVERIFY(picture.accessibleName().isEmpty());
    QCOMPARE(shot(picture, 40).pixelColor(20, 20).alpha(), 0);
    picture.setPicture(u"uncover"_qs);
    QVERIFY(picture.isValid());
}

QTEST_MAIN(TestPicture)
#include "tst_picture.moc"
