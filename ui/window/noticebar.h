// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/theme.h"

#include <QList>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace optoscope {

/// A sentence or two that stay until they are closed, with what can be done about them. It takes
/// nothing away from whoever works on.
class NoticeBar final : public QWidget
{
    Q_OBJECT
public:
    /// \a name is the object's, for its parts too.
    explicit NoticeBar(const QString &name, QWidget *parent = nullptr);

    /// \a actions are its buttons.
    void showNotice(Tone tone, const QString &text, const QList<QAction *> &actions = {});
    QString text() const;

Q_SIGNALS:
    /// The person has closed it.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyColors();

    Tone m_tone = Tone::Quiet;
    QLabel *m_mark;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
};

} // namespace optoscope
