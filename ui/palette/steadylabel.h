// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace optoscope {

/// A line of plain text that changes often. It has a fixed size and only ever grows: the text of a
/// usual label has the whole window laid out anew, each time.
class SteadyLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit SteadyLabel(QWidget *parent = nullptr);

    void showText(const QString &text);
};

} // namespace optoscope
