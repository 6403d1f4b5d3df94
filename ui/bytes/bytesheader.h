// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/byteslayout.h"

#include <QWidget>

class QAction;

namespace optoscope {

/// The captions above the columns of the bytes view, and the button that makes it follow.
class BytesHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit BytesHeader(QAction *follow, QWidget *parent = nullptr);

    void setLayout(const BytesLayout &layout, int offset);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BytesLayout m_layout;
    int m_offset = 0;
};

} // namespace optoscope
