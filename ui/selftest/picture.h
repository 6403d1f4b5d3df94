// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

class QSvgRenderer;

namespace optoscope {

/// A picture of what to do with the hands, from resources/pictures/selftest. It is square, drawn
/// from its shapes at every size and pixel density, and follows the palette's light or dark.
/// Its accessible name and description are those of texts::pictureText().
class Picture final : public QWidget
{
    Q_OBJECT
public:
    explicit Picture(QWidget *parent = nullptr);
    explicit Picture(const QString &name, QWidget *parent = nullptr);
    ~Picture() override;

    /// Shows the picture \a name of texts::pictureNames(); nothing for any other.
    void setPicture(const QString &name);
    QString picture() const { return m_name; }
    /// False as long as there is nothing to show.
    bool isValid() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width; }

    /// The drawing \a name in the colours of \a palette; empty if there is none.
    static QByteArray source(const QString &name, const QPalette &palette);
    /// Paints a drawing of a single colour, such as the glyphs of the chain, in \a color.
    static void paintGlyph(QPainter *painter, const QRectF &rect, const QString &name,
                           const QColor &color);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void load();

    QString m_name;
    bool m_dark = false;
    std::unique_ptr<QSvgRenderer> m_renderer;
};

} // namespace optoscope
