// SPDX-License-Identifier: GPL-3.0-or-later

// What the page shows, saved to files.

#include "core/capture/wholefile.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/chartpicture.h"
#include "ui/charts/charttable.h"
#include "ui/charts/chartview.h"
#include "ui/texts/commandtexts.h"

#include <QDir>
#include <QPainter>
#include <QStandardPaths>
#include <QSvgGenerator>

namespace optoscope {

QString ChartPage::askFile(const QString &title, const QString &ending, const QString &filter)
{
    const QString directory = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name = QDir(directory).filePath(tr("chart") + ending);
    return m_chooser ? m_chooser(this, title, name, filter) : QString();
}

void ChartPage::tell(const QString &file, const QString &error)
{
    say(error.isEmpty() ? tr("Saved: %1").arg(QDir::toNativeSeparators(file))
                        : texts::notWrittenText(file, error));
}

void ChartPage::savePicture(bool isVector)
{
    const QString file = isVector
        ? askFile(tr("Save as a drawing"), QStringLiteral(".svg"), tr("Drawings (*.svg)"))
        : askFile(tr("Save as a picture"), QStringLiteral(".png"), tr("Pictures (*.png)"));
    if (file.isEmpty())
        return;
    const ChartPicture picture(shownCharts(), *m_data);
    WholeFile out(file);
    if (!out.open(QIODevice::WriteOnly)) {
        tell(file, out.errorString());
        return;
    }
    bool isWritten = true;
    if (isVector) {
        QSvgGenerator generator;
        generator.setOutputDevice(&out);
        generator.setResolution(m_chart->logicalDpiX());
        generator.setSize(picture.size());
        generator.setViewBox(QRect(QPoint(0, 0), picture.size()));
        generator.setTitle(tr("Readings of a meter"));
        generator.setDescription(tr("Drawn by Optoscope"));
        QPainter painter(&generator);
        picture.paint(painter);
    } else {
        const double ratio = m_chart->devicePixelRatioF();
        QImage image(picture.size() * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        QPainter painter(&image);
        picture.paint(painter);
        painter.end();
        isWritten = image.save(&out, "PNG");
    }
    const bool isDone = isWritten && out.finish();
    tell(file, isDone ? QString() : out.errorString());
}

void ChartPage::saveCsv()
{
    const QString file =
        askFile(tr("Save the readings"), QStringLiteral(".csv"), tr("CSV files (*.csv)"));
    if (file.isEmpty())
        return;
    say(tr("Saving %1").arg(QDir::toNativeSeparators(file)));
    const auto table = charttable::tableOf(m_chart->scene(), *m_data, m_chart->zone());
    m_pool.start([table, file, this] {
        WholeFile out(file);
        const bool isDone =
            out.open(QIODevice::WriteOnly) && charttable::writeCsv(out, table) && out.finish();
        const QString error = isDone ? QString() : out.errorString();
        // The page's pool ends before the page does.
        QMetaObject::invokeMethod(this, [this, file, error] { tell(file, error); });
    });
}

} // namespace optoscope
