// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/verdict/verdict.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace optoscope {

class SteadyLabel;

/// One sentence on how things stand, always in sight, with the progress of a running session and
/// the way to the findings.
class VerdictBar final : public QWidget
{
    Q_OBJECT
public:
    explicit VerdictBar(const SessionDocument *document, QWidget *parent = nullptr);

    /// Shows a sentence that is not about the session, until the session moves on.
    void showNotice(const Verdict &notice);
    const Verdict &verdict() const { return m_verdict; }

Q_SIGNALS:
    void findingsRequested();
    /// The next step that the verdict names.
    void selfTestRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void adoptState();
    void update();
    void showProgress();
    void showElapsed();
    void show(const Verdict &verdict);
    void applyColors();

    const SessionDocument *m_document;
    Verdict m_verdict;
    QLabel *m_mark;
    QLabel *m_text;
    QLabel *m_advice;
    SteadyLabel *m_progress;
    QPushButton *m_selfTest;
    QToolButton *m_findings;
    QTimer m_tick;
    qint64 m_told = 0; ///< characters in the progress
    QElapsedTimer m_elapsed;
};

} // namespace optoscope
