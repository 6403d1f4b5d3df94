// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

#include <memory>

namespace optoscope {
namespace {

class TintedEngine : public QIconEngine
{
public:
    explicit TintedEngine(const QString &path)
        : m_path(path)
        , m_renderer(std::make_shared<QSvgRenderer>(path))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect.topLeft(), scaledPixmap(rect.size(), mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        QPixmap image(size * scale);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        m_renderer->render(&painter, QRectF(QPointF(), QSizeF(image.size())));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), tint(mode));
        painter.end();
        image.setDevicePixelRatio(scale);
        return image;
    }

    QIconEngine *clone() const override { return new TintedEngine(m_path); }
    bool isNull() override { return !m_renderer->isValid(); }

private:
    static QColor tint(QIcon::Mode mode)
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        return QApplication::palette().color(group, QPalette::ButtonText);
    }

    QString m_path;
    std::shared_ptr<QSvgRenderer> m_renderer;
};

} // namespace

QIcon themedIcon(const QString &name)
{
    const QString path = QStringLiteral(":/icons/%1.svg").arg(name);
    return QFile::exists(path) ? QIcon(new TintedEngine(path)) : QIcon();
}

QIcon programIcon()
{
    return QIcon(QStringLiteral(":/icons/optoscope.svg"));
}

} // namespace optoscope
