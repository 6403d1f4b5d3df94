// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace optoscope {

class MarkedLabel;

/// A bar with one line to type, for a question that need not stop anything else. It hides when the
/// answer is good or nobody wants to give one.
class LineBar final : public QWidget
{
    Q_OBJECT
public:
    LineBar(const QString &caption, const QString &hint, QWidget *parent = nullptr);

    /// Shows itself with \a text in the line.
    void ask(const QString &text);
    void showTrouble(const QString &words);
    void close();

Q_SIGNALS:
    void entered(const QString &text);
    void closed();

protected:
    bool event(QEvent *event) override;

private:
    QLineEdit *m_line;
    MarkedLabel *m_trouble;
};

} // namespace optoscope
