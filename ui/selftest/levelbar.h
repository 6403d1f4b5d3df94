// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace optoscope {

/// How much is heard, as a bar of ten blocks.
class LevelBar final : public QWidget
{
    Q_OBJECT
public:
    explicit LevelBar(QWidget *parent = nullptr);

    /// \a level from 0 to 1.
    void setLevel(double level);
    double level() const { return m_level; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_level = 0;
};

} // namespace optoscope
