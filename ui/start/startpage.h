// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QMenu;
class QPushButton;

namespace optoscope {

/// What a person sees first: four things to do, and two more.
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
    void pollRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeHeading();
    QWidget *makeChoices();
    QWidget *makeMore();

    QPushButton *m_recorded;
};

} // namespace optoscope
