// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace optoscope {

/// A plain table that says why it is empty.
class ReadoutTable final : public QTableView
{
    Q_OBJECT
public:
    explicit ReadoutTable(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace optoscope
