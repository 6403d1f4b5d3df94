// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace optoscope {

/// Asks whether a meter was replaced when another one answers. It stays until it is answered;
/// nothing waits for it.
class MeterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit MeterBar(QWidget *parent = nullptr);

    void ask(const QString &before, const QString &now);
    QString text() const;

Q_SIGNALS:
    /// The meter was replaced.
    void accepted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const QString &name, const QString &text, const QString &toolTip);

    QLabel *m_words;
    QString m_refused; ///< the number that is not to be asked about again
    QString m_asked;
};

} // namespace optoscope
