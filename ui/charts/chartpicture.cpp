// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpicture.h"

#include "ui/charts/chartdata.h"
#include "ui/charts/chartview.h"
#include "ui/charts/curvelook.h"

#include <QPainter>

namespace optoscope {
namespace {

constexpr int sampleWidth = 26;
constexpr int keyRoom = 18; ///< between two keys

} // namespace

ChartPicture::ChartPicture(QList<ChartView *> views, const ChartData &data)
    : m_views(std::move(views))
    , m_data(data)
{
    const ChartScene &scene = m_views.constFirst()->scene();
    const QTimeZone &zone = m_views.constFirst()->zone();
    m_title = QStringLiteral("%1 – %2").arg(charttime::momentText(scene.begin, zone),
                                            charttime::momentText(scene.end, zone));
    layOutKeys();
}

void ChartPicture::layOutKeys()
{
    const ChartView *view = m_views.constFirst();
    const QFontMetrics metrics(view->font());
    const int height = metrics.height() + 6;
    const int right = view->width() - keyRoom;
    QPoint at(keyRoom, height);
    for (const ChartCurve &curve : m_views.constFirst()->scene().curves) {
        const ChartLine &line = m_data.line(curve.line);
        QString text = QString::fromLatin1(line.series.code);
        if (!line.name.isEmpty())
            text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + line.name;
        if (!line.series.unit.isEmpty())
            text += QStringLiteral(" (%1)").arg(QString::fromLatin1(line.series.unit));
        const int width = sampleWidth + 6 + metrics.horizontalAdvance(text);
        if (at.x() + width > right && at.x() > keyRoom)
            at = QPoint(keyRoom, at.y() + height);
        m_keys.append({QRect(at, QSize(width, height)), text, line.look, curve.isBars});
        at.rx() += width + keyRoom;
    }
    m_keyHeight = at.y() + height;
}

QSize ChartPicture::size() const
{
    int height = m_keyHeight;
    for (const ChartView *view : m_views)
        height += view->height();
    return {m_views.constFirst()->width(), height};
}

void ChartPicture::paint(QPainter &painter) const
{
    ChartView *first = m_views.constFirst();
    const QPalette palette = first->palette();
    painter.fillRect(QRect(QPoint(0, 0), size()), palette.base());
    painter.setFont(first->font());
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(
        QRect(keyRoom, 0, size().width() - 2 * keyRoom, first->fontMetrics().height() + 8),
        Qt::AlignLeft | Qt::AlignVCenter, m_title);
    for (const Key &key : m_keys) {
        QRectF sample = key.place;
        sample.setWidth(sampleWidth);
        CurveLook(key.look, palette).paintSample(painter, sample, key.isBars);
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(key.place.adjusted(sampleWidth + 6, 0, 2, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, key.text);
    }
    int top = m_keyHeight;
    for (ChartView *view : m_views) {
        const QRect source = view->viewport()->rect();
        view->scene();
        view->render(&painter, QRectF(0, top, source.width(), source.height()), source);
        top += view->height();
    }
}

} // namespace optoscope
