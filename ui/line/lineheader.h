// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;

namespace optoscope {

/// Above the picture of the line: what the cursors measure, and the buttons that choose what is in
/// sight.
class LineHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit LineHeader(const QList<QAction *> &actions, QWidget *parent = nullptr);

    void setText(const QString &text, bool isHint);
    const QString &text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    bool m_isHint = true;
    QWidget *m_firstButton = nullptr;
};

} // namespace optoscope
