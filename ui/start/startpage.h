// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace optoscope {

/// What a person sees first: four things to do.
class StartPage final : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);

Q_SIGNALS:
    void selfTestRequested();
    void readRequested();
    void openRequested();
    void tryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeHeading();
    QWidget *makeChoices();
};

} // namespace optoscope
