// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace optoscope {

/// A flat button that opens its menu at once, with the arrow beside its text and not below it.
class MenuButton final : public QToolButton
{
    Q_OBJECT
public:
    explicit MenuButton(const QString &text, QWidget *parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace optoscope
