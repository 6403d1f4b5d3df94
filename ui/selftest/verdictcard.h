// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/theme.h"

#include <QWidget>

class QLabel;

namespace optoscope {

/// One verdict, large: its mark, the sentence, what carries it, how sure it is, and what to do
/// next.
class VerdictCard final : public QWidget
{
    Q_OBJECT
public:
    struct Words {
        QString title;
        QString text;
        QString confidence; ///< empty where there is none
        QString next;
    };

    explicit VerdictCard(const QString &about, QWidget *parent = nullptr);

    void show(Tone tone, const Words &words);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyColors();

    Tone m_tone = Tone::Quiet;
    QLabel *m_about;
    QLabel *m_mark;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_next;
    QString m_name;
};

} // namespace optoscope
