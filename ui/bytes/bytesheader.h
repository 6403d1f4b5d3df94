// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/byteslayout.h"

#include <QWidget>

namespace optoscope {

/// The captions above the columns of the bytes view.
class BytesHeader final : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    void setLayout(const BytesLayout &layout, TimeColumn time, int offset);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString timeCaption() const;

    BytesLayout m_layout;
    TimeColumn m_time = TimeColumn::SinceStart;
    int m_offset = 0;
};

} // namespace optoscope
