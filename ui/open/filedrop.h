// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMimeData;
class QWidget;

namespace optoscope {

/// Lets a file be dropped on a window.
class FileDrop final : public QObject
{
    Q_OBJECT
public:
    /// \a window is its parent.
    explicit FileDrop(QWidget *window);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void dropped(const QString &file);

private:
    static QString fileOf(const QMimeData *data);
};

} // namespace optoscope
