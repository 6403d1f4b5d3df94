// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/try/trypage.h"

#include <optional>

class QAction;
class QLabel;
class QToolButton;

namespace optoscope {

class SessionDocument;

/// Under the verdict while a case is read: what is wrong is hidden until it is asked for. To be
/// shown while its action is enabled.
class AnswerBar final : public QWidget
{
    Q_OBJECT
public:
    AnswerBar(const SessionDocument *document, TryPage::Cases cases, QWidget *parent = nullptr);

    /// "What is wrong?"; only enabled for a case.
    QAction *answerAction() const { return m_answer; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void adopt();
    void showWords();

    const SessionDocument *m_document;
    TryPage::Cases m_cases;
    QString m_target; ///< what was looked for among the cases
    std::optional<VirtualCase> m_case;
    QAction *m_answer;
    QLabel *m_words;
    QToolButton *m_button;
};

} // namespace optoscope
