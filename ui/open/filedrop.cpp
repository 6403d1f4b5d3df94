// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/filedrop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace optoscope {

FileDrop::FileDrop(QWidget *window)
    : QObject(window)
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

QString FileDrop::fileOf(const QMimeData *data)
{
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            return url.toLocalFile();
    }
    return {};
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    const bool enters = event->type() == QEvent::DragEnter;
    if (!enters && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drag = static_cast<QDropEvent *>(event);
    const QString file = fileOf(drag->mimeData());
    if (file.isEmpty())
        return false;
    // The file stays where it is, whatever the other program proposes.
    drag->setDropAction(Qt::CopyAction);
    drag->accept();
    if (!enters)
        Q_EMIT dropped(file);
    return true;
}

} // namespace optoscope
