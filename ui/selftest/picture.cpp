// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/picture.h"

#include "ui/palette/theme.h"
#include "ui/texts/picturetexts.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

#include <array>

using namespace Qt::StringLiterals;

namespace optoscope {
namespace {

constexpr QByteArrayView ink = "#20262D";

struct Swap {
    QByteArrayView light;
    QByteArrayView dark;
};

// Each colour that the drawings use, as they are written, and what it becomes on dark. The tones
// come from the theme.
constexpr std::array<Swap, 8> swaps{{
    {ink, "#E6E9ED"},
    {"#9AA5B1", "#8893A0"}, // faint
    {"#F4F6F8", "#2A3037"}, // panel
    {"#D5DBE1", "#39414A"}, // device
    {"#E4572E", "#FF8A66"}, // infrared light
    {"#E0B08C", "#C79873"}, // skin
    {"#2B3138", "#0F1215"}, // tape and screens
    {"#FFFFFF", "#DDE3E9"}, // paper
}};

struct ToneSwap {
    QByteArrayView light;
    Tone tone;
};

constexpr std::array<ToneSwap, 5> toneSwaps{{
    {"#0B5E8A", Tone::Sent},
    {"#8A4A00", Tone::Received},
    {"#14734A", Tone::Good},
    {"#7A5C00", Tone::Warning},
    {"#A8201A", Tone::Error},
}};

QByteArray drawing(const QString &name)
{
    QFile file(u":/pictures/selftest/%1.svg"_qs.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Picture::Picture(QWidget *parent)
    : QWidget(parent)
    , m_renderer(std::make_unique<QSvgRenderer>())
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

Picture::Picture(const QString &name, QWidget *parent)
    : Picture(parent)
{
    setPicture(name);
}

Picture::~Picture() = default;

void Picture::setPicture(const QString &name)
{
    m_name = name;
    const texts::PictureText text = texts::pictureText(name);
    setAccessibleName(text.title);
    setAccessibleDescription(text.description);
    load();
}

bool Picture::isValid() const
{
    return m_renderer->isValid();
}

QSize Picture::sizeHint() const
{
    return {400, 400};
}

QSize Picture::minimumSizeHint() const
{
    return {200, 200};
}

QByteArray Picture::source(const QString &name, const QPalette &palette)
{
    QByteArray svg = drawing(name);
    if (!theme::isDark(palette))
        return svg;
    for (const Swap &swap : swaps)
        svg.replace(swap.light, swap.dark);
    for (const ToneSwap &swap : toneSwaps)
        svg.replace(swap.light, theme::color(swap.tone, palette).name().toLatin1());
    return svg;
}

void Picture::paintGlyph(QPainter *painter, const QRectF &rect, const QString &name,
                         const QColor &color)
{
    QSvgRenderer renderer(drawing(name).replace(ink, color.name().toLatin1()));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(painter, rect);
}

void Picture::paintEvent(QPaintEvent *)
{
    if (m_dark != theme::isDark(palette()))
        load();
    if (!isValid())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    m_renderer->render(&painter, QRectF(contentsRect()));
}

void Picture::load()
{
    m_dark = theme::isDark(palette());
    m_renderer->load(source(m_name, palette()));
    // What is set before a drawing is there is forgotten.
    m_renderer->setAspectRatioMode(Qt::KeepAspectRatio);
    update();
}

} // namespace optoscope
