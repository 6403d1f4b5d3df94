// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QMenu;
class QToolButton;

namespace optoscope {

/// What a person sees first: four things to do.
class StartPage final : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);

    /// The sessions that were recorded by themselves; none: they are not.
    void setRecordedMenu(QMenu *menu);

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

    QToolButton *m_recorded;
};

} // namespace optoscope
